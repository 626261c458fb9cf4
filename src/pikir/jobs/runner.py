"""Running claimed jobs: cheap ones together in one transaction, the others alone and outside."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import translation
from django.utils.module_loading import import_string
from django_tasks.base import Task

from pikir.jobs import leases
from pikir.jobs.kinds import ATTEMPTS, BATCH_SECONDS, HEARTBEAT_SECONDS
from pikir.jobs.models import Job

log = logging.getLogger("pikir.jobs")


def run(jobs: Sequence[Job], worker: str, now: datetime, stopped: Callable[[], bool]) -> None:
    """Run claimed jobs to their end: done, postponed or given back. Faults of tasks are kept, never raised."""
    if jobs[0].attempts > ATTEMPTS:
        leases.postpone(jobs[0], worker, jobs[0].error or "its worker died each time", now)
    elif jobs[0].outside:
        _run_outside(jobs[0], worker, now)
    else:
        _run_inside(list(jobs), worker, now, stopped)


def _run_outside(job: Job, worker: str, now: datetime) -> None:
    with _heartbeat(job, worker):
        fault = _call(job)
    if fault:
        leases.postpone(job, worker, describe(fault), now)
    else:
        leases.finish([job], worker)


def _run_inside(jobs: list[Job], worker: str, now: datetime, stopped: Callable[[], bool]) -> None:
    while jobs:
        if stopped():
            leases.give_back(jobs, worker, now)
            return
        try:
            jobs = jobs[_run_together(jobs, worker, now) :]
        except Exception as fault:  # noqa: BLE001 - the commit failed, so none of them counts; find out whose fault it was
            if len(jobs) == 1:
                leases.postpone(jobs[0], worker, describe(fault), now)
                return
            for job in jobs:
                _run_inside([job], worker, now, stopped)
            return


def _run_together(jobs: Sequence[Job], worker: str, now: datetime) -> int:
    """Run jobs in one transaction with their end, until it was open long enough; return how many had their turn."""
    until = time.monotonic() + BATCH_SECONDS
    done: list[Job] = []
    turns = 0
    with transaction.atomic():
        ours = {job.id for job in leases.lock_held(jobs, worker)}
        for job in jobs:
            turns += 1
            if job.id not in ours:
                continue
            if fault := _call(job):
                leases.postpone(job, worker, describe(fault), now)
            else:
                done.append(job)
            if time.monotonic() > until:
                break
        leases.finish(done, worker)
    return turns


def _call(job: Job) -> Exception | None:
    """Call the task; return what went wrong. Inside a transaction only the task's own changes are undone then."""
    began = time.monotonic()
    try:
        task = import_string(job.task)
        if not isinstance(task, Task):
            raise TypeError(f"{job.task} is not a task")
        positional, named = job.call
        with translation.override(settings.LANGUAGE_CODE), _savepoint(job):
            task.call(*positional, **named)
    except Exception as fault:  # noqa: BLE001 - whatever a task raises is kept with its job
        about = {"job": job.id, "task": job.task, "attempt": job.attempts, "error": describe(fault)}
        log.warning("job failed", extra=about)
        return fault
    log.debug("job done", extra={"job": job.id, "task": job.task, "ms": round((time.monotonic() - began) * 1000)})
    return None


@contextmanager
def _savepoint(job: Job) -> Iterator[None]:
    if job.outside:
        yield
        return
    with transaction.atomic():
        yield


@contextmanager
def _heartbeat(job: Job, worker: str) -> Iterator[None]:
    """Extend the lease from a thread of its own for the length of the block."""
    over = threading.Event()
    heart = threading.Thread(target=_beat, args=(job, worker, over), daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def _beat(job: Job, worker: str, over: threading.Event) -> None:
    lost = False
    while not lost and not over.wait(HEARTBEAT_SECONDS):
        try:
            lost = not leases.extend(job, worker)
        except DatabaseError:
            log.warning("heartbeat failed", extra={"job": job.id})  # the next one may come in time
        finally:
            connection.close()


def describe(fault: BaseException) -> str:
    """Return kind and place of a fault. Its message is left out: it may quote what people wrote."""
    places = []
    trace = fault.__traceback__
    while trace:
        frame = trace.tb_frame
        places.append(f"{frame.f_globals.get('__name__')}:{trace.tb_lineno} {frame.f_code.co_name}")
        trace = trace.tb_next
    return "\n".join([f"{type(fault).__module__}.{type(fault).__qualname__}", *places[-5:]])
