"""Writes of the shell."""

from django.db import transaction
from django.db.models import F

from pikir.web.models import Reads, Tally
from pikir.web.reads import Counts, add_reads

HOURS_KEPT = 35 * 24  # of counts hour by hour: what is asked of the last weeks; then they stand by day
DAYS_KEPT = 400  # of counts day by day: a year can be compared with the one before
FOLDED = 2_000  # rows at a time, so that nobody waits long to write


def fold_reads(now: float) -> int:
    """Put old counts of a day together and delete the oldest; return how many rows. ``now`` is seconds since 1970."""
    hour = int(now // 3600)
    gone: int = Reads.objects.filter(hour__lt=hour - DAYS_KEPT * 24).delete()[0]
    while rows := _fold_some(hour - HOURS_KEPT):
        gone += rows
    return gone


def forget_tallies(now: float) -> int:
    """Delete the tallies whose time is over; return how many. ``now`` is seconds since 1970."""
    gone: int = Tally.objects.filter(until__lte=int(now)).delete()[0]
    return gone


def _fold_some(before: int) -> int:
    with transaction.atomic():
        hourly = Reads.objects.filter(hour__lt=before).annotate(of_day=F("hour") % 24).exclude(of_day=0)
        rows = list(hourly.order_by("hour")[:FOLDED].values_list("id", "path", "hour", "source", "count"))
        counts: Counts = Counts()
        for _id, path, hour, source, count in rows:
            counts[path, hour - hour % 24, source] += count
        Reads.objects.filter(id__in=[row[0] for row in rows]).delete()
        add_reads(counts)
    return len(rows)
