"""The queue before SQLite's write lock, on a real file and with real threads and processes."""

import fcntl
import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from django.db import connections, transaction
from django.db.utils import IntegrityError, OperationalError

from pikir.web.sqlite.base import DatabaseWrapper
from pikir.web.sqlite.queue import WriteQueue, queue_of

PATIENCE = 60
# SQLite itself does not wait at all here: a write that did not queue would fail.
OPTIONS = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA busy_timeout=0"}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "numbers.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE number (value integer PRIMARY KEY)")
    connection.close()
    return file


def connect(database: Path | str, timeout: float = PATIENCE) -> DatabaseWrapper:
    options = OPTIONS | {"timeout": timeout}
    settings = connections.settings["default"] | {"NAME": str(database), "OPTIONS": options, "TIME_ZONE": None}
    return DatabaseWrapper(settings, alias="numbers")


@pytest.fixture
def numbers(database: Path, django_db_blocker: object) -> Iterator[DatabaseWrapper]:
    """A connection under the name ``numbers``, so that ``atomic`` finds it."""
    with django_db_blocker.unblock():
        connections["numbers"] = connect(database)
        yield connections["numbers"]
        connections["numbers"].close()
        del connections["numbers"]


def insert(connection: DatabaseWrapper, value: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO number VALUES (%s)", [value])


def values(connection: DatabaseWrapper) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM number ORDER BY value")
        return [row[0] for row in cursor.fetchall()]


def is_free(database: Path) -> bool:
    """Whether another process could write now: asked with a descriptor of our own."""
    return not _locked(f"{database}-queue")


def _locked(file: str) -> bool:
    with Path(file).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_transaction_holds_the_queue_until_it_commits(numbers: DatabaseWrapper, database: Path) -> None:
    with transaction.atomic("numbers"):
        assert not is_free(database)
        with transaction.atomic("numbers"):
            insert(numbers, 1)
        assert not is_free(database)
    assert is_free(database)
    assert values(numbers) == [1]


def test_hooks_of_the_commit_run_when_others_may_write(numbers: DatabaseWrapper, database: Path) -> None:
    seen: list[bool] = []
    with transaction.atomic("numbers"):
        insert(numbers, 1)
        transaction.on_commit(lambda: seen.append(is_free(database)), using="numbers")
    assert seen == [True]


def test_a_rollback_lets_the_next_one_write(numbers: DatabaseWrapper, database: Path) -> None:
    with transaction.atomic("numbers"):
        insert(numbers, 1)
        transaction.set_rollback(True, "numbers")
    assert is_free(database)
    assert values(numbers) == []


def test_a_faulty_statement_lets_the_next_one_write(numbers: DatabaseWrapper, database: Path) -> None:
    insert(numbers, 1)
    with pytest.raises(IntegrityError), transaction.atomic("numbers"):
        insert(numbers, 1)
    with pytest.raises(IntegrityError):
        insert(numbers, 1)
    assert is_free(database)


def test_a_connection_closed_in_a_transaction_lets_the_next_one_write(numbers: DatabaseWrapper, database: Path) -> None:
    with transaction.atomic("numbers"):
        insert(numbers, 1)
        numbers.close()
        assert is_free(database)
    assert values(numbers) == []


def test_a_transaction_that_cannot_begin_lets_the_next_one_write(numbers: DatabaseWrapper, database: Path) -> None:
    values(numbers)
    stranger = sqlite3.connect(database)
    stranger.execute("BEGIN IMMEDIATE")  # a program that knows nothing of the queue
    with pytest.raises(OperationalError), transaction.atomic("numbers"):
        pytest.fail("it began")
    stranger.close()
    assert is_free(database)
    insert(numbers, 1)


def test_reading_needs_no_queue(numbers: DatabaseWrapper, database: Path) -> None:
    values(numbers)
    queue = WriteQueue(str(database))  # as another process would
    queue.enter(timeout=0)
    assert values(numbers) == []
    queue.leave()


@pytest.mark.parametrize("alone", [True, False])
def test_a_write_waits_for_the_one_before_it(numbers: DatabaseWrapper, database: Path, alone: bool) -> None:
    queue = WriteQueue(str(database))
    queue.enter(timeout=0)
    began = threading.Event()

    def write() -> None:
        connections["numbers"] = own = connect(database)
        began.set()
        if alone:
            insert(own, 2)
        else:
            with transaction.atomic("numbers"):
                insert(own, 2)
        own.close()

    thread = threading.Thread(target=write)
    thread.start()
    assert began.wait(PATIENCE)
    assert values(numbers) == []
    queue.leave()
    thread.join(PATIENCE)
    assert values(numbers) == [2]


def test_a_thread_that_never_finishes_ends_the_wait_with_an_error(numbers: DatabaseWrapper, database: Path) -> None:
    numbers.settings_dict["OPTIONS"]["timeout"] = 0
    queue_of(str(database)).enter(timeout=0)
    with pytest.raises(OperationalError, match="locked"), transaction.atomic("numbers"):
        pytest.fail("it began")
    queue_of(str(database)).leave()
    insert(numbers, 1)


def _add_in_process(database: Path, first: int, count: int) -> None:
    connections["numbers"] = own = connect(database)
    for value in range(first, first + count):
        with transaction.atomic("numbers"):
            seen = values(own)
            insert(own, value)
            assert values(own) == sorted([*seen, value])
    own.close()


def _die_in_transaction(database: Path, begun: Event) -> None:
    connections["numbers"] = own = connect(database)
    with transaction.atomic("numbers"):
        insert(own, 1)
        begun.set()
        threading.Event().wait()


def test_processes_and_threads_write_without_a_single_busy_error(numbers: DatabaseWrapper, database: Path) -> None:
    values(numbers)
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=_add_in_process, args=(database, start, 50)) for start in (0, 100, 200)]
    threads = [threading.Thread(target=_add_in_process, args=(database, start, 50)) for start in (300, 400)]
    for one in (*processes, *threads):
        one.start()
    for one in (*processes, *threads):
        one.join(PATIENCE)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(values(numbers)) == 250


def test_the_death_of_a_writer_lets_the_next_one_write(numbers: DatabaseWrapper, database: Path) -> None:
    values(numbers)
    fork = multiprocessing.get_context("fork")
    begun = fork.Event()
    process = fork.Process(target=_die_in_transaction, args=(database, begun))
    process.start()
    assert begun.wait(PATIENCE)
    assert not is_free(database)
    process.kill()
    process.join(PATIENCE)
    insert(numbers, 2)
    assert values(numbers) == [2]


def test_a_database_in_memory_needs_no_queue(django_db_blocker: object) -> None:
    with django_db_blocker.unblock():
        connections["numbers"] = connect("file:numbers?mode=memory&cache=shared")
        with transaction.atomic("numbers"), connections["numbers"].cursor() as cursor:
            cursor.execute("CREATE TABLE number (value integer)")
        del connections["numbers"]
    assert not Path("file:numbers?mode=memory&cache=shared-queue").exists()
