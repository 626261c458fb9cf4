"""The page of all settings: for guests how one reads, for members everything, each in one step."""

import json
from typing import Any

import pytest
from django.test import Client

from harness.people import PASSWORD, viewer_of
from pikir.accounts.actions import choose_quiet_hours
from pikir.accounts.models import Account, User
from pikir.kernel.belongings import Owner, parts

READING = {"language": "en", "theme": "device", "size": "normal", "traffic": "device", "letters": "cyrillic"}
ADDRESS = "/en/account/settings/"


def user_of(account: Account) -> User:
    user: User = User.objects.get(account=account)
    return user


def test_a_guest_chooses_how_to_read_and_is_told_so(db: Any, client: Client) -> None:
    answer = client.post(ADDRESS, READING | {"theme": "dark", "size": "largest", "traffic": "saving"})
    assert (answer.status_code, answer.headers["location"]) == (302, ADDRESS)
    assert answer.cookies["look"].value == "dark-largest-saving-cyrillic"
    assert answer.cookies["look"]["samesite"] == "Lax"
    assert "language" not in answer.cookies
    html = client.get(ADDRESS).content.decode()
    assert '<html lang="en" data-theme="dark" data-size="largest" data-saving>' in html
    assert "Saved." in html
    assert '<option value="largest" selected>' in html
    assert "Quiet hours" not in html


@pytest.mark.parametrize(("language", "words"), [("kk", "Сақталды."), ("ru", "Сохранено.")])
def test_another_language_is_remembered_and_spoken_at_once(db: Any, client: Client, language: str, words: str) -> None:
    answer = client.post(ADDRESS, READING | {"language": language})
    assert answer.headers["location"] == f"/{language}/account/settings/"
    assert answer.cookies["language"].value == language
    assert words in client.get(answer.headers["location"]).content.decode()
    assert client.get("/").headers["location"] == f"/{language}/"


