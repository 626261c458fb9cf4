"""Who holds which job, and until when. Every change names its holder: who lost the lease changes nothing."""

import os
import platform
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db.models import F, QuerySet
from django.utils import timezone

from pikir.jobs.kinds import ATTEMPTS, BATCH, LEASE, RETRY_WAITS
from pikir.jobs.models import Job


def worker_name() -> str:
    """Name of this process as a worker: where process numbers mean the same, and the number."""
    return f"{_place()}:{os.getpid()}"


def claim(worker: str, queues: Sequence[str], now: datetime) -> list[Job]:
    """Take the next jobs of the most urgent queue that has any: one, or several cheap ones; none when nothing is due.

    Looks without a lock; then one statement takes what is still free.
    """
    chosen = next((found for queue in queues if (found := _due(queue, now))), [])
    if not chosen:
        return []
    keys = [job.id for job in chosen]
    taken = Job.objects.filter(id__in=keys, due_at__lte=now).update(
        worker=worker, attempts=F("attempts") + 1, due_at=now + LEASE
    )
    if taken == len(keys):
        ours = set(keys)
    else:
        ours = set(Job.objects.filter(id__in=keys, worker=worker).values_list("id", flat=True))
    for job in chosen:
        job.attempts += 1
    return [job for job in chosen if job.id in ours]


def extend(job: Job, worker: str) -> bool:
    """Hold the job for another lease; say whether it was still ours."""
    return bool(_held([job], worker).update(due_at=timezone.now() + LEASE))


def finish(jobs: Sequence[Job], worker: str) -> None:
    """The jobs are done: their rows go away."""
    _held(jobs, worker).delete()


def postpone(job: Job, worker: str, error: str, now: datetime) -> None:
    """The job failed: it waits, longer each time, and is parked after the last attempt."""
    due_at = None if job.attempts >= ATTEMPTS else max(now, timezone.now()) + RETRY_WAITS[job.attempts - 1]
    _held([job], worker).update(due_at=due_at, worker="", error=error)


def give_back(jobs: Sequence[Job], worker: str, now: datetime) -> None:
    """The worker stops before it began these jobs: they are due at once and nothing was tried."""
    _held(jobs, worker).update(due_at=now, worker="", attempts=F("attempts") - 1)


def lock_held(jobs: Sequence[Job], worker: str) -> list[Job]:
    """Return those of the jobs that are still ours, and keep them ours until the transaction ends."""
    keys = set(_held(jobs, worker).select_for_update().values_list("id", flat=True))
    return [job for job in jobs if job.id in keys]


def release_dead(now: datetime) -> int:
    """Free at once what dead processes of this place hold, instead of at the end of their lease; return how many."""
    place = _place()
    holders = Job.objects.filter(worker__startswith=f"{place}:").values_list("worker", flat=True).distinct()
    dead = [worker for worker in holders if not _lives(int(worker.rpartition(":")[2]))]
    return Job.objects.filter(worker__in=dead).update(due_at=now, worker="") if dead else 0


def _due(queue: str, now: datetime) -> list[Job]:
    found = list(Job.objects.filter(queue=queue, due_at__lte=now).order_by("due_at", "id")[:BATCH])
    if not found or found[0].outside or found[0].attempts:
        return found[:1]  # a job that failed or killed its worker runs alone, so that it cannot harm others
    return [job for job in found if not job.outside and not job.attempts]


def _held(jobs: Sequence[Job], worker: str) -> "QuerySet[Job]":
    return Job.objects.filter(id__in=[job.id for job in jobs], worker=worker)


def _lives(process: int) -> bool:
    if process == os.getpid():
        return False  # a namesake from before the restart: this process holds nothing yet
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _place() -> str:
    """One boot of one machine or container: inside it a process number names one process."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")[:8]
        return f"{boot}-{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return platform.node()
