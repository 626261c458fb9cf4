"""The worker: takes what is due, runs it, waits for the bell."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from pikir.jobs import leases, runner, schedules
from pikir.jobs.doorbell import Doorbell
from pikir.jobs.kinds import BATCH, GATHER_SECONDS, LOOK_SECONDS, STOP_SECONDS, Queue
from pikir.jobs.models import Job

log = logging.getLogger("pikir.jobs")


def run_worker(stop: threading.Event | Callable[[], bool], queues: Sequence[str] = tuple(Queue)) -> None:
    """Run jobs of these queues until told to stop; then finish the job in hand and return.

    ``stop`` is asked between jobs and four times a second while waiting. Makes no signal handlers and leaves no thread.
    """
    stopped = stop.is_set if isinstance(stop, threading.Event) else stop
    worker = leases.worker_name()
    schedules.store_plans(timezone.now())
    leases.release_dead(timezone.now())
    with Doorbell() as bell:
        while not stopped():
            bell.clear()
            jobs = _work(worker, queues, stopped)
            if not jobs:
                _wait(bell, stopped)
            if len(jobs) < BATCH and not any(job.outside for job in jobs):
                time.sleep(GATHER_SECONDS)
    connection.close()


def run_pending(limit: int = 1000, now: datetime | None = None) -> int:
    """Run, in this process, what is due ``now`` and what that brings about; return how many jobs. For tests."""
    moment, count, worker = now or timezone.now(), 0, leases.worker_name()
    while count < limit and (jobs := leases.claim(worker, tuple(Queue), moment)):
        runner.run(jobs, worker, moment, lambda: False)
        count += len(jobs)
        moment = now or timezone.now()
    return count


def _work(worker: str, queues: Sequence[str], stopped: Callable[[], bool]) -> list[Job]:
    """Run the next jobs and return them."""
    close_old_connections()
    now = timezone.now()
    try:
        schedules.enqueue_due(now)
        jobs = leases.claim(worker, queues, now)
        if jobs:
            runner.run(jobs, worker, now, stopped)
    except (DatabaseError, InterfaceError):
        log.exception("the database does not answer the job worker")
        return []
    return jobs


def _wait(bell: Doorbell, stopped: Callable[[], bool]) -> None:
    until = time.monotonic() + LOOK_SECONDS
    while time.monotonic() < until and not stopped():
        if bell.wait(STOP_SECONDS):
            return
