"""Organisations: made by people, run by several, with a log; and as whom one comments."""

import pytest
from django.test import Client

from pikir.accounts import actions
from pikir.accounts.models import Account, Invitation, Operator

pytestmark = pytest.mark.django_db
HERE = "/en/account/organisations/gazette/"


@pytest.fixture
def gazette(alice: Account, bob: Account, carol: Account, organisation) -> Account:
    """Alice owns it, Bob edits, Carol writes."""
    made = organisation("gazette", alice)
    for person, role in ((bob, "editor"), (carol, "writer")):
        actions.add_operator(actor=None, account_id=made.id, user_id=person.user.id, role=role)
    return made


def test_a_person_makes_three_organisations(client_for, alice: Account, lang: str) -> None:
    client = client_for(alice)
    address = f"/{lang}/account/organisations/"
    for number in range(4):
        given = {"kind": "newsroom", "name": "Paper", "handle": f"paper{number}", "language": "kk"}
        assert client.post(address, given).status_code == (302 if number < 3 else 422)
    assert Operator.objects.filter(user=alice.user, role="owner").count() == 3


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        ({}, {"alice", "bob", "carol"}),
        ({"act": "service", "contacts": "Room 4"}, {"alice", "bob"}),
        ({"act": "invite", "handle": "dana", "role": "writer"}, {"alice"}),
        ({"act": "role", "role": "owner", "user": "carol"}, {"alice"}),
        ({"act": "remove", "user": "carol"}, {"alice", "carol"}),
    ],
)
@pytest.mark.parametrize("who", ["alice", "bob", "carol", "dana"])
def test_who_may_do_what(client_for, gazette, alice, bob, carol, person, who, act, allowed) -> None:
    people = {"alice": alice, "bob": bob, "carol": carol, "dana": person("dana")}
    given = {key: str(people[value].user.id) if key == "user" else value for key, value in act.items()}
    client = client_for(people[who])
    status = (client.post(HERE, given) if act else client.get(HERE)).status_code
    assert (status == 403) is (who not in allowed)
    assert status in (200, 302, 403)


def test_an_invitation_is_accepted_and_stands_in_the_log(client_for, gazette, alice, person) -> None:
    dana = person("dana")
    client_for(alice).post(HERE, {"act": "invite", "handle": "@Dana", "role": "editor"})
    assert Invitation.objects.count() == 1
    client = client_for(dana)
    assert client.get(HERE).status_code == 403
    assert 'value="accept"' in client.get("/en/account/organisations/").content.decode()
    client.post(HERE, {"act": "accept"})
    client.post(HERE, {"act": "show", "shown": "1"})
    assert "accept_invitation" in client.get(HERE).content.decode()
    assert "Dana" in Client().get("/en/@gazette/").content.decode()
    assert client_for(person("eve")).post(HERE, {"act": "accept"}).status_code == 404


def test_there_is_always_an_owner(client_for, gazette, alice) -> None:
    client_for(alice).post(HERE, {"act": "remove", "user": str(alice.user.id)})
    assert Operator.objects.filter(account=gazette, role="owner").exists()


def test_hours_and_contacts_are_shown(client_for, gazette, alice, lang: str) -> None:
    given = {"act": "service", "contacts": "Room 4", "habits": "Within a day", "day0": "9-13"}
    assert client_for(alice).post(HERE, given).status_code == 302
    page = Client().get(f"/{lang}/@gazette/").content.decode()
    assert all(words in page for words in ("Room 4", "Within a day", "9-13"))
