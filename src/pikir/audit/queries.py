"""Reading the inner log."""

from pikir.audit.models import Entry


def entries_of(*, kind: str, object_id: int, limit: int = 50) -> list[Entry]:
    """Return the newest acts on one thing, newest first, at most ``limit``."""
    return list(Entry.objects.filter(kind=kind, object_id=object_id).order_by("-id")[:limit])


def newest_entries(*, before: int | None = None, limit: int = 50) -> list[Entry]:
    """Return the newest acts of all, newest first; ``before`` is the id at which the previous page ended."""
    found = Entry.objects.order_by("-id")
    if before is not None:
        found = found.filter(id__lt=before)
    return list(found[:limit])
