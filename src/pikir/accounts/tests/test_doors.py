"""From signing up to signing out, as a person does it: pages, forms, letters."""

import pytest
from allauth.account.internal.flows import manage_email
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core.cache import cache
from django.test import Client
from django.utils.translation import gettext, override
from pytest_django import Settings

from pikir.accounts.models import Account, User
from pikir.accounts.tests.letters import last_letter, letters, links_in
from pikir.audit.queries import entries_of

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"
NEW_PASSWORD = "eleven green bottles"


@pytest.fixture(autouse=True)
def _no_limits_used_up() -> None:
    cache.clear()


def in_language(language: str, text: str) -> str:
    with override(language):
        return gettext(text)


def sign_up(client: Client, page: str = "en", **changed: str):
    given = {"name": "Дана", "handle": "Dana", "email": "Dana@example.org", "password1": PASSWORD, "language": page}
    return client.post(f"/{page}/account/sign-up/", given | changed)


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str):
    return client.post("/en/account/sign-in/", {"login": login, "password": password, **more})


def signed_in(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def test_from_sign_up_to_sign_out(client: Client, lang: str) -> None:
    response = sign_up(client, lang)
    assert (response.status_code, response["Location"]) == (302, f"/{lang}/account/confirm/")
    assert in_language(lang, "A letter is on its way") in client.get(response["Location"]).content.decode()
    assert not signed_in(client)
    letter = last_letter("dana@example.org")
    assert letter.language == lang
    (link,) = links_in(letter)
    assert link.startswith(f"/{lang}/account/confirm/")
    assert not EmailAddress.objects.get().verified
    assert in_language(lang, "Yes, confirm") in client.get(link).content.decode()
    assert not EmailAddress.objects.get().verified
    response = client.post(link)
    assert (response.status_code, response["Location"]) == (302, f"/{lang}/")
    assert signed_in(client)
    assert EmailAddress.objects.get().verified
    assert User.objects.get().language == lang
    response = client.post(f"/{lang}/account/sign-out/")
    assert (response.status_code, response["Location"]) == (302, f"/{lang}/")
    assert not signed_in(client)


def test_a_link_opened_elsewhere_leads_to_sign_in(client: Client) -> None:
    sign_up(client)
    (link,) = links_in(last_letter("dana@example.org"))
    other = Client()
    response = other.post(link)
    assert (response.status_code, response["Location"]) == (302, "/en/account/sign-in/")
    assert "Your address is confirmed." in other.get(response["Location"]).content.decode()
    assert not signed_in(other)


def test_a_used_link_says_so(client: Client) -> None:
    sign_up(client)
    (link,) = links_in(last_letter("dana@example.org"))
    client.post(link)
    assert "This link no longer works" in Client().get(link).content.decode()
    assert Client().post(link).status_code == 404


@pytest.mark.parametrize("login", ["alice@example.org", " ALICE@Example.ORG ", "alice", "Alice", "@aLICE"])
def test_one_box_takes_address_or_handle_in_any_case(client: Client, alice: Account, login: str) -> None:
    response = sign_in(client, login)
    assert (response.status_code, response["Location"]) == (302, "/en/")
    assert signed_in(client)


def test_sign_in_leads_back_to_where_one_was(client: Client, alice: Account) -> None:
    response = client.get("/ru/account/")
    assert response["Location"] == "/ru/account/sign-in/?next=/ru/account/"
    assert 'name="next" value="/ru/account/"' in client.get(response["Location"]).content.decode()
    assert sign_in(client, "alice", next="/ru/account/")["Location"] == "/ru/account/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http:evil.example"]
)
def test_sign_in_leads_nowhere_else(client: Client, alice: Account, elsewhere: str) -> None:
    assert sign_in(client, "alice", next=elsewhere)["Location"] == "/en/"


def test_a_session_ends_with_the_browser_unless_asked_to_stay(alice: Account) -> None:
    brief, long = Client(), Client()
    sign_in(brief, "alice")
    sign_in(long, "alice", remember="on")
    assert brief.cookies["sessionid"]["max-age"] == ""
    assert long.cookies["sessionid"]["max-age"] > 0


def test_a_get_does_not_sign_out(client: Client, alice: Account) -> None:
    sign_in(client, "alice")
    assert client.get("/en/account/sign-out/").status_code == 200
    assert signed_in(client)


