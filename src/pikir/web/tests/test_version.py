"""The value that changes with every commit."""

import threading

import pytest
from django.db import connection, transaction

from pikir.web.models import Reads
from pikir.web.version import Version

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_stays_while_nothing_is_committed() -> None:
    version = Version()
    before = version.read()
    assert Reads.objects.count() == 0
    assert version.read() == before


def test_it_changes_with_a_commit_of_the_same_process_and_thread() -> None:
    version = Version()
    before = version.read()
    Reads.objects.create(path="/", hour=1, source="own", count=1)
    assert version.read() != before


def test_it_changes_with_the_commit_of_a_transaction_that_was_open() -> None:
    version = Version()
    with transaction.atomic():
        Reads.objects.create(path="/", hour=1, source="own", count=1)
        during = _elsewhere(version)
    assert _elsewhere(version) != during


def _elsewhere(version: Version) -> object:
    found: list[object] = []

    def read() -> None:
        found.append(version.read())
        connection.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    return found[0]


def test_it_changes_when_a_day_may_have_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    version = Version()
    monkeypatch.setattr("time.time", lambda: 86_399.0)
    before = version.read()
    monkeypatch.setattr("time.time", lambda: 86_400.0)
    assert version.read() != before
