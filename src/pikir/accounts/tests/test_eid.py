"""Signing in by an eID: a person is known by provider and ``sub``, and by nothing that may change or be claimed."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from pikir.accounts.models import Account, User
from pikir.accounts.oidc import read_oidc
from pikir.accounts.tests.doors import is_inside, prove, sign_in, totp_at, with_app
from pikir.accounts.tests.letters import last_letter, letters, links_in
from pikir.accounts.tests.provider import CLIENT, SECRET, Provider, new_key, serving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_used_up() -> None:
    cache.clear()


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """The provider of the square's eIDs."""
    with serving() as provider:
        settings.OIDC = provider.settings
        yield provider


def go(client: Client, lang: str = "en", **fields: str) -> dict[str, str]:
    """Set out for the provider; return what it is asked."""
    page = client.post(f"/{lang}/account/sign-in/eid/", fields).content.decode()
    (way,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    return {name: values[0] for name, values in parse_qs(urlsplit(html.unescape(way)).query).items()}


def come_back(client: Client, provider: Provider, lang: str = "en", **claims: object):
    """Go there as the person of ``claims`` and come back."""
    provider.claims = claims
    asked = go(client, lang)
    return client.get("/eid/", {"state": asked["state"], "code": "code"})


def sign_up(client: Client, **changed: str):
    given = {"name": "Дана", "handle": "dana", "email": "dana@example.org", "language": "en"}
    return client.post("/en/account/sign-up/eid/", given | changed)


def connect(account: Account, provider: Provider, sub: str) -> None:
    SocialAccount.objects.create(user=account.user, provider=provider.settings.key, uid=sub)


def test_the_address_of_a_provider_is_read() -> None:
    found = read_oidc("https://pikir:a%3Ab@id.example.org:8443/realms/city/#Qala%20ID")
    assert found is not None
    assert (found.issuer, found.client, found.secret) == ("https://id.example.org:8443/realms/city", "pikir", "a:b")
    assert (found.name, found.key) == ("Qala ID", "id.example.org:8443_realms_city")
    assert "a:b" not in repr(found)
    assert read_oidc("") is None


def test_without_a_provider_there_is_no_such_way(client: Client, client_for, alice: Account) -> None:
    assert "eid/" not in client.get("/en/account/sign-in/").content.decode()
    assert client.post("/en/account/sign-in/eid/").status_code == 404
    assert client.get("/eid/").status_code == 404
    assert client_for(alice).get("/en/account/safety/").status_code == 200


def test_a_new_person_signs_up_and_proves_the_address(client: Client, provider: Provider, lang: str) -> None:
    response = come_back(client, provider, lang, sub="77", name="Дана", email="dana@example.org", email_verified=True)
    assert response["Location"] == f"/{lang}/account/sign-up/eid/"
    page = client.get(f"/{lang}/account/sign-up/eid/").content.decode()
    assert 'value="Дана"' in page
    assert 'value="dana@example.org"' in page
    assert sign_up(client)["Location"] == "/en/account/confirm/"
    assert not is_inside(client)
    assert not EmailAddress.objects.get().verified
    client.post(links_in(last_letter("dana@example.org"))[0])
    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid, kept.extra_data) == (provider.settings.key, "77", {})
    assert kept.user.account.handle == "dana"
    other = Client()
    come_back(other, provider, sub="77")
    assert is_inside(other)


def test_the_way_is_guarded_by_state_and_verifier(client: Client, provider: Provider) -> None:
    asked = go(client)
    assert asked["redirect_uri"].endswith("/eid/")
    assert asked["code_challenge_method"] == "S256"
    provider.claims = {"sub": "77"}
    client.get("/eid/", {"state": asked["state"], "code": "code"})
    (taken,) = provider.asked
    assert (taken["client_id"], taken["client_secret"]) == (CLIENT, SECRET)
    assert taken["code_verifier"]
    stranger = Client()
    assert stranger.get("/eid/", {"state": asked["state"], "code": "code"})["Location"].endswith("/account/sign-in/")
    assert len(provider.asked) == 1


