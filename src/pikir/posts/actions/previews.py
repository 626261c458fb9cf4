"""Secret addresses for reviewers of a text that is not public yet."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer
from pikir.audit.actions import record
from pikir.posts.access import can_preview
from pikir.posts.kinds import PREVIEW_DAYS, PREVIEWS_KEPT
from pikir.posts.life import PreviewLink, digest_of
from pikir.posts.models import Post

_BYTES = 24  # 192 bits: nobody guesses it, so nothing need slow them down


class PreviewError(ValueError):
    """No address can be made; the message is for the author."""


def make_preview(*, actor: Viewer, post: Post, at: datetime | None = None) -> str:
    """Make a secret address and return its secret, which is kept nowhere. Raises PermissionDenied or PreviewError."""
    if not can_preview(actor, post):
        raise PermissionDenied
    now = at or timezone.now()
    token = secrets.token_urlsafe(_BYTES)
    with transaction.atomic():
        Post.objects.select_for_update().get(id=post.id)  # two at a time are counted one after the other
        links = PreviewLink.objects.filter(post=post)
        if links.filter(until__gt=now).count() >= PREVIEWS_KEPT:
            raise PreviewError(_("There are %(maximum)d addresses. End one first.") % {"maximum": PREVIEWS_KEPT})
        until = now + timedelta(days=PREVIEW_DAYS)
        PreviewLink.objects.create(post=post, digest=digest_of(token), made_at=now, until=until)
        record(actor=actor.user_id, verb="make_preview", kind="post", object_id=post.id)
    return token


def revoke_preview(*, actor: Viewer, post: Post, link_id: int) -> None:
    """End an address at once. Raises PermissionDenied."""
    if not can_preview(actor, post):
        raise PermissionDenied
    with transaction.atomic():
        if PreviewLink.objects.filter(post=post, id=link_id).delete()[0]:
            record(actor=actor.user_id, verb="revoke_preview", kind="post", object_id=post.id)


def forget_previews(*, now: datetime) -> int:
    """Delete addresses whose term has passed; return how many."""
    return PreviewLink.objects.filter(until__lte=now).delete()[0]
