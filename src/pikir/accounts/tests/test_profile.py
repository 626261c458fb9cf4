"""The page of an account: links, languages, place, handle."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from pikir.accounts import actions, tasks
from pikir.accounts.handles import HandleTakenError, HandleTooSoonError
from pikir.accounts.linkcheck import me_links, names_account
from pikir.accounts.models import Account, OldHandle, ProfileLink
from pikir.accounts.queries import free_handle, links_of, viewer_for
from pikir.kernel.fetch import Fetched, FetchError

pytestmark = pytest.mark.django_db
SITE = "https://alice.example/"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, settings) -> dict[str, Fetched]:
    """Pages of others, by address; one that is not there cannot be fetched."""
    settings.SQUARE_URL = "https://square.example"
    pages: dict[str, Fetched] = {}

    def fetch(url: str, **_given: object) -> Fetched:
        if url not in pages:
            raise FetchError("name")
        return pages[url]

    monkeypatch.setattr("pikir.accounts.linkcheck.fetch", fetch)
    return pages


def page(html: str, *, url: str = SITE, status: int = 200, kind: str = "text/html") -> Fetched:
    return Fetched(url=url, status=status, content_type=kind, body=html.encode())


BACK = '<a rel="me" href="https://square.example/kk/@alice/">Me</a>'


@pytest.mark.parametrize(
    ("html", "verified"),
    [
        (BACK, True),
        ('<link rel="nofollow ME" href="https://square.example/en/@Alice">', True),
        ("<head><link href='https://square.example/ru/@alice/' rel=me></head>", True),
        ('<a href="https://square.example/kk/@alice/">Me</a>', False),
        ('<a rel="me" href="https://square.example/kk/@alice_two/">Me</a>', False),
        ('<a rel="me" href="https://square.example.evil/kk/@alice/">Me</a>', False),
        ('<a rel="me" href="https://evil.example/?https://square.example/kk/@alice/">Me</a>', False),
        (f"<!-- {BACK} -->", False),
        (f"<script>{BACK}</script>", False),
        (BACK.replace("<", "&lt;"), False),
        ('<a title=\'> <a rel="me" href="https://square.example/kk/@alice/">\'>x</a>', False),
        ("", False),
    ],
)
def test_a_page_names_an_account_by_a_link_back(elsewhere, html: str, verified: bool) -> None:
    elsewhere[SITE] = page(html)
    assert names_account(SITE, "alice") is verified


@pytest.mark.parametrize(
    "answer", [page(BACK, url="https://other.example/"), page(BACK, status=404), page(BACK, kind="text/plain")]
)
def test_25_what_another_host_or_no_page_says_proves_nothing(elsewhere, answer: Fetched) -> None:
    elsewhere[SITE] = answer
    assert not names_account(SITE, "alice")


def test_broken_pages_are_read_without_a_fault() -> None:
    assert me_links(b"\xff\xfe<a rel=me" + b"<" * 2000 + b"<a rel=me href=//x>") is not None


def test_links_are_checked_after_they_are_saved_and_every_month(
    client_for, alice: Account, elsewhere, run_jobs
) -> None:
    elsewhere[SITE] = page(BACK)
    client = client_for(alice)
    saved = client.post(
        "/en/account/page/", {"place": "", "url1": SITE, "label1": "My place", "url2": "http://no.example"}
    )
    assert saved.status_code == 302
    run_jobs()
    mine, other = links_of(alice.id)
    assert (mine.verified_at is not None, other.verified_at, other.checked_at is not None) == (True, None, True)
    shown = Client().get("/en/@alice/").content.decode()
    assert shown.count('<span class="tag">checked</span>') == 1
    assert '<a href="https://alice.example/" rel="me nofollow noopener">My place</a>' in shown

    elsewhere[SITE] = page("moved away")
    tasks.check_links_again.call()
    mine.refresh_from_db()
    assert mine.verified_at is not None  # asked a moment ago
    ProfileLink.objects.update(checked_at=timezone.now() - timedelta(days=31))
    tasks.check_links_again.call()
    mine.refresh_from_db()
    assert mine.verified_at is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://a.example",
        "https://",
        "https://a",
        "https://u:p@a.example",
        "https://a.example/ b",
    ],
)
def test_what_is_no_address_is_not_saved(client_for, alice: Account, url: str) -> None:
    response = client_for(alice).post("/en/account/page/", {"place": "", "url1": url})
    assert response.status_code == 422
    assert not links_of(alice.id)


def test_a_profile_has_four_links(alice: Account) -> None:
    links = [actions.Link(f"https://a.example/{number}") for number in range(5)]
    with pytest.raises(actions.LinkError):
        actions.set_links(actor=viewer_for(alice.user), account_id=alice.id, links=links)


def test_links_change_a_few_times_a_day(client_for, alice: Account, lang: str) -> None:
    client = client_for(alice)
    sent = [client.post(f"/{lang}/account/page/", {"url1": f"{SITE}{number}"}).status_code for number in range(21)]
    assert sent == [302] * 20 + [429]
    assert links_of(alice.id)[0].url == f"{SITE}19"
    assert client.post(f"/{lang}/account/page/", {"url1": f"{SITE}19"}).status_code == 302, "nothing changes"


def test_languages_are_shown_by_their_own_names(client_for, alice: Account, lang: str) -> None:
    client = client_for(alice)
    assert client.post(f"/{lang}/account/page/", {"place": "", "reads": ["de", "kk"]}).status_code == 302
    shown = Client().get(f"/{lang}/@alice/").content.decode()
    assert '<span lang="de">Deutsch</span>' in shown
    assert '<span lang="kk">' in shown
    assert client.get(f"/{lang}/account/page/").status_code == 200
    assert client.post(f"/{lang}/account/page/", {"place": "", "reads": ["xx"]}).status_code == 422


ADDRESSES = [
    "/en/@{}/", "/ru/@{}/archive/", "/kk/@{}/2026/11/", "/en/@{}/followers/", "/feeds/kk/@{}.rss", "/feeds/en/@{}.json",
]  # fmt: skip


def test_an_old_handle_leads_to_the_new_one_everywhere(client_for, alice: Account, post_by: Callable) -> None:
    post = post_by(alice, "Text")
    client = client_for(alice)
    assert client.get("/en/@alice/").status_code == 200
    response = client.post("/en/account/handle/", {"handle": "@Aliya"})
    assert response["Location"] == "/en/@Aliya/"
    for address in (*ADDRESSES, f"/en/@{{}}/{post.pk}/"):
        for old in ("alice", "ALICE"):
            moved = Client().get(address.format(old))
            assert (moved.status_code, moved["Location"]) == (301, address.format("Aliya"))
        assert Client().get(address.format("Aliya")).status_code == 200
    assert Client().get("/en/@nobody/").status_code == 404


def test_a_handle_changes_once_in_thirty_days(alice: Account) -> None:
    actor, now = viewer_for(alice.user), timezone.now()
    change = lambda handle, days: actions.change_handle(  # noqa: E731  # said five times
        actor=actor, account_id=alice.id, handle=handle, at=now + timedelta(days=days)
    )
    change("aliya", 0)
    change("Aliya", 1)  # only other capitals
    with pytest.raises(HandleTooSoonError):
        change("aika", 29)
    change("alice", 31)  # the own old one
    assert set(OldHandle.objects.values_list("handle_key", flat=True)) == {"aliya"}


def test_an_old_handle_is_kept_for_its_account(alice: Account, bob: Account, person, client_for) -> None:
    actions.change_handle(actor=viewer_for(alice.user), account_id=alice.id, handle="aliya")
    with pytest.raises(HandleTakenError):
        person("Alice")
    with pytest.raises(HandleTakenError):
        actions.change_handle(actor=viewer_for(bob.user), account_id=bob.id, handle="alice")
    with pytest.raises(HandleTakenError):
        actions.change_handle(actor=viewer_for(bob.user), account_id=bob.id, handle="aliya")
    bob.refresh_from_db()
    assert bob.handle == "bob"
    assert free_handle("alice") == "alice2"
    assert client_for(bob).post("/en/account/handle/", {"handle": "alice"}).status_code == 422


def test_only_its_own_people_change_a_page(client_for, alice: Account, bob: Account, organisation) -> None:
    gazette = organisation("gazette", alice)
    for address in ("/en/account/page/gazette/", "/en/account/handle/gazette/"):
        assert client_for(bob).get(address).status_code == 403
        assert client_for(alice).get(address).status_code == 200
        assert Client().get(address).status_code == 302
    for act in (
        lambda: actions.change_handle(actor=viewer_for(bob.user), account_id=gazette.id, handle="news2"),
        lambda: actions.set_links(actor=viewer_for(bob.user), account_id=gazette.id, links=[]),
        lambda: actions.describe_account(actor=viewer_for(bob.user), account_id=gazette.id, reads=[], place_id=None),
        lambda: actions.set_header(actor=viewer_for(bob.user), account_id=gazette.id, name=""),
    ):
        with pytest.raises(PermissionDenied):
            act()
