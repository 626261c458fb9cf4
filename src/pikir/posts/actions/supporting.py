"""Supporting what somebody said, and taking it back. Each support counts once, in the same transaction."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.kernel.events import send
from pikir.posts.access import can_support
from pikir.posts.events import PostSupported
from pikir.posts.models import Post, Support
from pikir.posts.pages import touch_thread


def support_post(*, actor: Viewer, post: Post, at: datetime | None = None) -> None:
    """Support a post or comment that the actor is known to see; twice changes nothing. Raises PermissionDenied."""
    if not can_support(actor, post):
        raise PermissionDenied
    with transaction.atomic():
        row, made = Support.objects.get_or_create(
            account_id=actor.account_id, post=post, defaults={"at": at or timezone.now()}
        )
        if made:
            _count(post, 1)
            send(PostSupported(row.id))


def unsupport_post(*, actor: Viewer, post: Post) -> None:
    """Take one's support back; without one nothing changes."""
    with transaction.atomic():
        if Support.objects.filter(account_id=actor.account_id or 0, post=post).delete()[0]:
            _count(post, -1)


def _count(post: Post, change: int) -> None:
    Post.objects.filter(id=post.id).update(support_count=F("support_count") + change)
    touch_thread(post)
