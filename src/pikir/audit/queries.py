"""Reading the inner log."""

from pikir.audit.models import Entry
from pikir.web.keyset import Page, page_before


def entries_for(*, account_id: int, before: int | None = None, limit: int = 50) -> Page[Entry]:
    """Return what was done in the name of an account and to it, newest first."""
    return page_before(Entry.objects.filter(account_id=account_id), key="id", before=before, limit=limit)


def entries_of(*, kind: str, object_id: int, limit: int = 50) -> list[Entry]:
    """Return the newest acts on one thing, newest first, at most ``limit``."""
    return list(Entry.objects.filter(kind=kind, object_id=object_id).order_by("-id")[:limit])


def newest_entries(*, before: int | None = None, limit: int = 50) -> Page[Entry]:
    """Return the newest acts of all, newest first."""
    return page_before(Entry.objects.all(), key="id", before=before, limit=limit)
