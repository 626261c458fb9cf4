"""Where one is signed in: the list, signing out from afar, letters about new browsers."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from harness.people import viewer_of
from pikir.accounts import devices
from pikir.accounts.actions import suspend_account
from pikir.accounts.kinds import SESSIONS_KEPT
from pikir.accounts.models import Account, Session, User
from pikir.accounts.tests.doors import CHROME, FIREFOX, PASSWORD, is_inside, prove, sign_in, totp_at, with_app
from pikir.accounts.tests.letters import last_letter, letters, links_in
from pikir.audit.queries import entries_of

pytestmark = pytest.mark.django_db

SAFETY = "/en/account/safety/"


@pytest.fixture(autouse=True)
def _no_limits_used_up() -> None:
    cache.clear()


@pytest.fixture
def desk(alice: Account) -> Client:
    """Alice at her desk."""
    client = Client(headers={"User-Agent": FIREFOX})
    sign_in(client, "alice")
    return client


@pytest.fixture
def phone(alice: Account, desk: Client) -> Client:
    """Alice on her telephone."""
    client = Client(headers={"User-Agent": CHROME})
    sign_in(client, "alice")
    return client


AGENTS = [
    (FIREFOX, "Firefox, Windows"),
    (CHROME, "Chrome, Android"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1", "Safari, iOS"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/138.0 Safari/537.36 Edg/138.0", "Edge, macOS"),
    ("Mozilla/5.0 (Windows NT 10.0) Chrome/138.0 YaBrowser/25.6 Safari/537.36", "Yandex Browser, Windows"),
    ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/138.0 Safari/537.36", "Chrome, ChromeOS"),
    ("curl/8.0", "Unknown device"),
    ("", "Unknown device"),
]


@pytest.mark.parametrize(("agent", "words"), AGENTS)
def test_a_device_is_named_coarsely(agent: str, words: str) -> None:
    with override("en"):
        assert devices.read_device(agent).words == words


def test_the_list_names_every_device_and_marks_this_one(desk: Client, phone: Client) -> None:
    page = desk.get(SAFETY).content.decode()
    assert page.index("Firefox, Windows") < page.index("This device") < page.index("Chrome, Android")
    assert page.count("This device") == 1


def test_nothing_of_a_browser_is_kept_but_coarse_words(desk: Client) -> None:
    kept = Session.objects.get(user__isnull=False)
    assert "140.0" not in str(kept.get_decoded())
    assert "127.0.0.1" not in str(kept.get_decoded())
    assert kept.get_decoded()["device"] == {"browser": "Firefox", "system": "Windows"}


def test_one_device_is_signed_out_from_another(desk: Client, phone: Client, alice: Account) -> None:
    (reference,) = [one["reference"] for one in listed(desk) if not one["current"]]
    desk.post(f"{SAFETY}sessions/", {"session": reference})
    assert is_inside(desk)
    assert not is_inside(phone)
    assert entries_of(kind="user", object_id=alice.user.id)[0].verb == "end_session"


def test_all_others_are_signed_out_at_once(desk: Client, phone: Client, client_for, bob: Account) -> None:
    third, stranger = Client(), client_for(bob)
    sign_in(third, "alice")
    desk.post(f"{SAFETY}sessions/")
    assert [is_inside(one) for one in (desk, phone, third, stranger)] == [True, False, False, True]


def test_nobody_signs_others_out(desk: Client, client_for, bob: Account) -> None:
    reference = listed(desk)[0]["reference"]
    client_for(bob).post(f"{SAFETY}sessions/", {"session": reference})
    Client().post(f"{SAFETY}sessions/", {"session": reference})
    assert is_inside(desk)


def test_a_reference_is_no_key(desk: Client) -> None:
    thief = Client()
    thief.cookies["sessionid"] = listed(desk)[0]["reference"]
    assert not is_inside(thief)


@pytest.mark.parametrize("reference", ["x", "'", "\0", "x" * 10_000])
def test_an_invented_reference_ends_nothing(desk: Client, reference: str) -> None:
    assert desk.post(f"{SAFETY}sessions/", {"session": reference}).status_code == 302
    assert is_inside(desk)


def test_a_get_ends_nothing(desk: Client, phone: Client) -> None:
    assert desk.get(f"{SAFETY}sessions/").status_code == 405
    assert is_inside(phone)


def test_attack_35_a_changed_password_ends_every_other_session(desk: Client, phone: Client) -> None:
    desk.post("/en/account/password/", {"oldpassword": PASSWORD, "password1": "eleven green bottles"})
    assert is_inside(desk)
    assert not is_inside(phone)
    assert Session.objects.filter(user__isnull=False).count() == 1


def test_attack_35_a_reset_password_ends_every_session(desk: Client, phone: Client) -> None:
    stranger = Client()
    stranger.post("/en/account/password/reset/", {"email": "alice@example.org"})
    form = stranger.get(links_in(last_letter("alice@example.org"))[0])["Location"]
    stranger.post(form, {"password1": "eleven green bottles"})
    assert [is_inside(one) for one in (desk, phone, stranger)] == [False, False, False]
    assert not Session.objects.filter(user__isnull=False).exists()


def test_attack_35_a_changed_password_ends_letters_that_were_sent_before(desk: Client, phone: Client) -> None:
    """Whoever was inside and asked for another address does not get the account by it afterwards."""
    prove(phone)
    phone.post("/en/account/email/", {"email": "thief@evil.example", "action_add": "1"})
    phone.post("/en/account/password/reset/", {"email": "alice@example.org"})
    address, reset = links_in(last_letter("thief@evil.example"))[0], links_in(last_letter("alice@example.org"))[0]
    desk.post("/en/account/password/", {"oldpassword": PASSWORD, "password1": "eleven green bottles"})
    assert Client().post(address).status_code == 404
    assert User.objects.get().email == "alice@example.org"
    assert "no longer works" in Client().get(reset).content.decode()


def test_attack_35_a_changed_password_ends_sign_ins_that_were_begun(desk: Client, alice: Account) -> None:
    """Whoever came as far as the second factor by the password before comes no further with a code."""
    secret, thief = with_app(alice), Client()
    assert sign_in(thief, "alice")["Location"].endswith("/sign-in/code/")
    desk.post("/en/account/password/", {"oldpassword": PASSWORD, "password1": "eleven green bottles"})
    thief.post("/en/account/sign-in/code/", {"code": totp_at(secret)})
    assert not is_inside(thief)
    assert "was changed meanwhile" in thief.get("/en/account/sign-in/").content.decode()


def test_attack_34_an_ended_session_answers_nothing_more(desk: Client, phone: Client) -> None:
    """There are no live streams and no tokens of programs yet; what is asked after the end is asked as a guest."""
    desk.post(f"{SAFETY}sessions/")
    for page in (SAFETY, "/en/account/email/", "/en/write/", "/en/drafts/"):
        assert "/sign-in/" in phone.get(page)["Location"]
    assert "/sign-in/" in phone.post("/en/account/", {"name": "Mallory"})["Location"]


def test_attack_34_who_is_suspended_goes_on_in_no_open_session(
    desk: Client, alice: Account, moderator: Account
) -> None:
    assert desk.get("/en/write/").status_code == 200
    suspend_account(actor=viewer_of(moderator), account_id=alice.id, reason="Spam")
    assert desk.get("/en/write/").status_code == 403
    assert desk.post("/en/write/", {"text": "More spam"}).status_code == 403


def writes_of(client: Client) -> int:
    """How many statements that change something a page costs."""
    with CaptureQueriesContext(connection) as sent:
        client.get("/en/account/")
    return sum(not query["sql"].lstrip().startswith("SELECT") for query in sent.captured_queries)


def test_a_session_is_touched_at_most_hourly(desk: Client) -> None:
    assert writes_of(desk) == 0
    long_ago = timezone.now() - timedelta(hours=2)
    Session.objects.update(seen_at=long_ago)
    assert writes_of(desk) == 1
    assert Session.objects.get(user__isnull=False).seen_at > long_ago
    assert writes_of(desk) == 0


def test_the_longest_unused_sessions_end_when_there_are_too_many(desk: Client, alice: Account) -> None:
    old = timezone.now() - timedelta(hours=1)
    for number in range(SESSIONS_KEPT):
        Session.objects.create(
            session_key=f"key{number}", session_data="", expire_date=timezone.now() + timedelta(days=1),
            user=alice.user, seen_at=old,
        )  # fmt: skip
    sign_in(Client(), "alice")
    assert Session.objects.filter(user=alice.user).count() == SESSIONS_KEPT
    assert is_inside(desk)


def test_a_new_browser_is_told_of_once(desk: Client) -> None:
    assert letters("alice@example.org") == []  # the first of all
    other = Client(headers={"User-Agent": CHROME})
    for _ in range(2):
        sign_in(other, "alice")
        other.post("/en/account/sign-out/")
    (letter,) = letters("alice@example.org")
    assert "new sign-in" in letter.subject
    assert "Chrome, Android" in letter.text
    assert "/en/account/safety/" in links_in(letter)
    assert "138" not in letter.text


def test_each_person_of_a_shared_browser_is_told_of_once(desk: Client, person) -> None:
    person("dana")
    sign_in(Client(), "dana")
    for login in ("dana", "alice", "dana", "alice"):
        desk.post("/en/account/sign-out/")
        sign_in(desk, login)
    assert len(letters("dana@example.org")) == 1
    assert letters("alice@example.org") == []


@pytest.mark.parametrize("cookie", ["", "x", "[]", "x" * 4000, "WyJmb3JnZWQiXQ:1r:x"])
def test_a_forged_mark_of_a_browser_is_no_mark(desk: Client, cookie: str) -> None:
    thief = Client()
    thief.cookies["browser"] = cookie
    sign_in(thief, "alice")
    assert len(letters("alice@example.org")) == 1


def test_the_letter_comes_in_the_persons_language(person, lang: str) -> None:
    person("dana", language=lang)
    sign_in(Client(), "dana")
    sign_in(Client(), "dana")
    assert last_letter("dana@example.org").language == lang


def listed(client: Client) -> list[dict[str, object]]:
    """The list of sessions as the page was given it."""
    return [{"reference": one.reference, "current": one.current} for one in client.get(SAFETY).context["sessions"]]
