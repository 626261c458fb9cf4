"""What a decision changes in a post beside its state. Whoever calls has the right; the change is written here."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.posts.events import PostMoved
from pikir.posts.models import Post, ThreadRules
from pikir.posts.pages import touch_pages


def set_reach(*, post: Post, visibility: str, by: int | None, reason: str) -> None:
    """Let a published post stand in lists or be found by its address alone."""
    _change(post, "set_reach", by, reason, visibility=visibility)


def set_cover(*, post: Post, cover: str, by: int | None, reason: str) -> None:
    """Put a warning over a post, or in the place of the one it has; empty takes it away."""
    _change(post, "set_cover", by, reason, cover=cover)


def set_closed(*, post: Post, closed_at: datetime | None, by: int | None, reason: str) -> None:
    """Close the comments below a post, or let them be as they were."""
    with transaction.atomic():
        Post.objects.select_for_update(of=("self",)).get(id=post.id)  # as in ``rule_thread``
        ThreadRules.objects.update_or_create(post=post, defaults={"closed_at": closed_at})
        _note(post, "set_closed", by, reason)


def set_off_front(*, post: Post, by: int | None, reason: str) -> None:
    """Have the front page laid out anew, now that a post is barred from it or no longer."""
    with transaction.atomic():
        _note(post, "set_off_front", by, reason)


def _change(post: Post, verb: str, by: int | None, reason: str, **fields: Any) -> None:
    with transaction.atomic():
        Post.objects.filter(id=post.id).update(updated_at=timezone.now(), **fields)
        for name, value in fields.items():
            setattr(post, name, value)
        _note(post, verb, by, reason)


def _note(post: Post, verb: str, by: int | None, reason: str) -> None:
    record(actor=by, verb=verb, kind="post", object_id=post.id, account_id=post.account_id, reason=reason)
    send(PostMoved(post.id, verb))
    touch_pages(post)
