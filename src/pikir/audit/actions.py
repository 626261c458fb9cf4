"""Writing to the inner log."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from pikir.audit.models import Entry
from pikir.web.inserts import insert


def forget_words(*, kind: str, object_ids: Collection[int]) -> None:
    """Empty the reasons and data of what was done with things that are gone; who did what, and when, stays."""
    Entry.objects.filter(kind=kind, object_id__in=object_ids).update(reason="", data={})


def record(
    *,
    actor: int | None,
    verb: str,
    kind: str,
    object_id: int,
    account_id: int | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    """Note an act inside the caller's transaction. ``actor`` is a user id, None for the system itself.

    ``account_id`` is the account in whose name it was done or whose thing it was done to; what is done to an account
    belongs to that account.
    """
    entry = Entry(
        actor_id=actor,
        verb=verb,
        kind=kind,
        object_id=object_id,
        account_id=object_id if kind == "account" else account_id,
        reason=reason,
        data=data or {},
        at=timezone.now(),
    )
    insert(entry)
