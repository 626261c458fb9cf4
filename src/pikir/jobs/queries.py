"""What the operator's desk shows of jobs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from pikir.jobs.models import Job, Schedule
from pikir.web.keyset import Page, page_before

PARKED_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class JobCounts:
    """How many jobs are in which state. ``oldest_due`` is since when the longest waiting one could have run."""

    waiting: int
    running: int
    parked: int
    oldest_due: datetime | None


def count_jobs() -> JobCounts:
    """Count the jobs by state, in one query."""
    waiting, parked = Q(worker="", due_at__isnull=False), Q(due_at=None)
    return JobCounts(
        **Job.objects.aggregate(
            waiting=Count("id", filter=waiting),
            running=Count("id", filter=~Q(worker="")),
            parked=Count("id", filter=parked),
            oldest_due=Min("due_at", filter=waiting),
        )
    )


def parked_jobs(*, before: int | None = None, limit: int = PARKED_PAGE) -> Page[Job]:
    """Jobs that failed too often, the newest first, from before the key ``before``."""
    return page_before(Job.objects.parked(), key="id", before=before, limit=limit)


def all_schedules() -> list[Schedule]:
    """Every schedule, the next to run first."""
    return list(Schedule.objects.order_by("next_at", "name"))
