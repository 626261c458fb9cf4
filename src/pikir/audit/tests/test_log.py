"""The inner log: what is written stays, newest first, and falls with the transaction it belongs to."""

import pytest
from django.db import transaction

from pikir.audit.actions import record
from pikir.audit.queries import entries_of, newest_entries

pytestmark = pytest.mark.django_db


def test_an_act_is_kept_with_all_it_was_about() -> None:
    record(actor=7, verb="suspend", kind="account", object_id=11, reason="Spam", data={"handle": "bob"})
    (entry,) = entries_of(kind="account", object_id=11)
    assert (entry.actor_id, entry.verb, entry.reason, entry.data) == (7, "suspend", "Spam", {"handle": "bob"})
    assert entry.at is not None


def test_acts_on_one_thing_come_newest_first_and_alone() -> None:
    for verb in ("create", "suspend", "restore"):
        record(actor=None, verb=verb, kind="account", object_id=11)
    record(actor=None, verb="create", kind="post", object_id=11)
    record(actor=None, verb="create", kind="account", object_id=12)
    assert [entry.verb for entry in entries_of(kind="account", object_id=11)] == ["restore", "suspend", "create"]
    assert [entry.verb for entry in entries_of(kind="account", object_id=11, limit=1)] == ["restore"]


def test_an_act_falls_with_its_transaction() -> None:
    class ChangeOfMindError(Exception):
        pass

    def change_ones_mind() -> None:
        with transaction.atomic():
            record(actor=7, verb="suspend", kind="account", object_id=11)
            raise ChangeOfMindError

    with pytest.raises(ChangeOfMindError):
        change_ones_mind()
    assert entries_of(kind="account", object_id=11) == []


def test_the_log_is_read_page_by_page_with_one_query_each(assert_queries) -> None:
    for number in range(5):
        record(actor=None, verb="create", kind="account", object_id=number)
    with assert_queries(1):
        first = newest_entries(limit=3)
    second = newest_entries(before=first.older, limit=3)
    assert [entry.object_id for entry in first.items + second.items] == [4, 3, 2, 1, 0]
    assert second.older is None
