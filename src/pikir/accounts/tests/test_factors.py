"""Codes from an app, recovery codes, passkeys: setting up, signing in, and what must not be possible."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils.translation import gettext, override

from pikir.accounts.models import Account
from pikir.accounts.tests.doors import PASSWORD, is_inside, prove, sign_in, totp_at, with_app, wrong_code
from pikir.accounts.tests.letters import last_letter, letters, links_in
from pikir.audit.queries import entries_of

pytestmark = pytest.mark.django_db

SAFETY = "/en/account/safety/"
CODE = "/en/account/sign-in/code/"


@pytest.fixture(autouse=True)
def _no_limits_used_up() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _letters_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allauth writes some letters after the commit, which never comes in a test."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_how: act())


def in_language(language: str, text: str) -> str:
    with override(language):
        return gettext(text)


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<li>(\d{8})</li>", client.get(f"{SAFETY}codes/").content.decode())


def set_up_app(client: Client, lang: str = "en") -> str:
    """Turn codes from an app on; return the secret of the app."""
    prove(client, lang)
    page = client.get(f"/{lang}/account/safety/app/").content.decode()
    (secret,) = re.findall(r'class="secret" translate="no">([A-Z2-7]+)<', page)
    assert "<svg" in page
    answer = client.post(f"/{lang}/account/safety/app/", {"code": totp_at(secret)})
    assert (answer.status_code, answer["Location"]) == (302, f"/{lang}/account/safety/codes/")
    return secret


def test_codes_are_set_up_and_asked_for(client_for, alice: Account, lang: str) -> None:
    client = client_for(alice)
    secret = set_up_app(client, lang)
    assert len(recovery_codes(client)) == 10
    on = "On: besides the password, signing in asks for a code from your app."
    assert in_language(lang, on) in client.get(f"/{lang}/account/safety/").content.decode()
    other = Client()
    assert sign_in(other, "alice", lang=lang)["Location"] == f"/{lang}/account/sign-in/code/"
    assert not is_inside(other)
    assert in_language(lang, "The second step") in other.get(f"/{lang}/account/sign-in/code/").content.decode()
    cache.clear()  # so that the code of this half minute counts as unused
    assert other.post(f"/{lang}/account/sign-in/code/", {"code": totp_at(secret)}).status_code == 302
    assert is_inside(other)


def test_a_wrong_code_sets_nothing_up(client_for, alice: Account) -> None:
    client = client_for(alice)
    prove(client)
    secret = re.findall(r'translate="no">([A-Z2-7]+)<', client.get(f"{SAFETY}app/").content.decode())[0]
    page = client.post(f"{SAFETY}app/", {"code": wrong_code(secret)}).content.decode()
    assert "This code is not right" in page
    assert not Authenticator.objects.exists()


PAGES = ["app/", "codes/new/", "passkeys/new/", "passkeys/1/", "passkeys/1/remove/"]


@pytest.mark.parametrize("page", PAGES)
def test_factors_change_only_after_the_password(client_for, alice: Account, page: str) -> None:
    client = client_for(alice)
    for answer in (client.get(SAFETY + page), client.post(SAFETY + page)):
        assert answer["Location"].startswith("/en/account/again/")


def test_recovery_codes_are_shown_only_after_the_password(client_for, alice: Account) -> None:
    client = client_for(alice)
    set_up_app(client)
    other = client_for(alice)
    for page in ("codes/", "codes/file/", "app/remove/"):
        assert other.get(SAFETY + page)["Location"].startswith("/en/account/again/"), page


def test_a_recovery_code_opens_once(client_for, alice: Account) -> None:
    client = client_for(alice)
    set_up_app(client)
    code = recovery_codes(client)[0]
    first, second = Client(), Client()
    sign_in(first, "alice")
    first.post(CODE, {"code": code})
    assert is_inside(first)
    sign_in(second, "alice")
    cache.clear()
    assert "used already" in second.post(CODE, {"code": code}).content.decode()
    assert not is_inside(second)
    assert len(recovery_codes(client)) == 9


def test_recovery_codes_are_saved_and_renewed(client_for, alice: Account) -> None:
    client = client_for(alice)
    set_up_app(client)
    old = recovery_codes(client)
    file = client.get(f"{SAFETY}codes/file/")
    assert file["Content-Disposition"].startswith("attachment")
    assert all(code in file.content.decode() for code in old)
    client.post(f"{SAFETY}codes/new/")
    assert not set(old) & set(recovery_codes(client))
    assert "new recovery codes" in last_letter("alice@example.org").subject


def test_codes_are_turned_off(client_for, alice: Account) -> None:
    client = client_for(alice)
    set_up_app(client)
    assert client.post(f"{SAFETY}app/remove/").status_code == 302
    assert not Authenticator.objects.exists()
    assert sign_in(Client(), "alice")["Location"] == "/en/"


def test_every_change_is_told_and_logged_without_secrets(client_for, alice: Account, lang: str) -> None:
    alice.user.language = lang
    alice.user.save()
    client = client_for(alice)
    secret = set_up_app(client)
    codes = recovery_codes(client)
    client.post(f"{SAFETY}codes/new/")
    client.post(f"{SAFETY}app/remove/")
    told = letters("alice@example.org")
    assert [letter.language for letter in told] == [lang] * 3
    for letter in told:
        assert f"/{lang}/account/safety/" in links_in(letter)
        assert not any(hidden in letter.text for hidden in (secret, *codes))
    verbs = [entry.verb for entry in entries_of(kind="user", object_id=alice.user.id)]
    assert verbs[:3] == ["totp_deactivated", "recovery_codes_generated", "totp_activated"]


def test_secrets_are_sealed_in_the_database(client_for, alice: Account) -> None:
    client = client_for(alice)
    secret = set_up_app(client)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in recovery_codes(client))


def test_an_address_can_be_changed_beside_a_second_factor(client_for, alice: Account) -> None:
    client = client_for(alice)
    set_up_app(client)
    client.post("/en/account/email/", {"email": "new@example.org", "action_add": "1"})
    client.post(links_in(last_letter("new@example.org"))[0])
    assert "was changed" in last_letter("alice@example.org").subject
    assert "was changed" in last_letter("new@example.org").subject
    assert sign_in(Client(), "new@example.org")["Location"] == CODE


def test_attack_37_wrong_codes_are_counted_through_every_new_sign_in(alice: Account) -> None:
    secret = with_app(alice)
    for number in range(5):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        sign_in(client, "alice")
        assert "This code is not right" in client.post(CODE, {"code": wrong_code(secret)}).content.decode()
    client = Client(REMOTE_ADDR="203.0.113.99")
    sign_in(client, "alice")
    page = client.post(CODE, {"code": totp_at(secret)}).content.decode()
    assert "Wait five minutes" in page
    assert not is_inside(client)


def test_attack_37_twenty_wrong_codes_a_day_are_enough(alice: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = with_app(alice)
    from allauth.core.internal import ratelimit

    clock = 1_800_000_000.0
    monkeypatch.setattr(ratelimit.time, "time", lambda: clock)
    for number in range(20):
        clock += 301  # each try after the pause that the one before asks for
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        sign_in(client, "alice")
        assert "This code is not right" in client.post(CODE, {"code": wrong_code(secret)}).content.decode()
    clock += 301
    client = Client()
    sign_in(client, "alice")
    assert "Wait a day" in client.post(CODE, {"code": totp_at(secret)}).content.decode()
    assert not is_inside(client)


def test_attack_37_a_code_opens_once(alice: Account) -> None:
    secret = with_app(alice)
    first, second = Client(), Client()
    sign_in(first, "alice")
    sign_in(second, "alice")
    code = totp_at(secret)
    first.post(CODE, {"code": code})
    assert is_inside(first)
    assert "used already" in second.post(CODE, {"code": code}).content.decode()
    assert not is_inside(second)


def test_attack_37_nor_do_other_ways_of_writing_a_code_open_again(alice: Account) -> None:
    secret = with_app(alice)
    first, second = Client(), Client()
    sign_in(first, "alice")
    sign_in(second, "alice")
    code = totp_at(secret)
    first.post(CODE, {"code": code})
    second.post(CODE, {"code": f"{code[:3]} {code[3:]}"})
    second.post(CODE, {"code": f"{code[:3]}-{code[3:]}"})
    assert not is_inside(second)


def test_attack_37_the_count_of_passwords_cannot_be_split_by_host(alice: Account) -> None:
    for number in range(5):
        sign_in(Client(SERVER_NAME=f"host{number}.example", REMOTE_ADDR=f"203.0.113.{number}"), "alice", "wrong")
    assert "Wait five minutes" in sign_in(Client(REMOTE_ADDR="203.0.113.77"), "alice").content.decode()


def test_a_code_of_the_half_minute_before_is_right(alice: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = with_app(alice)
    client = Client()
    sign_in(client, "alice")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)  # else the next half minute may begin before the code arrives
    client.post(CODE, {"code": totp_at(secret, steps=-1)})
    assert is_inside(client)


def test_a_stranger_does_not_reach_the_second_step(client: Client, alice: Account) -> None:
    with_app(alice)
    sign_in(client, "alice", "wrong")
    assert client.get(CODE)["Location"].startswith("/en/account/sign-in/")
    assert client.post(CODE, {"code": "000000"})["Location"].startswith("/en/account/sign-in/")


def test_a_reset_password_does_not_get_round_the_second_factor(client: Client, alice: Account) -> None:
    with_app(alice)
    client.post("/en/account/password/reset/", {"email": "alice@example.org"})
    form = client.get(links_in(last_letter("alice@example.org"))[0])["Location"]
    client.post(form, {"password1": "eleven green bottles"})
    assert sign_in(client, "alice", "eleven green bottles")["Location"] == CODE
    assert not is_inside(client)


def test_the_second_factor_proves_as_well_as_the_password(client_for, alice: Account) -> None:
    secret = with_app(alice)
    client = client_for(alice)
    assert "With a code instead" in client.get("/en/account/again/").content.decode()
    client.post("/en/account/again/code/", {"code": totp_at(secret)})
    assert client.get(f"{SAFETY}codes/new/").status_code == 200


ODD = ["", "x", "[]", "{}", '""', "1", "null", "true", '{"response": 1}', '{"id": 1, "response": {"userHandle": 1}}']
ODD += [
    '{"id":"x","rawId":"x","type":"public-key","response":{"clientDataJSON":"x","authenticatorData":"x","signature":"x"}}'
]
ODD += [json.dumps({"response": {"userHandle": "e" * 500}}), "[" * 10_000]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_passkey_is_an_ordinary_mistake(client: Client, client_for, alice: Account, odd: str) -> None:
    address = "/en/account/sign-in/passkey/"
    assert "challenge" in client.get(address).json()["request_options"]["publicKey"]
    assert client.post(address, {"credential": odd})["Location"] == "/en/account/sign-in/"
    assert not is_inside(client)
    inside = client_for(alice)
    prove(inside)
    inside.get(f"{SAFETY}passkeys/new/")
    assert inside.post(f"{SAFETY}passkeys/new/", {"credential": odd}).status_code == 200
    assert not Authenticator.objects.exists()


def test_what_a_passkey_signs_is_the_same_whoever_asks(client: Client, alice: Account) -> None:
    asked = client.get("/en/account/sign-in/passkey/").json()["request_options"]["publicKey"]
    assert not asked.get("allowCredentials")
    assert asked["userVerification"] == "required"


def test_nobody_touches_the_passkey_of_another(client_for, alice: Account, bob: Account) -> None:
    passkey = Authenticator.objects.create(user=alice.user, type="webauthn", data={"name": "Key", "credential": {}})
    client = client_for(bob)
    prove(client)
    for way in (f"passkeys/{passkey.pk}/", f"passkeys/{passkey.pk}/remove/"):
        assert client.get(SAFETY + way).status_code == 404
        assert client.post(SAFETY + way, {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "Key"


def test_a_person_without_a_password_sets_one(client_for, alice: Account) -> None:
    alice.user.set_unusable_password()
    alice.user.save()
    client = client_for(alice)
    assert client.get("/en/account/password/")["Location"] == "/en/account/password/new/"
    assert client.post("/en/account/password/new/", {"password1": PASSWORD}).status_code == 302
    assert sign_in(Client(), "alice").status_code == 302
    assert "has a password now" in letters("alice@example.org")[0].subject
