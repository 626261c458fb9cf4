"""Reading the inner log."""

from datetime import datetime

from pikir.audit.models import Entry
from pikir.web.keyset import Page, page_before


def entries_of(*, kind: str, object_id: int, limit: int = 50) -> list[Entry]:
    """Return the newest acts on one thing, newest first, at most ``limit``."""
    return list(Entry.objects.filter(kind=kind, object_id=object_id).order_by("-id")[:limit])


def count_acts(*, kind: str, object_id: int, verb: str, since: datetime) -> int:
    """Return how often something was done to one thing since a moment."""
    return Entry.objects.filter(kind=kind, object_id=object_id, verb=verb, at__gte=since).count()


def newest_entries(*, before: int | None = None, limit: int = 50) -> Page[Entry]:
    """Return the newest acts of all, newest first."""
    return page_before(Entry.objects.all(), key="id", before=before, limit=limit)
