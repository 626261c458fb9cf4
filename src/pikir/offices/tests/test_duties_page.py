"""Giving and taking duties on the page of an office's desk."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import translation

from harness.people import make_person, viewer_of
from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.access import duties_of
from pikir.offices.kinds import Duty
from pikir.offices.models import Office

PAGE = "/en/account/organisations/akimat/duties/"
Enter = Callable[..., Client]


@pytest.fixture
def head(akimat: Office, alice: Account) -> Account:
    """The head of an office in which alice drafts answers."""
    person = make_person("head")
    actions.give_duties(actor=None, office=akimat, user_id=person.user.pk, duties=["head"])
    actions.give_duties(actor=None, office=akimat, user_id=alice.user.pk, duties=["drafter"])
    return person


def give(client: Client, person: Account, *duties: str) -> int:
    return client.post(PAGE, {"user": person.user.pk, "duties": duties}).status_code


def test_a_head_gives_and_takes_duties(head: Account, akimat: Office, alice: Account, client_for: Enter) -> None:
    client = client_for(head)
    assert PAGE in client.get("/en/account/organisations/akimat/").content.decode()
    assert give(client, alice, "signer", "press") == 302
    assert duties_of(viewer_of(alice), akimat.pk) == {Duty.SIGNER, Duty.PRESS}
    page = client.get(PAGE).content.decode()
    assert "press officer, signer" in page
    assert page.count("checked") == 3
    assert give(client, alice) == 302
    assert akimat.pk not in viewer_of(alice).operates
    assert "Acts for it no longer" in client.get(PAGE).content.decode()


def test_the_last_head_stays(head: Account, akimat: Office, client_for: Enter) -> None:
    client = client_for(head)
    answer = client.post(PAGE, {"user": head.user.pk, "duties": ["press"]}, follow=True)
    assert "Make someone else an owner first" in answer.content.decode()
    assert duties_of(viewer_of(head), akimat.pk) == {Duty.HEAD}


def test_operators_give_duties_and_others_do_not(
    head: Account, akimat: Office, alice: Account, bob: Account, operator: Account, client_for: Enter
) -> None:
    assert give(client_for(operator), alice, "registrar") == 302
    assert duties_of(viewer_of(alice), akimat.pk) == {Duty.REGISTRAR}
    for person in (alice, bob):
        assert client_for(person).get(PAGE).status_code == 403
        assert give(client_for(person), alice, "head") == 403
    assert client_for().get(PAGE).status_code == 302
    assert operator.name in client_for(operator).get(PAGE).content.decode().split('id="log"')[1]
    assert operator.name not in client_for(head).get(PAGE).content.decode().split('id="log"')[1]


def test_only_who_acts_for_the_office_gets_duties_here(
    head: Account, akimat: Office, bob: Account, client_for: Enter
) -> None:
    assert give(client_for(head), bob, "press") == 404
    assert give(client_for(head), head, "emperor") == 404
    assert akimat.pk not in viewer_of(bob).operates


def test_the_page_asks_as_much_for_many_people(
    head: Account, akimat: Office, client_for: Enter, assert_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    client = client_for(head)
    for number in range(5):
        person = make_person(f"one{number}")
        actions.give_duties(actor=None, office=akimat, user_id=person.user.pk, duties=["press", "drafter"])
    client.get(PAGE)
    with assert_queries(8):
        client.get(PAGE)


def test_the_page_speaks_every_language(head: Account, client_for: Enter, lang: str) -> None:
    with translation.override(lang):
        words = str(Duty.REGISTRAR.label)
    assert words in client_for(head).get(f"/{lang}/account/organisations/akimat/duties/").content.decode()
