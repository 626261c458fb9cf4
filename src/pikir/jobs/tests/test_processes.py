"""Real worker processes on the tests' database: killed in the middle, two at once, woken, stopped."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from pikir.jobs.kinds import LEASE
from pikir.jobs.models import Job
from pikir.jobs.tests import tasks
from pikir.jobs.tests.tasks import marks

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60  # seconds until a process that says nothing counts as stuck
Worker = subprocess.Popen[bytes]


@pytest.fixture
def start_worker(tmp_path: Path, settings: Settings) -> Iterator[Callable[[], Worker]]:
    """Start a worker that ends when no job is left."""
    settings.RUN_FOLDER = tmp_path / "run"
    started: list[Worker] = []
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def start() -> Worker:
        database = str(connection.settings_dict["NAME"])
        arguments = [sys.executable, "-m", "pikir.jobs.tests.worker_process", database, str(settings.RUN_FOLDER)]
        started.append(subprocess.Popen(arguments, env=environment))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Wait until a task has said that it is in the middle."""
    os.mkfifo(tmp_path / "told")
    pipe = os.open(tmp_path / "told", os.O_RDONLY | os.O_NONBLOCK)

    def wait() -> None:
        assert select.select([pipe], [], [], PATIENCE)[0], "the task did not begin"

    yield wait
    os.close(pipe)


def kill(worker: Worker) -> None:
    worker.send_signal(signal.SIGKILL)
    assert worker.wait(PATIENCE) == -signal.SIGKILL


@pytest.mark.parametrize("task", [tasks.hang_once, tasks.hang_once_outside])
def test_a_job_killed_in_the_middle_runs_again(
    task: object, start_worker: Callable[[], Worker], told: Callable[[], None], tmp_path: Path
) -> None:
    tasks.leave_mark.enqueue("before")
    task.enqueue("middle", str(tmp_path))
    tasks.leave_mark.enqueue("after")
    worker = start_worker()
    told()
    kill(worker)
    assert "middle" not in marks()
    assert start_worker().wait(PATIENCE) == 0
    assert marks() == ["after", "before", "middle"]
    assert not Job.objects.exists()


def test_the_lease_of_a_dead_worker_elsewhere_ends(
    start_worker: Callable[[], Worker], told: Callable[[], None], tmp_path: Path
) -> None:
    tasks.hang_once.enqueue("middle", str(tmp_path))
    worker = start_worker()
    told()
    kill(worker)
    job = Job.objects.get(task__endswith="hang_once")
    assert job.worker
    Job.objects.filter(id=job.id).update(worker="another-machine:1", due_at=job.due_at - LEASE)  # as after a minute
    assert start_worker().wait(PATIENCE) == 0
    assert marks() == ["middle"]


def test_two_workers_never_run_the_same_job(start_worker: Callable[[], Worker], tmp_path: Path) -> None:
    file = tmp_path / "lines"
    for number in range(150):
        tasks.leave_mark.enqueue(f"{number:03}")
    for number in range(25):
        tasks.write_alone.enqueue(str(file), str(number))
    workers = [start_worker(), start_worker()]
    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    assert len(marks()) == 150  # each can be made once
    assert sorted(map(int, file.read_text().split())) == list(range(25))
    assert not Job.objects.exists()


def test_a_waiting_worker_ends_when_told(
    start_worker: Callable[[], Worker], told: Callable[[], None], tmp_path: Path
) -> None:
    tasks.hang_once_outside.enqueue("middle", str(tmp_path))
    other = Job.objects.get()
    Job.objects.update(due_at=None)  # parked: the worker finds nothing to do and does not end by itself
    tasks.write_line.enqueue(str(tmp_path / "told"), "here")
    worker = start_worker()
    told()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0
    assert Job.objects.parked().get().id == other.id
