"""Schedules as rows. What was missed while the square stood still is caught up once, in the order it was planned."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pikir.jobs.models import Schedule
from pikir.kernel.schedules import plans


def store_plans(now: datetime) -> None:
    """Make the rows follow the code: new plans begin, changed ones begin anew, those no longer planned go away."""
    current, zone = plans(), timezone.get_default_timezone()
    with transaction.atomic():
        Schedule.objects.exclude(name__in=current).delete()
        known = dict(Schedule.objects.values_list("name", "plan"))
        for plan in current.values():
            if known.get(plan.name) != str(plan):
                first = now if plan.at_once and plan.name not in known else plan.next_after(now, zone)
                fields = {"plan": str(plan), "next_at": first}
                Schedule.objects.update_or_create(name=plan.name, defaults=fields)


def enqueue_due(now: datetime) -> int:
    """Enqueue every task whose time has come, once however often it was missed; return how many."""
    known, zone, count = plans(), timezone.get_default_timezone(), 0
    for row in Schedule.objects.filter(next_at__lte=now, name__in=known).order_by("next_at", "name"):
        plan = known[row.name]
        with transaction.atomic():
            mine = Schedule.objects.filter(name=row.name, next_at=row.next_at)
            if mine.update(next_at=plan.next_after(now, zone), last_at=now):  # else another worker was faster
                plan.task.using(run_after=row.next_at).enqueue()
                count += 1
    return count
