"""Writing to the inner log."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from pikir.audit.models import Entry


def forget_words(*, kind: str, object_ids: Collection[int]) -> None:
    """Empty the reasons and data of what was done with things that are gone; who did what, and when, stays."""
    Entry.objects.filter(kind=kind, object_id__in=object_ids).update(reason="", data={})


def record(
    *, actor: int | None, verb: str, kind: str, object_id: int, reason: str = "", data: dict[str, Any] | None = None
) -> None:
    """Note an act inside the caller's transaction. ``actor`` is a user id, None for the system itself."""
    Entry.objects.create(
        actor_id=actor, verb=verb, kind=kind, object_id=object_id, reason=reason, data=data or {}, at=timezone.now()
    )
