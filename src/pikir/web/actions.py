"""Writes of the shell."""

from pikir.web.models import Reads

KEPT_DAYS = 90  # of counts minute by minute; nothing asks for more, and a busy square writes a row a page and minute


def forget_reads(now: float) -> int:
    """Delete counts older than KEPT_DAYS; return how many rows. ``now`` is in seconds since 1970, UTC."""
    return Reads.objects.filter(minute__lt=int(now // 60) - KEPT_DAYS * 24 * 60).delete()[0]