def test_a_reset_gives_a_new_password_and_ends_other_sessions(alice: Account, client_for) -> None:
    elsewhere, client = client_for(alice), Client()
    client.post("/ru/account/password/reset/", {"email": "ALICE@example.org"})
    letter = last_letter("alice@example.org")
    assert letter.language == "en"
    (link,) = links_in(letter)
    form = client.get(link)["Location"]
    assert "set-password" in form
    response = client.post(form, {"password1": NEW_PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/en/account/password/reset/done/")
    assert not signed_in(elsewhere)
    assert "was changed" in last_letter("alice@example.org").subject
    assert sign_in(Client(), "alice").status_code == 200
    assert sign_in(Client(), "alice", NEW_PASSWORD).status_code == 302
    assert entries_of(kind="user", object_id=alice.user.id)[0].verb == "set_password"
    assert "This link no longer works" in Client().get(link).content.decode()


def test_a_password_is_changed_by_who_knows_it(alice: Account, client_for) -> None:
    client, elsewhere = client_for(alice), client_for(alice)
    wrong = client.post("/en/account/password/", {"oldpassword": "wrong", "password1": NEW_PASSWORD})
    assert "This is not your present password." in wrong.content.decode()
    right = client.post("/en/account/password/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})
    assert right.status_code == 302
    assert signed_in(client)
    assert not signed_in(elsewhere)
    assert "was changed" in last_letter("alice@example.org").subject


def ask_for_address(client: Client, email: str):
    """Ask for a new address, giving the password when it is asked for."""
    response = client.post("/en/account/email/", {"email": email, "action_add": "1"})
    if "/again/" in response.get("Location", ""):
        response = client.post(response["Location"], {"password": PASSWORD})
    return response


def test_a_new_address_replaces_the_old_when_it_is_confirmed(alice: Account, client_for) -> None:
    client = client_for(alice)
    assert ask_for_address(client, "New@example.org").status_code == 302
    page = client.get("/en/account/email/").content.decode()
    assert "alice@example.org" in page
    assert "new@example.org" in page
    assert User.objects.get().email == "alice@example.org"
    (link,) = links_in(last_letter("new@example.org"))
    assert client.post(link)["Location"] == "/en/account/email/"
    assert User.objects.get().email == "new@example.org"
    assert "new@example.org" in last_letter("alice@example.org").text
    assert sign_in(Client(), "new@example.org").status_code == 302
    assert sign_in(Client(), "alice@example.org").status_code == 200


def test_a_new_address_needs_the_password(alice: Account, client_for) -> None:
    client = client_for(alice)
    response = client.post("/en/account/email/", {"email": "new@example.org", "action_add": "1"})
    assert response["Location"].startswith("/en/account/again/")
    assert "This is not your password." in client.post(response["Location"], {"password": "wrong"}).content.decode()
    assert letters("new@example.org") == []


def test_a_change_of_address_can_be_called_off(alice: Account, client_for) -> None:
    client = client_for(alice)
    ask_for_address(client, "new@example.org")
    client.post("/en/account/email/", {"email": "new@example.org", "action_remove": "1"})
    assert EmailAddress.objects.get().email == "alice@example.org"
    client.post("/en/account/email/", {"email": "alice@example.org", "action_remove": "1"})
    assert EmailAddress.objects.get().email == "alice@example.org"


def test_an_address_that_became_anothers_is_not_taken_from_them(alice: Account, client_for) -> None:
    client = client_for(alice)
    ask_for_address(client, "dana@example.org")
    EmailAddress.objects.filter(email="dana@example.org").delete()
    sign_up(Client())
    EmailAddress.objects.filter(email="dana@example.org").update(user=alice.user, primary=False)
    key = EmailConfirmationHMAC(EmailAddress.objects.get(email="dana@example.org")).key
    assert client.post(f"/en/account/confirm/{key}/").status_code == 302
    assert User.objects.get(account=alice).email == "alice@example.org"
    assert User.objects.get(account__handle="Dana").email == "dana@example.org"


WRONG = [
    ({"handle": "дана"}, "A handle has only Latin letters, digits and underscores."),
    ({"handle": "Admin"}, "This handle is kept for the square itself. Choose another."),
    ({"handle": "_dana"}, "A handle neither begins nor ends with an underscore."),
    ({"name": " \u202e "}, "Enter a name that others can see."),
    ({"email": "dana"}, "Enter a valid email address."),
    ({"password1": "1234567890"}, "This password is too common."),
    ({"language": "fr"}, None),
    ({"name": ""}, "This field is required."),
]


@pytest.mark.parametrize(("changed", "words"), WRONG)
def test_what_is_wrong_is_said_in_the_language_of_the_page(client: Client, lang: str, changed, words) -> None:
    response = sign_up(client, lang, **changed)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in page
    assert 'aria-invalid="true"' in page
    if words:
        assert in_language(lang, words) in page
    assert not User.objects.exists()


def test_a_taken_handle_comes_with_a_free_one(client: Client, alice: Account) -> None:
    assert "“alice2” is free." in sign_up(client, handle="ALICE").content.decode()


def test_who_was_a_moment_faster_keeps_the_handle(
    client: Client, alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pikir.accounts.forms.doors.is_handle_taken", lambda _handle, **_own: False)
    response = sign_up(client, handle="alice")
    assert response.status_code == 200
    assert "This handle is taken." in response.content.decode()


def test_who_was_a_moment_faster_keeps_the_address(
    client: Client, alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manage_email, "assess_unique_email", lambda *_given, **_more: True)
    response = sign_up(client, email="alice@example.org")
    assert response["Location"] == "/en/account/confirm/"
    assert "already" in last_letter("alice@example.org").subject
    assert not User.objects.filter(account__handle="Dana").exists()


def test_tries_are_limited_for_each_name(alice: Account) -> None:
    for login in ("alice", "ALICE", "@alice", " Alice ", "@Alice"):
        sign_in(Client(), login, "wrong")
    assert "Too many tries." in sign_in(Client(), "alice").content.decode()
    assert sign_in(Client(), "bob", "wrong").status_code == 200


ODD = [
    "\0",
    "a\0b",
    "\ud7ff\U0010ffff",
    "x" * 100_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE accounts_user; --",
    "@",
    "@@",
    "a@b@c",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_input_is_an_ordinary_mistake(client: Client, odd: str) -> None:
    pages = {
        "sign-in": {"login": odd, "password": odd},
        "sign-up": {"name": odd, "handle": odd, "email": odd, "password1": odd, "language": odd},
        "password/reset": {"email": odd},
    }
    for page, fields in pages.items():
        response = client.post(f"/en/account/{page}/", fields)
        assert response.status_code == 200, page
        assert "<script>alert" not in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["sign-in", "sign-up", "sign-out", "password/reset", "confirm", "confirm/x"])
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_a_wrong_method_is_no_fault(client: Client, path: str, method: str) -> None:
    assert getattr(client, method)(f"/en/account/{path}/").status_code in (200, 405)


@pytest.mark.parametrize(
    "link", ["confirm/әә", "confirm/MQ:x:y", "password/reset/zzzzzzzzzzzzz-x", "password/reset/1-set-password"]
)
def test_an_invented_link_says_that_it_does_not_work(client: Client, link: str) -> None:
    response = client.get(f"/en/account/{link}/")
    assert response.status_code == 200
    assert "This link no longer works" in response.content.decode()


def test_programs_get_pages_too(client: Client) -> None:
    response = client.post(
        "/en/account/sign-in/", {"login": "x", "password": "x"}, headers={"Accept": "application/json"}
    )
    assert response["Content-Type"].startswith("text/html")


def test_too_much_haste_gets_a_page_in_the_own_language(client: Client, lang: str) -> None:
    answers = [client.post(f"/{lang}/account/password/reset/", {"email": "x@example.org"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert in_language(lang, "That was very quick") in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "60"


def test_the_log_does_not_keep_the_secret_of_a_link(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    sign_up(client)
    (link,) = links_in(last_letter("dana@example.org"))
    caplog.clear()
    client.get(link)
    assert [record.path for record in caplog.records if record.name == "pikir.requests"] == ["/en/account/confirm/-/"]


def test_a_demo_leads_to_its_outbox(client: Client, settings: Settings) -> None:
    for page in ("confirm", "password/reset/sent"):
        assert "/en/outbox/" not in client.get(f"/en/account/{page}/").content.decode()
    settings.DEMO = True
    for page in ("confirm", "password/reset/sent"):
        assert 'href="/en/outbox/"' in client.get(f"/en/account/{page}/").content.decode()
    sign_up(client)
    (link,) = links_in(last_letter("dana@example.org"))
    letter = last_letter("dana@example.org")
    assert link in client.get(f"/en/outbox/{letter.id}/").content.decode()
