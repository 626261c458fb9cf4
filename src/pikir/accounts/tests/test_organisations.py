"""Organisations: made by people, run by several, with people asked, told and named; and as whom one is on its page."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from harness.inbox import Lines
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


def texts(entries: list) -> list[str]:
    return [entry.text for entry in entries]


def test_a_person_makes_three_organisations(client_for, alice: Account, lang: str) -> None:
    client = client_for(alice)
    address = f"/{lang}/account/organisations/"
    for number in range(4):
        given = {"kind": "newsroom", "name": "Paper", "handle": f"paper{number}", "language": "kk"}
        assert client.post(address, given).status_code == (302 if number < 3 else 422)
    assert Operator.objects.filter(user=alice.user, role="owner").count() == 3


def test_an_invitation_is_answered_beside_its_notice_and_the_answer_is_heard(
    client_for, gazette, alice, person, lines: Lines, lang: str
) -> None:
    dana, eve = person("dana"), person("eve")
    for handle in ("@Dana", "eve"):
        client_for(alice).post(HERE, {"act": "invite", "handle": handle, "role": "editor"})
    client = client_for(dana)
    assert client.get(HERE).status_code == 403
    inbox = client.get(f"/{lang}/inbox/").content.decode()
    words = {"en": "Role: editor", "ru": "Роль: редактор", "kk": "Рөл: редактор"}[lang]
    assert words in inbox
    address = re.search(r'action="([^"]+gazette/)"', inbox)
    assert address
    assert client.post(address[1], {"act": "accept"}).status_code == 302
    client_for(eve).post(address[1], {"act": "decline"})
    assert Operator.objects.get(account=gazette, user=dana.user).role == "editor"
    assert not Operator.objects.filter(user=eve.user).exists()
    assert not Invitation.objects.exists()
    assert not lines(dana)
    assert texts(lines(alice)) == [
        "Eve declined the invitation to act for “Gazette”",
        "Dana accepted the invitation to act for “Gazette”",
    ]
    assert client_for(person("fred")).post(HERE, {"act": "accept"}).status_code == 404


def test_an_invitation_is_told_by_letter_in_the_language_of_the_reader(
    client_for, gazette, alice, person, letters, age
) -> None:
    client_for(alice).post(HERE, {"act": "invite", "handle": person("dana", language="ru").handle, "role": "writer"})
    age(timedelta(minutes=20))
    (letter,) = letters()
    assert letter.to == "dana@example.org"
    assert letter.subject == "Alice приглашает вас действовать за «Gazette». Роль: автор"


def test_a_role_that_changes_or_ends_is_told(client_for, gazette, alice, bob, lines: Lines) -> None:
    client = client_for(alice)
    for act in ({"act": "role", "role": "writer"}, {"act": "remove"}):
        client.post(HERE, act | {"user": str(bob.user.id)})
    assert texts(lines(bob)) == ["You no longer act for “Gazette”", "Your role for “Gazette” is now: writer"]
    assert client_for(bob).get(HERE).status_code == 403
    client.post(HERE, {"act": "remove", "user": str(alice.user.id)})
    assert not lines(alice), "what one does oneself is not told"


def test_who_blocks_is_not_asked(client_for, gazette, alice, person, viewer_for, lines: Lines) -> None:
    dana = person("dana")
    actions.block(actor=viewer_for(dana), target_id=gazette.id)
    answer = client_for(alice).post(HERE, {"act": "invite", "handle": "dana", "role": "writer"})
    unknown = client_for(alice).post(HERE, {"act": "invite", "handle": "nobody", "role": "writer"})
    assert "Nobody here has this handle." in answer.content.decode()
    assert (answer.status_code, unknown.status_code) == (422, 422)
    assert not Invitation.objects.exists()
    assert not lines(dana)


def test_there_is_always_an_owner(client_for, gazette, alice) -> None:
    client_for(alice).post(HERE, {"act": "remove", "user": str(alice.user.id)})
    client_for(alice).post(HERE, {"act": "role", "role": "writer", "user": str(alice.user.id)})
    assert Operator.objects.filter(account=gazette, role="owner").exists()


def test_hours_contacts_habits_and_people_are_shown(client_for, gazette, alice, carol, lang: str) -> None:
    contacts = "Room <b>4</b>\nTel. +7 7122 123 456, 2024-2025\nMail: desk@gazette.example"
    given = {"act": "service", "contacts": contacts, "habits": "Within a day", "day0": "9-13"}
    assert client_for(alice).post(HERE, given).status_code == 302
    for person, shown in ((alice, "on"), (carol, "")):
        given = {"act": "named", "position": f"Position of {person.name}"} | ({"shown": shown} if shown else {})
        assert client_for(person).post(HERE, given).status_code == 302
    page = Client().get(f"/{lang}/@gazette/").content.decode()
    assert all(words in page for words in ("Within a day", "9-13", "Position of Alice", "Room &lt;b&gt;4&lt;/b&gt;"))
    assert '<a href="tel:+77122123456">+7 7122 123 456</a>, 2024-2025' in page
    assert '<a href="mailto:desk@gazette.example">' in page
    assert "Carol" not in page
    actions.add_operator(actor=None, account_id=gazette.id, user_id=carol.user.id)
    actions.remove_operator(actor=None, account_id=gazette.id, user_id=alice.user.id)
    assert "Alice" not in Client().get(f"/{lang}/@gazette/").content.decode(), "who acts no longer is named no longer"


def test_its_people_read_why_an_organisation_is_suspended_and_nothing_goes_on(
    client_for, gazette, alice, moderator, person, viewer_for
) -> None:
    dana = person("dana")
    client_for(alice).post(HERE, {"act": "invite", "handle": "dana", "role": "writer"})
    actions.suspend_account(actor=viewer_for(moderator), account_id=gazette.id, reason="Against rule 3.")
    page = client_for(alice).get(HERE)
    assert (page.status_code, "Against rule 3." in page.content.decode()) == (200, True)
    assert client_for(alice).post(HERE, {"act": "invite", "handle": "eve", "role": "writer"}).status_code == 403
    assert client_for(dana).post(HERE, {"act": "accept"}).status_code == 403
    assert "gazette" not in client_for(dana).get("/en/account/organisations/").content.decode()