def test_attack_36_an_address_attaches_to_nobody(client: Client, provider: Provider, alice: Account) -> None:
    come_back(client, provider, sub="evil", email="alice@example.org", email_verified=True)
    assert not is_inside(client)
    answer = sign_up(client, email="alice@example.org")
    assert answer["Location"] == "/en/account/confirm/"  # as for an address that nobody has
    assert not is_inside(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1
    assert "already" in last_letter("alice@example.org").subject


def test_attack_36_names_that_change_are_no_key(client: Client, provider: Provider, alice: Account) -> None:
    connect(alice, provider, "77")
    same = {"preferred_username": "alice", "email": "alice@example.org", "name": "Alice"}
    come_back(client, provider, sub="78", **same)
    assert not is_inside(client)
    other = Client()
    come_back(other, provider, sub="77", preferred_username="someone", email="else@example.org")
    assert is_inside(other)
    assert User.objects.get().email == "alice@example.org"


def test_attack_36_the_same_sub_of_another_provider_is_someone_else(
    client: Client, provider: Provider, alice: Account
) -> None:
    SocialAccount.objects.create(user=alice.user, provider="id.example.org", uid="77")
    come_back(client, provider, sub="77")
    assert not is_inside(client)


def forged(provider: Provider) -> dict[str, str]:
    """Tokens that say it is 77 and must not be believed."""
    stranger = jwt.encode(
        {"iss": provider.url, "aud": CLIENT, "sub": "77", "exp": 9e9}, new_key(), "RS256", {"kid": "one"}
    )
    nobody = jwt.encode({"iss": provider.url, "aud": CLIENT, "sub": "77", "exp": 9e9}, "", "none", {"kid": "one"})
    shared = jwt.encode(
        {"iss": provider.url, "aud": CLIENT, "sub": "77", "exp": 9e9}, "x" * 32, "HS256", {"kid": "one"}
    )
    return {
        "another key": stranger,
        "no key": nobody,
        "a shared key": shared,
        "for another": provider.id_token(sub="77", aud="another"),
        "by another": provider.id_token(sub="77", iss="https://evil.example"),
        "too old": provider.id_token(sub="77", exp=1),
        "without sub": provider.id_token(),
        "empty sub": provider.id_token(sub=""),
        "long sub": provider.id_token(sub="7" * 300),
        "no token": "x",
    }


KINDS = ["another key", "no key", "a shared key", "for another", "by another", "too old", "without sub", "empty sub"]


@pytest.mark.parametrize("kind", [*KINDS, "long sub", "no token"])
def test_a_forged_token_opens_nothing(client: Client, provider: Provider, alice: Account, kind: str) -> None:
    connect(alice, provider, "77")
    provider.token = forged(provider)[kind]
    assert come_back(client, provider)["Location"] == "/en/account/sign-in/"
    assert "did not work" in client.get("/en/account/sign-in/").content.decode()
    assert not is_inside(client)


def test_who_calls_it_off_is_led_back(client: Client, provider: Provider) -> None:
    asked = go(client)
    answer = client.get("/eid/", {"state": asked["state"], "error": "access_denied"})
    assert answer["Location"] == "/en/account/sign-in/"


def test_a_provider_that_is_not_there_is_no_fault(client: Client, settings: Settings) -> None:
    settings.OIDC = read_oidc("http://a:b@127.0.0.1:9/")
    answer = client.post("/en/account/sign-in/eid/")
    assert answer["Location"] == "/en/account/sign-in/"


def test_who_is_inside_connects_after_the_password_and_is_told(
    client_for, provider: Provider, alice: Account, lang: str
) -> None:
    client = client_for(alice)
    assert "/again/" in client.post(f"/{lang}/account/sign-in/eid/")["Location"]
    prove(client, lang)
    come_back(client, provider, lang, sub="77")
    assert SocialAccount.objects.get().user == alice.user
    assert "eID was connected" in last_letter("alice@example.org").subject
    assert client.get(f"/{lang}/account/safety/").context["eids"]


def test_an_eid_of_another_account_is_not_taken_from_it(
    client_for, provider: Provider, alice: Account, bob: Account
) -> None:
    connect(alice, provider, "77")
    client = client_for(bob)
    prove(client)
    come_back(client, provider, sub="77")
    assert SocialAccount.objects.get().user == alice.user
    assert "belongs to another account" in client.get("/en/account/safety/").content.decode()


def test_who_signs_up_twice_has_the_eid_where_the_address_is_proven(client: Client, provider: Provider) -> None:
    """A sign-up that is not finished is nobody's; one that was finished meanwhile in another browser counts."""
    late = Client()
    for one in (client, late):
        come_back(one, provider, sub="77")
    sign_up(client)
    come_back(client, provider, sub="77", name="Дана")
    assert 'value="Дана"' in client.get("/en/account/sign-up/eid/").content.decode()
    sign_up(client, handle="dana2", email="other@example.org")
    client.post(links_in(last_letter("other@example.org"))[0])
    assert SocialAccount.objects.get().user.account.handle == "dana2"
    assert "belongs to another account" in sign_up(late, handle="dana3", email="third@example.org").content.decode()
    assert User.objects.count() == 2


def test_an_eid_is_disconnected_unless_it_is_the_last_way_in(client_for, provider: Provider, alice: Account) -> None:
    connect(alice, provider, "77")
    client = client_for(alice)
    prove(client)
    remove = {"eid": str(SocialAccount.objects.get().pk)}
    password = alice.user.password
    User.objects.update(password="!")
    alone = client_for(Account.objects.get())
    alone.post("/en/account/safety/eid/remove/", remove)
    assert SocialAccount.objects.exists()
    User.objects.update(password=password)
    client.post("/en/account/safety/eid/remove/", remove)
    assert not SocialAccount.objects.exists()
    assert "disconnected" in letters("alice@example.org")[-1].subject


def test_the_eid_of_another_cannot_be_disconnected(
    client_for, provider: Provider, alice: Account, bob: Account
) -> None:
    connect(alice, provider, "77")
    client = client_for(bob)
    prove(client)
    for given in (str(SocialAccount.objects.get().pk), "", "x", "9" * 30):
        assert client.post("/en/account/safety/eid/remove/", {"eid": given}).status_code == 404
    assert SocialAccount.objects.exists()


def test_the_second_factor_is_asked_for_after_an_eid_too(client: Client, provider: Provider, alice: Account) -> None:
    connect(alice, provider, "77")
    secret = with_app(alice)
    assert come_back(client, provider, sub="77")["Location"].endswith("/account/sign-in/code/")
    assert not is_inside(client)
    client.post("/en/account/sign-in/code/", {"code": totp_at(secret)})
    assert is_inside(client)


def test_the_door_offers_the_eid_by_its_name(client: Client, provider: Provider) -> None:
    assert "Sign in with City ID" in client.get("/en/account/sign-in/").content.decode()
    assert sign_in(client, "nobody").status_code == 200
