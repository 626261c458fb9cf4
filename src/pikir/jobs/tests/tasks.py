"""Tasks of the tests. Their effects: a mark in the database that can be made once, a line in a real file."""

import fcntl
import os
import signal
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django_tasks import task


def mark(name: str) -> None:
    """Leave a mark; leaving it twice is an error of the database."""
    Group.objects.create(name=name)


def marks() -> list[str]:
    """Names of all marks."""
    return sorted(Group.objects.values_list("name", flat=True))


@task
def leave_mark(name: str) -> None:
    mark(name)


@task
def mark_and_fail(name: str) -> None:
    mark(name)
    raise ValueError(f"{name} is a secret")


@task
def fail_at_commit() -> None:
    """Break a rule that is only looked at when the transaction ends."""
    Permission.objects.create(name="nothing", codename="nothing", content_type_id=999_999)


@task
def mark_and_enqueue(name: str) -> None:
    leave_mark.enqueue(name)


@task(queue_name="urgent", outside=True)
def write_line(file: str, line: str) -> None:
    _append(file, line)


@task(queue_name="urgent", outside=True)
def fail_outside() -> None:
    raise ConnectionError("mail.example.org is away")


@task(queue_name="pictures")
def write_alone(file: str, line: str) -> None:
    """Write a line, and another word if somebody else runs the same job right now."""
    with Path(f"{file}-{line}").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            line = "together"
        os.sched_yield()
        _append(file, line)


@task
def hang_once(name: str, folder: str) -> None:
    """Leave a mark, tell the test and never come back; the second time only leave the mark."""
    mark(name)
    _hang_once(folder)


@task(queue_name="urgent", outside=True)
def hang_once_outside(name: str, folder: str) -> None:
    _hang_once(folder)
    mark(name)


def _hang_once(folder: str) -> None:
    hung = Path(folder) / "hung"
    if hung.exists():
        return
    hung.touch()
    Path(folder, "told").write_bytes(b"!")
    while True:
        signal.pause()


def _append(file: str, line: str) -> None:
    with Path(file).open("a", encoding="utf-8") as output:
        output.write(f"{line}\n")


@task
def do_nothing(number: int) -> None:
    pass


def wants_context(context: object) -> None:
    pass
