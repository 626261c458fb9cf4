"""Addresses of e-mail that are not what they look like: nobody signs up, comes in or is verified by one."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from harness.people import viewer_of
from pikir.accounts.actions import create_user
from pikir.accounts.attestations.actions import add_domain, attest_address
from pikir.accounts.models import Account, User
from pikir.accounts.tests.doors import PASSWORD, is_inside, prove, sign_in
from pikir.accounts.tests.letters import letters
from pikir.places.actions import load_ready_list
from pikir.places.queries import territory_by_code

pytestmark = pytest.mark.django_db

TRICKS = [
    "alice%00@example.org",
    "alice%example.org@evil.example",
    "evil.example!alice@example.org",
    "bob,alice@example.org",
    '"alice"@example.org',
    '"evil@evil.example,alice"@example.org',
    "alice@example.org.",
    "alice@@example.org",
    "alice@example.org%evil.example",
    "alice@example.org,evil@evil.example",
    "alice@example.org\r\nBcc: evil@evil.example",
    "<alice@example.org>",
    "alice@[127.0.0.1]",
    "\uff41lice@example.org",
    "alice@\uff45xample.org",
    "alice@example.org\0",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_attack_40_no_trick_of_an_address_gets_anywhere(client: Client, alice: Account, trick: str) -> None:
    given = {"name": "Dana", "handle": "dana", "email": trick, "password1": PASSWORD, "language": "en"}
    assert client.post("/en/account/sign-up/", given).context["form"].errors.keys() == {"email"}
    assert client.post("/en/account/password/reset/", {"email": trick}).context["form"].errors.keys() == {"email"}
    assert sign_in(client, trick).status_code == 200
    assert not is_inside(client)
    sign_in(client, "alice")
    prove(client)
    assert client.post("/en/account/email/", {"email": trick, "action_add": "1"}).context["form"].errors
    assert (User.objects.count(), EmailAddress.objects.count()) == (1, 1)
    assert letters() == []


@pytest.mark.parametrize("host", ["eviluniversity.example", "university.example.evil.example", "x.university.example"])
def test_attack_40_only_the_whole_host_tells_a_territory(host: str) -> None:
    load_ready_list()
    territory = territory_by_code("KZ-11")
    assert territory
    add_domain(actor=None, host="university.example", territory=territory)
    found = {}
    for number, end in enumerate((host, "university.example")):
        email, handle = f"dana@{end}", f"dana{number}"
        create_user(email=email, password=None, handle=handle, name="Dana", language="en", verified=True)
        found[end] = attest_address(actor=viewer_of(Account.objects.get(handle=handle))).territory
    assert found == {host: None, "university.example": territory}
