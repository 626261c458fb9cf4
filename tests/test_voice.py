"""One's own verified voice, the desk, and what other rooms ask."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from harness.people import make_person, viewer_of
from pikir.accounts.actions import suspend_account
from pikir.accounts.attestations import actions
from pikir.accounts.attestations.blind import blind_address, blind_number
from pikir.accounts.attestations.kinds import Adapter, Level, Stage
from pikir.accounts.attestations.queries import attested, is_attested, resident_of
from pikir.accounts.models import Account, Attestation, Claim, Document, MailDomain, User
from pikir.accounts.tests import doors
from pikir.accounts.tests.letters import last_letter, links_in
from pikir.accounts.tests.voices import DESK, NUMBER, VOICE, code_in, levels, place, prove, said
from pikir.audit.models import Entry
from pikir.mail.models import Letter
from pikir.notifications.models import Notice
from pikir.places.actions import load_ready_list
from pikir.places.models import Territory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_used_up() -> None:
    cache.clear()


@pytest.fixture
def places(db: None) -> None:
    """Kazakhstan."""
    load_ready_list()


# E-mail


def test_a_confirmed_address_is_the_first_level(client_for: Callable[..., Client], alice: Account) -> None:
    assert not is_attested(alice.id, level=Level.ADDRESS)
    assert "Your voice is verified." in said(client_for(alice), VOICE + "address/")
    assert levels(alice) == [Level.ADDRESS]
    assert is_attested(alice.id, level=Level.ADDRESS)
    assert not is_attested(alice.id, level=Level.LETTER)


def test_an_address_that_nobody_proved_attests_nobody(client_for: Callable[..., Client], alice: Account) -> None:
    EmailAddress.objects.update(verified=False)
    assert "not confirmed yet" in said(client_for(alice), VOICE + "address/")
    assert levels(alice) == []


def test_a_listed_host_tells_the_territory(
    client_for: Callable[..., Client], alice: Account, operator: Account, places: None
) -> None:
    desk = client_for(operator)
    for host in ("example", "-bad-.example", "a b.org", "=cmd.org"):
        assert "Write the part after" in said(desk, "/en/desk/voices/hosts/", host=host, territory="Akmola Region")
    said(desk, "/en/desk/voices/hosts/", host="@Example.org", territory="Akmola Region")
    assert MailDomain.objects.get().host == "example.org"
    said(client_for(alice), VOICE + "address/")
    assert is_attested(alice.id, level=1, territory=place("KZ-11"))
    assert resident_of(alice.id) is None, "an address alone is too little for the mark"
    said(desk, "/en/desk/voices/hosts/", remove=str(MailDomain.objects.get().id))
    assert not MailDomain.objects.exists()


def test_one_mailbox_is_one_voice_whatever_follows_the_plus(
    client_for: Callable[..., Client], alice: Account, bob: Account
) -> None:
    assert blind_address("Alice+second@Example.org") == blind_address("alice@example.org")
    User.objects.filter(account=bob).update(email="alice+second@example.org")
    EmailAddress.objects.filter(user=bob.user).update(email="alice+second@example.org")
    said(client_for(alice), VOICE + "address/")
    assert "attests another account already" in said(client_for(bob), VOICE + "address/")
    assert (levels(alice), levels(bob)) == ([1], [])


def test_a_new_address_ends_what_rested_on_the_old(client_for: Callable[..., Client], alice: Account) -> None:
    client = client_for(alice)
    said(client, VOICE + "address/")
    prove(alice)
    doors.prove(client)
    client.post("/en/account/email/", {"action_add": "", "email": "alice@elsewhere.example"})
    client.post(links_in(last_letter("alice@elsewhere.example"))[0])
    assert User.objects.get(account=alice).email == "alice@elsewhere.example"
    assert levels(alice) == [Level.DOCUMENT]
    assert Document.objects.count() == 1


# Desk


@pytest.fixture
def second(db: None) -> Account:
    """Another person who runs the square."""
    return make_person("omar", roles=["operator"])


def ticket_of(client: Client) -> str:
    return code_in(said(client, VOICE + "ticket/"))


def shown(handle: str, ticket: str, **changed: str) -> dict[str, str]:
    given = {"handle": handle, "ticket": ticket, "paper": "number", "country": "kz", "number": NUMBER}
    return given | changed


LOOK = {"paper": "number", "country": "KZ", "number": f" {NUMBER[:6]}-{NUMBER[6:]} "}


def test_two_operators_look_at_a_document(
    client_for: Callable[..., Client], alice: Account, operator: Account, second: Account
) -> None:
    first, other = client_for(operator), client_for(second)
    assert "Recorded." in said(first, DESK, **shown("@Alice", ticket_of(client_for(alice))))
    claim = Claim.objects.get()
    assert "recorded at the desk" in client_for(alice).get(VOICE).content.decode()
    assert not is_attested(alice.id, level=1)
    page = f"{DESK}{claim.id}/"
    assert "Another operator must look" in first.get(page).content.decode()
    assert first.post(page, LOOK).status_code == 403
    assert "Confirmed." in said(other, page, **LOOK)
    assert is_attested(alice.id, level=Level.DOCUMENT)
    assert not Claim.objects.exists()
    verbs = Entry.objects.filter(object_id=alice.id).order_by("id").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["record_document", "attest"]
    assert Notice.objects.filter(receiver=alice.user, kind="voice").count() == 1


def test_the_number_is_written_nowhere(
    client_for: Callable[..., Client], alice: Account, operator: Account, second: Account
) -> None:
    said(client_for(operator), DESK, **shown("alice", ticket_of(client_for(alice))))
    said(client_for(second), f"{DESK}{Claim.objects.get().id}/", **LOOK)
    assert Document.objects.get().blind == blind_number("number", "KZ", NUMBER)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # names of the database itself
            assert NUMBER not in str(cursor.fetchall()), table


def test_nobody_attests_themselves(client_for: Callable[..., Client], operator: Account, second: Account) -> None:
    own = client_for(operator)
    assert own.post(DESK, shown("olga", ticket_of(own))).status_code == 403
    ticket = ticket_of(own)
    said(client_for(second), DESK, **shown("olga", ticket))
    assert own.post(f"{DESK}{Claim.objects.get(stage=Stage.CHECK).id}/", LOOK).status_code == 403
    assert not Attestation.objects.exists()


def test_a_ticket_is_of_one_account_and_of_one_day(
    client_for: Callable[..., Client], alice: Account, bob: Account, operator: Account
) -> None:
    desk, ticket = client_for(operator), ticket_of(client_for(alice))
    for handle, code in (("bob", ticket), ("nobody", ticket), ("alice", "ZZZZ-ZZ"), ("alice", "")):
        page = desk.post(DESK, shown(handle, code))
        assert page.status_code == 422
    Claim.objects.update(until=timezone.now())
    assert "do not fit together" in said(desk, DESK, **shown("alice", ticket))
    assert not Claim.objects.filter(stage=Stage.CHECK).exists()


def test_what_the_second_operator_reads_must_be_the_same(
    client_for: Callable[..., Client], alice: Account, operator: Account, second: Account
) -> None:
    said(client_for(operator), DESK, **shown("alice", ticket_of(client_for(alice))))
    page, other = f"{DESK}{Claim.objects.get().id}/", client_for(second)
    for wrong in ({"number": "900101300124"}, {"paper": "passport"}, {"country": "RU"}, {"number": "x" * 61}):
        assert other.post(page, LOOK | wrong).status_code == 422
    assert other.post(page, LOOK | {"number": "12"}).status_code == 422
    assert Claim.objects.get().tries == 3, "what cannot be a number is not counted"
    for _again in range(2):
        assert other.post(page, LOOK | {"number": "1234567"}).status_code == 422
    assert other.post(page, LOOK).status_code == 404
    assert not Attestation.objects.exists()


def test_what_waits_for_a_second_look_is_put_away_or_over(
    client_for: Callable[..., Client], alice: Account, operator: Account, second: Account
) -> None:
    desk = client_for(operator)
    said(desk, DESK, **shown("alice", ticket_of(client_for(alice))))
    page = f"{DESK}{Claim.objects.get().id}/"
    said(desk, page, act="drop")
    assert client_for(second).get(page).status_code == 404
    said(desk, DESK, **shown("alice", ticket_of(client_for(alice))))
    Claim.objects.update(until=timezone.now())
    assert client_for(second).post(f"{DESK}{Claim.objects.get().id}/", LOOK).status_code == 404


@pytest.mark.parametrize("moves", [False, True])
def test_a_pair_of_operators_moves_a_document_if_the_person_wants(
    client_for: Callable[..., Client], alice: Account, bob: Account, operator: Account, second: Account, moves: bool
) -> None:
    prove(bob)
    form = shown("alice", ticket_of(client_for(alice)), **({"moves": "on"} if moves else {}))
    said(client_for(operator), DESK, **form)
    answer = said(client_for(second), f"{DESK}{Claim.objects.get().id}/", **LOOK)
    assert ("record it again and say so" in answer) is not moves
    assert (levels(alice), levels(bob)) == (([3], []) if moves else ([], [3]))
    assert Letter.objects.filter(to__in=["alice@example.org", "bob@example.org"]).count() == (2 if moves else 0)


def test_an_operator_ends_a_mistake_with_a_reason(
    client_for: Callable[..., Client], alice: Account, operator: Account
) -> None:
    one, desk = prove(alice), client_for(operator)
    page = f"/en/desk/accounts/{alice.id}/voice/"
    assert desk.post(page, {"attestation": one.id, "reason": " "}).status_code == 422
    said(desk, page, attestation=one.id, reason="It was a copy of a passport.")
    assert levels(alice) == []
    assert "copy of a passport" in last_letter("alice@example.org").text
    assert not Document.objects.exists()
    form = {"attestation": prove(operator).id, "reason": "x"}
    assert desk.post(f"/en/desk/accounts/{operator.id}/voice/", form).status_code == 403


# One's own page


def test_the_page_says_what_there_is(
    client_for: Callable[..., Client], alice: Account, lang: str, places: None
) -> None:
    client = client_for(alice)
    assert client.get(f"/{lang}/account/voice/").status_code == 200
    prove(alice, territory_id=place("KZ-11").pk)
    prove(alice, adapter=Adapter.LETTER)
    page = client.get(f"/{lang}/account/voice/").content.decode()
    assert place("KZ-11").name_in(lang) in page
    assert blind_number("number", "KZ", NUMBER) not in page


def test_the_mark_is_shown_only_where_its_owner_wants(
    client_for: Callable[..., Client], alice: Account, bob: Account, places: None
) -> None:
    one = prove(alice, territory_id=place("KZ-11").pk)
    bare = prove(alice, "77777777", adapter=Adapter.CLAIM)
    assert resident_of(alice.id) is None
    assert client_for(bob).post(f"{VOICE}{one.id}/", {"act": "show"}).status_code == 404
    said(client_for(alice), f"{VOICE}{bare.id}/", act="show")
    assert resident_of(alice.id) is None
    said(client_for(alice), f"{VOICE}{one.id}/", act="show")
    assert resident_of(alice.id) == place("KZ-11")
    profile = "/en/@alice/"
    assert "verified resident" in client_for(bob).get(profile).content.decode()
    said(client_for(alice), f"{VOICE}{one.id}/", act="hide")
    assert resident_of(alice.id) is None
    assert "verified resident" not in client_for(bob).get(profile).content.decode()


def test_what_is_given_up_may_verify_another_account(
    client_for: Callable[..., Client], alice: Account, bob: Account
) -> None:
    one = prove(alice)
    assert client_for(bob).post(f"{VOICE}{one.id}/", {"act": "end"}).status_code == 404
    said(client_for(alice), f"{VOICE}{one.id}/", act="end")
    assert levels(alice) == []
    prove(bob)


def test_a_suspended_account_neither_gains_nor_sheds_anything(
    client_for: Callable[..., Client], alice: Account, operator: Account
) -> None:
    one, client = prove(alice), client_for(alice)
    suspend_account(actor=viewer_of(operator), account_id=alice.id, reason="Spam.")
    for way in ("address/", "letter/", "ticket/", "move/"):
        assert client.post(VOICE + way, {"code": "0000"}).status_code == 403
    assert client.post(f"{VOICE}{one.id}/", {"act": "end"}).status_code == 403
    assert client.get(VOICE).status_code == 200


# What other rooms ask


def test_rooms_ask_for_a_level_and_a_territory(
    alice: Account, bob: Account, carol: Account, places: None, assert_queries: Any
) -> None:
    district = Territory.objects.filter(parent=place("KZ-11")).first()
    assert district is not None
    prove(alice, territory_id=district.pk)
    prove(bob, "1111", adapter=Adapter.LETTER, territory_id=place("KZ-15").pk)
    everyone = [alice.id, bob.id, carol.id]
    with assert_queries(1):
        assert attested(everyone, level=Level.LETTER) == {alice.id, bob.id}
    assert attested(everyone, level=Level.DOCUMENT) == {alice.id}
    assert attested(everyone, level=1, territory=place("KZ-11")) == {alice.id}
    assert attested(everyone, level=1, territory=place("KZ")) == {alice.id, bob.id}
    assert attested(everyone, level=1, territory=district) == {alice.id}
    assert attested([bob.id], level=1, territory=district) == set()
    assert attested([], level=1) == set()
    with pytest.raises(ValueError, match="4"):
        attested(everyone, level=4)


def test_who_lives_in_what_is_no_more_lives_in_its_heir(alice: Account, places: None) -> None:
    old, heir = Territory.objects.filter(parent=place("KZ-11"))[:2]
    prove(alice, territory_id=old.pk)
    assert not is_attested(alice.id, level=1, territory=heir)
    Territory.objects.filter(pk=old.pk).update(successor=heir, retired_on=timezone.localdate())
    assert is_attested(alice.id, level=1, territory=heir)


def test_a_room_may_ask_about_a_day_of_the_past(alice: Account) -> None:
    one = prove(alice)
    actions.give_up(actor=viewer_of(alice), attestation_id=one.id)
    ended = Attestation.objects.get().ended_at
    assert not is_attested(alice.id, level=3)
    assert is_attested(alice.id, level=3, on=one.since)
    assert not is_attested(alice.id, level=3, on=ended)
    assert not is_attested(alice.id, level=3, on=one.since - timedelta(seconds=1))
