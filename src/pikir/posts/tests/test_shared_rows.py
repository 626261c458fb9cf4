"""What is made of equal rows is shared, constants are written safely, and nothing made of a row outlives it."""

import pytest
from django.template import Context, Template
from django.utils.connection import ConnectionDoesNotExist

from pikir.accounts.models import Account, AccountQuerySet
from pikir.web.pieces import identity
from pikir.web.statements import Statement, remembered

HARD = "O'Neil 100% %s \\ ''"


def _by_id(account_id: int) -> AccountQuerySet:
    return Account.objects.filter(id=account_id).only("name", "handle")


def _by_name(*, name: str) -> AccountQuerySet:
    return Account.objects.filter(name=name).only("name", "handle")


SHARED = Statement[Account](_by_id, shared=True)
NAMED = Statement[Account](_by_name)


def found(account: Account) -> Account:
    row = SHARED.first(account.id)
    assert row is not None
    return row


def test_equal_rows_are_one_object_and_a_changed_row_is_another(alice: Account) -> None:
    first = found(alice)
    assert found(alice) is first
    Account.objects.filter(id=alice.id).update(name="Renamed")
    assert found(alice).name == "Renamed"
    assert first.name == alice.name


def test_what_is_shared_loads_nothing_more(alice: Account) -> None:
    with pytest.raises(ConnectionDoesNotExist):
        _ = found(alice).bio


def test_constants_are_written_as_they_are(alice: Account) -> None:
    Account.objects.filter(id=alice.id).update(name=HARD)
    assert [one.id for one in NAMED.rows(name=HARD)] == [alice.id]
    assert NAMED.rows(name="%s") == []


def test_what_follows_from_a_row_is_found_once_for_it(alice: Account) -> None:
    asked: list[str] = []

    @remembered
    def greeting(account: Account, word: str) -> str:
        asked.append(word)
        return f"{word}, {account.name}"

    assert [greeting(found(alice), "Hello") for _ in range(2)] == [f"Hello, {alice.name}"] * 2
    assert asked == ["Hello"]
    Account.objects.filter(id=alice.id).update(name="Renamed")
    assert greeting(found(alice), "Hello") == "Hello, Renamed"
    assert greeting(Account(name="Own"), "Hello") == "Hello, Own"  # not shared: asked each time


def test_a_piece_kept_by_a_model_follows_each_of_its_values(alice: Account) -> None:
    template = Template("{% kept account %}{{ account.name }}: {{ account.bio }}{% endkept %}")
    before = template.render(Context({"account": alice}))
    alice.bio = "Another"
    assert template.render(Context({"account": alice})) == f"{alice.name}: Another" != before
    assert identity([alice]) != identity([found(alice)])
