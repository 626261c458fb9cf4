"""Keeping what stands in an open composer. Nobody else sees it; the inner log has none of it."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pikir.accounts.access import Viewer, require
from pikir.posts.access import can_edit
from pikir.posts.copies import Copy, Mark
from pikir.posts.kinds import COPIES_KEPT, COPY_DAYS, COPY_LENGTH
from pikir.posts.models import Post


class CopyError(ValueError):
    """A copy cannot be kept like this; the message is a word for the script.

    ``closed``: the text was sent or dropped. ``taken``: another window went on with it. ``full``: there are too many.
    ``long``: it is longer than any text may be.
    """


def keep_copy(
    *, actor: Viewer, post: Post | None, mark: Mark, values: dict[str, Any], at: datetime | None = None
) -> Copy:
    """Keep what a window holds, for a new text or for changes of ``post``, and publish nothing of it.

    A save that comes twice, or after a later one of the same window, changes nothing. Raises CopyError, or
    PermissionDenied.
    """
    require(actor.signed_in and not actor.suspended)
    account_id = actor.account_id or 0
    if post is not None and not can_edit(actor, post):
        raise PermissionDenied
    if len(json.dumps(values, ensure_ascii=False)) > COPY_LENGTH:
        raise CopyError("long")
    held = {"values": values, "window": mark.window, "step": mark.step, "saved_at": at or timezone.now()}
    with transaction.atomic():
        rows = Copy.objects.select_for_update()
        copy, fresh = rows.get_or_create(account_id=account_id, key=mark.key, defaults=held | {"post": post})
        if fresh:
            _require_room(account_id)
            return copy
        _require_turn(copy, post, mark)
        if copy.window == mark.window and copy.step >= mark.step:
            return copy
        for name, value in held.items():
            setattr(copy, name, value)
        copy.save(update_fields=list(held))
    return copy


def close_copy(*, actor: Viewer, key: str, at: datetime | None = None) -> None:
    """Let go of what a window held: it was sent, or its writer drops it. The name stays closed."""
    if not key:
        return
    emptied = {"values": {}, "closed": True, "saved_at": at or timezone.now()}
    require(actor.signed_in)
    Copy.objects.update_or_create(account_id=actor.account_id or 0, key=key, defaults=emptied)


def forget_copies(*, now: datetime) -> int:
    """Delete copies that nobody touched for the term; return how many."""
    deleted, _ = Copy.objects.filter(saved_at__lt=now - timedelta(days=COPY_DAYS)).delete()
    return deleted


def _require_room(account_id: int) -> None:
    if Copy.objects.filter(account_id=account_id, closed=False).count() > COPIES_KEPT:
        raise CopyError("full")


def _require_turn(copy: Copy, post: Post | None, mark: Mark) -> None:
    """Raise CopyError unless this window wrote the copy last, or began with it as it is now."""
    if copy.closed:
        raise CopyError("closed")
    if copy.post_id != (post.id if post else None):
        raise CopyError("taken")
    if copy.window != mark.window and copy.stamp != mark.base:
        raise CopyError("taken")