@pytest.mark.parametrize("field", list(READING))
def test_what_is_not_offered_is_refused_and_nothing_is_lost(db: Any, client: Client, field: str, lang: str) -> None:
    answer = client.post(f"/{lang}/account/settings/", READING | {"size": "larger", "theme": "dark", field: "purple"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'role="alert"' in html
    kept = {"larger", "dark"} - {"larger" if field == "size" else "dark" if field == "theme" else ""}
    assert all(f'<option value="{word}" selected>' in html for word in kept)
    assert "look" not in answer.cookies


def test_the_settings_of_a_member_are_kept_and_come_to_each_device(
    alice: Account, client_for: Any, client: Client
) -> None:
    client_for(alice).post(ADDRESS, READING | {"language": "ru", "theme": "dark", "size": "larger"})
    assert (user_of(alice).look, user_of(alice).language) == ("dark-larger-device-cyrillic", "ru")
    client.cookies["look"] = "light-normal-device-cyrillic"
    answer = client.post("/en/account/sign-in/", {"login": "alice", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.cookies["look"].value == "dark-larger-device-cyrillic"
    assert answer.cookies["language"].value == "ru"


def test_who_never_chose_keeps_the_look_of_the_device(alice: Account, client: Client) -> None:
    client.cookies["look"] = "light-largest-device-cyrillic"
    answer = client.post("/en/account/sign-in/", {"login": "alice", "password": PASSWORD})
    assert answer.status_code == 302
    assert "look" not in answer.cookies


def test_who_changes_only_the_look_stays_in_the_language_of_the_page(alice: Account, client_for: Any) -> None:
    answer = client_for(alice).post("/kk/account/settings/", READING | {"theme": "dark"})
    assert answer.headers["location"] == "/kk/account/settings/"
    assert "language" not in answer.cookies
    assert user_of(alice).language == "en"


def test_every_page_of_the_account_is_one_step_away(alice: Account, client_for: Any, lang: str) -> None:
    html = client_for(alice).get(f"/{lang}/account/settings/").content.decode()
    ways = ("", "picture/", "header/", "page/", "handle/", "organisations/", "email/", "notices/", "password/")
    ways += (
        "safety/",
        "safety/#sessions",
        "relations/",
        "relations/following/",
        "relations/filters/",
        "relations/files/",
        "archive/",
        "files/",
        "leaving/",
        "sharing/",
        "voice/",
    )
    missing = [way for way in ways if f'href="/{lang}/account/{way}"' not in html]
    assert not missing
    assert f'href="/{lang}/account/settings/"' in client_for(alice).get(f"/{lang}/account/email/").content.decode()


def test_the_page_costs_a_fixed_number_of_queries(alice: Account, client_for: Any, assert_queries: Any) -> None:
    client = client_for(alice)
    client.get(ADDRESS)
    with assert_queries(4):  # session, viewer, unread notices, user
        client.get(ADDRESS)


def test_quiet_hours_are_kept_and_taken_back(alice: Account, client_for: Any) -> None:
    client = client_for(alice)
    assert client.post(ADDRESS, {"act": "quiet", "quiet_from": "22", "quiet_until": "7"}).status_code == 302
    assert (user_of(alice).quiet_from, user_of(alice).quiet_until) == (22, 7)
    html = client.get(ADDRESS).content.decode()
    assert '<option value="22" selected>22:00</option>' in html
    assert "Saved." in html
    assert client.post(ADDRESS, {"act": "quiet", "quiet_from": "", "quiet_until": ""}).status_code == 302
    assert (user_of(alice).quiet_from, user_of(alice).quiet_until) == (None, None)


@pytest.mark.parametrize(("begin", "end"), [("22", ""), ("", "7"), ("7", "7"), ("24", "7"), ("-1", "7"), ("x", "7")])
def test_hours_that_make_no_sense_are_refused(alice: Account, client_for: Any, begin: str, end: str) -> None:
    answer = client_for(alice).post(ADDRESS, {"act": "quiet", "quiet_from": begin, "quiet_until": end})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert user_of(alice).quiet_from is None


@pytest.mark.parametrize("hours", [(22, None), (None, 7), (7, 7), (0, 24), (-1, 7)])
def test_the_action_keeps_no_hours_that_make_no_sense(alice: Account, hours: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="quiet"):
        choose_quiet_hours(actor=viewer_of(alice), quiet_from=hours[0], quiet_until=hours[1])


def test_a_guest_has_no_quiet_hours(db: Any, client: Client) -> None:
    answer = client.post(ADDRESS, {"act": "quiet", "quiet_from": "22", "quiet_until": "7"})
    assert answer.headers["location"] == f"/en/account/sign-in/?next={ADDRESS}"


def test_settings_come_with_the_archive(alice: Account, client_for: Any) -> None:
    client = client_for(alice)
    client.post(ADDRESS, READING | {"theme": "dark"})
    client.post(ADDRESS, {"act": "quiet", "quiet_from": "22", "quiet_until": "7"})
    owner = Owner(user_id=user_of(alice).id, account_id=alice.id, email="alice@example.org")
    account = next(part for part in parts() if part.name == "account")
    told = json.loads(json.dumps(list(account.rows(owner)), default=str))[0]
    assert (told["look"], told["quiet_from"], told["quiet_until"]) == ("dark-normal-device-cyrillic", 22, 7)
    assert told["hides_from_search"] is False


def test_who_does_not_want_to_be_listed_is_marked_on_profile_and_posts(
    alice: Account, client_for: Any, client: Client, post_by: Any
) -> None:
    post = post_by(alice, "Text", kind="entry", title="Title")
    pages = ("/en/@alice/", f"/en/@alice/{post.id}/")
    mark = '<meta name="robots" content="noindex">'
    assert not any(mark in client.get(page).content.decode() for page in pages)
    policies = {"follow_policy": "anyone", "writes_from": "everyone", "mentions_from": "everyone"}
    client_for(alice).post("/en/account/relations/", policies | {"hides_from_search": "on"})
    assert all(mark in client.get(page).content.decode() for page in pages)
    client_for(alice).post("/en/account/relations/", policies)
    assert not any(mark in client.get(page).content.decode() for page in pages)
