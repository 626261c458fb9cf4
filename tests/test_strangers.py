"""A stranger learns at no door whether an address has an account: the same answer, at the same cost."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36
from pytest_django import Settings

from harness.people import PASSWORD, make_person
from harness.strangers import Answer, Ask, alike
from pikir.accounts.actions import forget_unconfirmed
from pikir.accounts.kinds import KEEP_UNCONFIRMED
from pikir.accounts.models import Account, User
from pikir.accounts.oidc import read_claims
from pikir.accounts.tests.letters import last_letter, links_in
from pikir.accounts.tests.provider import Provider, serving
from pikir.accounts.tests.test_eid import go
from pikir.accounts.tests.voices import NUMBER, prove

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "alice@example.org", "nobody@example.org"
CHOSEN = "eleven green bottles"
_number = count(1)


def sign_up(ask: Ask, client: Client, email: str, **changed: str) -> Answer:
    given = {"name": "Дана", "handle": f"dana{next(_number)}", "email": email, "password1": PASSWORD, "language": "en"}
    return ask(client, "post", "/en/account/sign-up/", given | changed, hidden=(email,))


def sign_in(ask: Ask, login: str, password: str = PASSWORD, client: Client | None = None) -> Answer:
    given = {"login": login, "password": password}
    return ask(client or Client(), "post", "/en/account/sign-in/", given, hidden=(login,))


def test_at_signing_up(ask: Ask, alice: Account) -> None:
    known, unknown = Client(), Client()
    alike(sign_up(ask, known, KNOWN), sign_up(ask, unknown, UNKNOWN), sign_up(ask, Client(), UNKNOWN))
    for page in ("account/confirm/", "account/sign-in/", "account/sign-up/", "account/", ""):
        alike(ask(known, "get", f"/en/{page}"), ask(unknown, "get", f"/en/{page}"))
    assert "already" in last_letter(KNOWN).subject
    assert User.objects.filter(email=KNOWN).count() == 1


@pytest.mark.parametrize("wrong", [{"handle": "!"}, {"name": ""}, {"password1": "1234567890"}, {"language": "fr"}])
def test_at_signing_up_with_a_mistake(ask: Ask, alice: Account, wrong: dict[str, str]) -> None:
    wrong = {"handle": "dana"} | wrong
    alike(*(sign_up(ask, Client(), email, **wrong) for email in (KNOWN, UNKNOWN)))


def test_by_the_handle_after_signing_up(ask: Ask, alice: Account) -> None:
    """Whoever signs up with the address of another looks next whether the handle was taken with it."""
    for email, handle in ((KNOWN, "probe_one"), (UNKNOWN, "probe_two")):
        sign_up(ask, Client(), email, handle=handle)
    hidden = ("probe_one", "probe_two", "third@example.org")
    alike(*(ask(Client(), "get", f"/en/@{handle}/", hidden=hidden) for handle in ("probe_one", "probe_two")))
    again = {"name": "Дана", "email": "third@example.org", "password1": PASSWORD, "language": "en"}
    tries = [again | {"handle": handle} for handle in ("probe_one", "probe_two")]
    alike(*(ask(Client(), "post", "/en/account/sign-up/", given, hidden=hidden) for given in tries))
    assert forget_unconfirmed(now=timezone.now() + KEEP_UNCONFIRMED * 2) == 2
    assert set(Account.objects.values_list("handle", flat=True)) == {"alice"}


def test_by_signing_in_after_signing_up(ask: Ask, alice: Account) -> None:
    """Nor do the password that they chose, or the number of tries, open more with one address than with the other."""
    for email, handle in ((KNOWN, "probe_one"), (UNKNOWN, "probe_two")):
        sign_up(ask, Client(), email, handle=handle, password1=CHOSEN)
    alike(*(sign_in(ask, login, CHOSEN) for login in (KNOWN, UNKNOWN, "probe_one", "probe_two")))
    cache.clear()
    tries = [[_try(login) for _ in range(6)] for login in (KNOWN, UNKNOWN, "probe_one", "probe_two")]
    assert tries == [["200"] * 5 + ["Too many tries"]] * 4


def _try(login: str) -> str:
    given = {"login": login, "password": CHOSEN}
    answer = Client(REMOTE_ADDR=f"203.0.113.{next(_number) % 250}").post("/en/account/sign-in/", given)
    return "Too many tries" if "Too many tries" in answer.content.decode() else str(answer.status_code)


def test_at_signing_in(ask: Ask, alice: Account) -> None:
    logins = (KNOWN, "ALICE@example.org", UNKNOWN, "alice", "@alice", "nobody", "@nobody")
    answers = [sign_in(ask, login, "wrong") for login in logins]
    alike(*answers)
    assert {(answer.status, answer.hashes) for answer in answers} == {(200, 1)}
    assert len({answer.statements for answer in answers}) == 1


def test_at_asking_for_a_password(ask: Ask, alice: Account) -> None:
    sign_up(ask, Client(), "unproven@example.org")
    answers = [
        ask(Client(), "post", "/en/account/password/reset/", {"email": email}, hidden=(email,))
        for email in (KNOWN, UNKNOWN, "unproven@example.org")
    ]
    alike(*answers)
    assert (answers[0].status, answers[0].letters) == (302, 1)
    assert "Nobody has signed up" in last_letter(UNKNOWN).subject


def test_by_an_invented_link_to_a_new_password(ask: Ask, alice: Account) -> None:
    users = (int_to_base36(alice.user.id), int_to_base36(alice.user.id + 1))
    links = [f"/en/account/password/reset/{user}-abcdef-{'0' * 32}/" for user in users]
    for method in ("get", "post"):
        alike(*(ask(Client(), method, link, {"password1": PASSWORD}, hidden=users) for link in links))


def test_at_changing_the_address(ask: Ask, alice: Account, bob: Account) -> None:
    """What somebody inside asks for, and how far they come with it."""
    alice.user.set_password(CHOSEN)
    alice.user.save()
    clients = {}
    for email in (KNOWN, UNKNOWN):
        clients[email] = Client()
        clients[email].force_login(bob.user)
        clients[email].post("/en/account/again/", {"password": PASSWORD})
    answers = [_ask_for_address(ask, client, email) for email, client in clients.items()]
    for alternatives in zip(*answers, strict=True):
        alike(*alternatives)


def _ask_for_address(ask: Ask, client: Client, email: str) -> list[Answer]:
    """Ask for the address, look, ask once more, and try to come in by it."""
    EmailAddress.objects.filter(user__account__handle="bob", primary=False).delete()
    page, given = "/en/account/email/", {"email": email, "action_add": "1"}
    asked = [ask(client, method, page, given, hidden=(email,)) for method in ("post", "get", "post", "get")]
    return [*asked, sign_in(ask, email)]


def test_by_the_tries_that_are_left(ask: Ask, alice: Account) -> None:
    """Who uses up the tries of a handle does not learn whose address that is."""
    cache.clear()
    assert [_try("alice") for _ in range(6)][-1] == "Too many tries"
    assert [_try(login) for login in (KNOWN, UNKNOWN)] == ["200", "200"]


def test_at_a_passkey(ask: Ask, alice: Account) -> None:
    def credential(user_id: int) -> dict[str, Any]:
        handle = urlsafe_b64encode(str(user_id).encode()).decode().rstrip("=")
        data = {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": handle}
        return {"credential": json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": data})}

    answers = []
    for user_id in (alice.user.id, alice.user.id + 1):
        client = Client()
        client.get("/en/account/sign-in/passkey/")
        answers.append(ask(client, "post", "/en/account/sign-in/passkey/", credential(user_id)))
        answers.append(ask(client, "get", "/en/account/sign-in/"))
    alike(*answers[::2])
    alike(*answers[1::2])


def test_who_lost_the_letter_proves_the_address_by_a_new_password(ask: Ask) -> None:
    sign_up(ask, Client(), UNKNOWN, handle="dana")
    assert sign_in(ask, UNKNOWN).status == 200
    client = Client()
    ask(client, "post", "/en/account/password/reset/", {"email": UNKNOWN})
    form = client.get(links_in(last_letter(UNKNOWN))[0])["Location"]
    assert not EmailAddress.objects.get().verified
    client.post(form, {"password1": "eleven green bottles"})
    assert EmailAddress.objects.get().verified
    assert sign_in(ask, "dana", "eleven green bottles").status == 302
    cache.clear()


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """An eID that tells a personal number."""
    with serving() as provider:
        settings.OIDC, settings.OIDC_CLAIMS = provider.settings, read_claims("iin@KZ")
        yield provider


def test_by_an_eid_after_signing_up_with_it(ask: Ask, provider: Provider, alice: Account, bob: Account) -> None:
    """Whoever signs up by their own eID with the address of another comes back, and ties it to another account."""
    prove(bob)  # by the number that the eID tells as well: nor does what is said of it differ
    for sub in ("77", "78"):
        make_person(f"other{sub}", name="Other")
    ways = [_by_eid(ask, provider, sub, email) for sub, email in (("77", KNOWN), ("78", UNKNOWN))]
    for alternatives in zip(*ways, strict=True):
        alike(*alternatives)
    assert set(SocialAccount.objects.values_list("uid", "user__account__handle")) == {
        ("77", "other77"),
        ("78", "other78"),
    }


def _by_eid(ask: Ask, provider: Provider, sub: str, email: str) -> list[Answer]:
    """Sign up by the eID, come back by it, sign up with another address, and connect the eID at last."""
    client, inside = Client(), Client()
    inside.force_login(User.objects.get(account__handle=f"other{sub}"))
    inside.post("/en/account/again/", {"password": PASSWORD})
    first = {"name": "Дана", "handle": f"probe{sub}", "email": email, "language": "en"}
    second = first | {"handle": f"again{sub}", "email": f"own{sub}@example.org"}
    hidden = (f"other{sub}", email, *first.values(), *second.values())
    page, answers = "/en/account/sign-up/eid/", []
    for given in (first, second):
        answers += [_come_back(ask, client, provider, sub, hidden), ask(client, "get", page, hidden=hidden)]
        answers += [ask(client, "post", page, given, hidden=hidden), ask(client, "get", "/en/account/confirm/")]
    return [*answers, *(_come_back(ask, one, provider, sub, hidden) for one in (client, inside))]


def _come_back(ask: Ask, client: Client, provider: Provider, sub: str, hidden: tuple[str, ...]) -> Answer:
    provider.claims = {"sub": sub, "iin": NUMBER, "name": "Дана"}
    return ask(client, "get", "/eid/", {"state": go(client)["state"], "code": "code"}, hidden=hidden)
