"""The same question has the same answer while nothing is committed, and only then."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from pikir.accounts.models import Account
from pikir.web import answers
from pikir.web.statements import Statement

pytestmark = pytest.mark.django_db(transaction=True)
NAMED = Statement[Account](lambda number: Account.objects.filter(id=number).only("name"), shared=True)


@pytest.fixture(autouse=True)
def remembering() -> Iterator[None]:
    answers.begin()
    yield
    answers.end()


def name_of(account: Account) -> str:
    return NAMED.rows(account.id)[0].name


def rename(account: Account, name: str) -> None:
    Account.objects.filter(id=account.id).update(name=name)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL is asked each time")
def test_what_was_answered_is_not_asked_again(alice: Account, assert_queries) -> None:
    assert name_of(alice) == "Alice"
    with assert_queries(0):
        assert name_of(alice) == "Alice"


def test_a_commit_of_whomever_makes_it_be_asked_again(alice: Account) -> None:
    assert name_of(alice) == "Alice"
    rename(alice, "Own")
    assert name_of(alice) == "Own"

    def elsewhere() -> None:
        rename(alice, "Another")
        connection.close()

    with ThreadPoolExecutor(1) as other:
        other.submit(elsewhere).result()
    assert name_of(alice) == "Another"


def test_a_transaction_sees_what_it_wrote_and_nobody_else_does(alice: Account) -> None:
    assert name_of(alice) == "Alice"
    with transaction.atomic():
        rename(alice, "Own")
        assert name_of(alice) == "Own"
        transaction.set_rollback(True)
    assert name_of(alice) == "Alice"


def test_nobody_changes_the_answer_of_another(alice: Account) -> None:
    NAMED.rows(alice.id).clear()
    assert name_of(alice) == "Alice"
