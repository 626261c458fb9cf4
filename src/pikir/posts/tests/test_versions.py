"""One text in several languages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.posts.actions import Draft, TextError, edit_post, publish_post, start_post, withdraw_post
from pikir.posts.models import Post
from pikir.posts.versions import language_taken, meter_of, versions_of

pytestmark = pytest.mark.django_db


def say(account: Account, language: str, title: str, *, of: Post | None = None) -> Post:
    draft = Draft(title=title, source=f"Text of {title}", language=language)
    version_of = of.pk if of else None
    post = start_post(actor=viewer_of(account), account_id=account.pk, draft=draft, version_of=version_of)
    return publish_post(actor=viewer_of(account), post=post)


@pytest.fixture
def family(alice: Account) -> dict[str, Post]:
    """A Kazakh text and its Russian version; and one in English alone."""
    first = say(alice, "kk", "Zqkazakh")
    return {"kk": first, "ru": say(alice, "ru", "Zqrussian", of=first), "en": say(alice, "en", "Zqlonely")}


TITLES = ("Zqkazakh", "Zqrussian", "Zqlonely")


def shown(address: str) -> set[str]:
    page = Client().get(address).content.decode()
    return {title for title in TITLES if title in page}


@pytest.mark.parametrize("address", ["", "newest/", "@alice/", "@alice/?tab=entries"])
@pytest.mark.parametrize(
    ("language", "titles"),
    [("kk", {"Zqkazakh", "Zqlonely"}), ("ru", {"Zqrussian", "Zqlonely"}), ("en", {"Zqkazakh", "Zqlonely"})],
)
def test_a_list_shows_each_text_once_in_the_readers_language(
    family: dict[str, Post], address: str, language: str, titles: set[str]
) -> None:
    assert shown(f"/{language}/{address}") == titles


def test_a_version_stands_for_itself_when_the_first_text_is_gone(family: dict[str, Post], alice: Account) -> None:
    withdraw_post(actor=viewer_of(alice), post=family["kk"])
    assert shown("/en/newest/") == {"Zqrussian", "Zqlonely"}


def tongues(address: str) -> dict[str, str]:
    page = Client().get(address).content.decode()
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="[^"]*?(/\w\w/[^"]*)">', page))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_machines_find_each_language_of_a_text_where_it_is_written(family: dict[str, Post], language: str) -> None:
    first, version, alone = (f"@alice/{family[code].pk}/" for code in ("kk", "ru", "en"))
    told = {"kk": f"/kk/{first}", "ru": f"/ru/{version}", "x-default": f"/kk/{first}"}
    assert tongues(f"/{language}/{first}") == tongues(f"/{language}/{version}") == told
    interface = {code: f"/{code}/{alone}" for code in ("kk", "ru", "en")}
    assert tongues(f"/{language}/{alone}") == interface | {"x-default": f"/{settings.LANGUAGE_CODE}/{alone}"}


def test_what_not_everyone_reads_is_no_language_of_a_text(family: dict[str, Post], alice: Account) -> None:
    withdraw_post(actor=viewer_of(alice), post=family["ru"])
    assert "/kk/" in tongues(f"/kk/@alice/{family['kk'].pk}/")["kk"]
    assert str(family["ru"].pk) not in str(tongues(f"/kk/@alice/{family['kk'].pk}/"))


def test_a_reader_is_told_of_the_version_in_their_language(family: dict[str, Post]) -> None:
    first, version = family["kk"], family["ru"]
    page = Client().get(f"/ru/@alice/{first.pk}/").content.decode()
    assert 'class="notice sky"' in page
    assert f'href="/ru/@alice/{version.pk}/"' in page
    assert 'class="notice sky"' not in Client().get(f"/kk/@alice/{first.pk}/").content.decode()


def test_the_meter_tells_what_is_missing_and_what_is_behind(family: dict[str, Post], alice: Account) -> None:
    def meter() -> dict[str, tuple[bool, bool]]:
        first = Post.objects.get(id=family["kk"].pk)
        rows = meter_of(first, versions_of(first, viewer_of(alice)))
        return {row.language: (row.post is not None, row.behind) for row in rows}

    assert meter() == {"kk": (True, False), "ru": (True, False), "en": (False, False)}
    later = Post.objects.get(id=family["ru"].pk).published_at + timedelta(minutes=1)
    draft = Draft(title="Zqkazakh", source="Changed", language="kk")
    edit_post(actor=viewer_of(alice), post=family["kk"], draft=draft, at=later)
    assert meter()["ru"] == (True, True)
    assert "older than the first text" in _as(alice, f"/en/@alice/{family['kk'].pk}/")
    draft = Draft(title="Zqrussian", source="Changed too", language="ru")
    edit_post(actor=viewer_of(alice), post=family["ru"], draft=draft, at=later + timedelta(minutes=1))
    assert meter()["ru"] == (True, False)
    assert "versions" not in Client().get(f"/en/@alice/{family['kk'].pk}/").content.decode()


def _as(account: Account, address: str) -> str:
    client = Client()
    client.force_login(account.user)
    return client.get(address).content.decode()


def test_a_version_is_written_from_the_first_text(family: dict[str, Post], alice: Account, client_for: Any) -> None:
    client = client_for(alice)
    address = f"/en/write/?version_of={family['ru'].pk}&language=en"
    page = client.get(address).content.decode()
    assert "Text of Zqrussian" in page
    given = {"kind": "entry", "account": alice.pk, "title": "Zqenglish", "source": "New", "visibility": "public"}
    given |= {"version_of": family["ru"].pk, "language": "en", "act": "publish"}
    assert client.post("/en/write/", given).status_code == 302
    made = Post.objects.get(title="Zqenglish")
    assert made.version_of_id == family["kk"].pk, "tied to the text that was written first"
    again = client.post("/en/write/", given)
    assert again.status_code == 422
    assert "in this language already" in again.content.decode()
    assert shown("/en/newest/") == {"Zqlonely"}


def test_a_language_is_free_again_when_its_version_is_taken_back(family: dict[str, Post], alice: Account) -> None:
    assert language_taken(family["kk"], "ru")
    withdraw_post(actor=viewer_of(alice), post=family["ru"])
    assert not language_taken(family["kk"], "ru")


def test_only_its_own_people_write_versions(family: dict[str, Post], bob: Account, client_for: Any) -> None:
    client = client_for(bob)
    assert client.get(f"/en/write/?version_of={family['kk'].pk}").status_code == 403
    given = {"kind": "entry", "account": bob.pk, "title": "Theirs", "source": "New", "visibility": "public"}
    assert client.post("/en/write/", given | {"version_of": family["kk"].pk}).status_code == 403
    assert client.get("/en/write/?version_of=99999999999999999999").status_code in (403, 404)
    assert not Post.objects.filter(title="Theirs").exists()


def test_no_second_text_in_the_same_language(family: dict[str, Post], alice: Account) -> None:
    with pytest.raises(TextError):
        say(alice, "ru", "Again", of=family["kk"])
