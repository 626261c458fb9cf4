"""One document attests one account: at once, in a race, by every way, over time, and when it moves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from pikir.accounts.attestations import actions
from pikir.accounts.attestations.blind import ALPHABET, NumberError, blind_number, digest_of
from pikir.accounts.attestations.kinds import TERMS, Adapter, State
from pikir.accounts.attestations.queries import is_attested
from pikir.accounts.models import Account, Attestation, Claim, Document
from pikir.accounts.tests.voices import NUMBER, VOICE, code_in, levels, prove, said
from pikir.audit.models import Entry
from pikir.mail.models import Letter
from pikir.notifications.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_used_up() -> None:
    cache.clear()


# One document, one account


def test_the_database_alone_lets_one_document_attest_one_account(alice: Account, bob: Account) -> None:
    one = prove(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(blind=one.document_id, account=bob)
    twin = {"document_id": one.document_id, "adapter": one.adapter, "level": 3, "since": one.since, "until": one.until}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attestation.objects.create(account=bob, **twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attestation.objects.create(account=bob, **twin | {"document_id": None})


@pytest.mark.django_db(transaction=True)  # each thread has a connection and transactions of its own
def test_of_many_at_once_one_is_attested(person: Callable[..., Account]) -> None:
    people = [person(f"person{number}") for number in range(4)]
    start = Barrier(len(people))

    def run(account: Account) -> bool:
        start.wait()
        try:
            prove(account)
        except actions.TakenError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(people)) as pool:
        assert sorted(pool.map(run, people)) == [False, False, False, True]
    assert Attestation.objects.count() == Document.objects.count() == 1


def test_who_loses_the_race_is_told_so(alice: Account, bob: Account) -> None:
    prove(alice)
    with patch("django.db.models.query.QuerySet.first", return_value=None), pytest.raises(actions.TakenError):
        prove(bob)  # alice's row was not there yet when this one looked
    assert (levels(alice), levels(bob)) == ([3], [])


def test_the_same_number_is_the_same_person_by_every_way(alice: Account, bob: Account) -> None:
    prove(alice, adapter=Adapter.LETTER)
    with pytest.raises(actions.TakenError):
        prove(bob, adapter=Adapter.CLAIM)
    prove(alice, adapter=Adapter.DESK)
    assert levels(alice) == [3, 2]
    assert Document.objects.count() == 1


def test_numbers_are_told_apart_by_kind_country_and_key(settings: Any) -> None:
    known = blind_number("number", "KZ", NUMBER)
    assert known == blind_number("number", "kz", "9001 0130-0123")
    assert blind_number("passport", "KZ", "N\u041d1234567") == blind_number("passport", "KZ", "nh 1234567")
    assert known not in {blind_number("passport", "KZ", NUMBER), blind_number("number", "RU", NUMBER)}
    settings.ATTESTATION_KEY = "another"
    assert blind_number("number", "KZ", NUMBER) != known
    for wrong in ("", "123", "-/-", "9" * 61):
        with pytest.raises(NumberError):
            blind_number("number", "KZ", wrong)


def test_codes_are_read_however_they_are_typed() -> None:
    assert len(set(ALPHABET)) == 32
    assert digest_of("x", "0O1I-LABC") == digest_of("x", "oo1 1l\u0410\u0412\u0421") != digest_of("y", "0O1ILABC")


def ask_to_move(client: Client, code: str) -> str:
    return code_in(said(client, VOICE + "letter/", code=code))


def test_the_account_that_has_it_agrees_to_the_move(
    client_for: Callable[..., Client], alice: Account, bob: Account, carol: Account
) -> None:
    prove(alice)
    with pytest.raises(actions.TakenError) as told:
        prove(bob, adapter=Adapter.LETTER)
    assert levels(bob) == []
    for stranger in (bob, carol):
        assert "not right, or it is over" in said(client_for(stranger), VOICE + "move/", code=told.value.code)
    assert "not right, or it is over" in said(client_for(alice), VOICE + "move/", code="0000-0000-0000")
    assert "The other account is verified now" in said(client_for(alice), VOICE + "move/", code=told.value.code)
    assert (levels(alice), levels(bob)) == ([], [3, 2])
    assert Attestation.objects.get(account=alice).state == State.MOVED
    for who in (alice, bob):
        assert Entry.objects.filter(object_id=who.id, verb__startswith="move_attestation").count() == 1
        assert Letter.objects.filter(to=who.user.email).count() == 1
        assert Notice.objects.filter(receiver=who.user, data__what__startswith="moved").count() == 1
    assert "not right, or it is over" in said(client_for(alice), VOICE + "move/", code=told.value.code)


def test_a_wish_to_move_is_over_after_a_week(client_for: Callable[..., Client], alice: Account, bob: Account) -> None:
    prove(alice)
    with pytest.raises(actions.TakenError) as told:
        prove(bob)
    Claim.objects.update(until=timezone.now())
    assert "not right, or it is over" in said(client_for(alice), VOICE + "move/", code=told.value.code)
    assert levels(alice) == [3]


def test_codes_are_not_guessed(client_for: Callable[..., Client], alice: Account) -> None:
    client = client_for(alice)
    for _try in range(5):
        assert "not right" in said(client, VOICE + "letter/", code="0000-0000-0000")
        assert "not right" in said(client, VOICE + "move/", code="0000-0000-0000")
    for way in ("letter", "move"):
        assert "Too many tries" in said(client, f"{VOICE}{way}/", code="0000-0000-0000")


# Terms


def test_the_end_is_told_a_month_before_and_frees_the_document(alice: Account, bob: Account) -> None:
    made = prove(alice)
    assert actions.sweep(now=made.until - timedelta(days=31)) == 0
    assert not Letter.objects.exists()
    for _again in range(2):
        assert actions.sweep(now=made.until - timedelta(days=29)) == 0
    assert Letter.objects.filter(to="alice@example.org").count() == 1
    assert actions.sweep(now=made.until) == 1
    assert not Document.objects.exists()
    assert [notice.data["what"] for notice in Notice.objects.order_by("id")] == ["made", "ending", "ended"]
    prove(bob)
    assert actions.sweep(now=made.until + timedelta(days=3 * 365 + 1)) == 1
    assert not Attestation.objects.filter(account=alice).exists()


def test_nobody_is_warned_of_what_something_stronger_outlives(alice: Account) -> None:
    weak = prove(alice, adapter=Adapter.LETTER)
    Attestation.objects.filter(id=weak.id).update(until=timezone.now() + timedelta(days=9))
    prove(alice)
    actions.sweep(now=timezone.now())
    assert not Letter.objects.exists()


def test_a_term_that_has_passed_counts_for_nothing_before_the_schedule_comes(alice: Account, bob: Account) -> None:
    prove(alice)
    Attestation.objects.update(until=timezone.now())
    assert not is_attested(alice.id, level=1)
    prove(bob)
    assert levels(bob) == [3]
    assert not Letter.objects.exists()


def test_a_proof_renews_only_when_it_adds_something(alice: Account) -> None:
    made = prove(alice)
    assert prove(alice).id == made.id
    Attestation.objects.update(until=timezone.now() + TERMS[Adapter.DESK] - timedelta(days=40))
    assert prove(alice).id != made.id
    assert levels(alice) == [3]
    assert Attestation.objects.get(id=made.id).state == State.ENDED
