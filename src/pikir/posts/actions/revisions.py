"""Keeping what a published text said before, and taking one such text out of the history."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer
from pikir.audit.actions import record
from pikir.kernel.text import strip_controls
from pikir.posts.access import can_moderate
from pikir.posts.actions.texts import TextError
from pikir.posts.kinds import NOTE_OF_CHANGE_LENGTH, REASON_LENGTH
from pikir.posts.life import Revision
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages

_KEPT = ("title", "lead", "source", "language", "cover")


def keep_revision(earlier: Post, later: Post, *, by: int | None, note: str, at: datetime) -> Revision | None:
    """Keep the earlier text if the later one differs, inside the caller's transaction; return what is kept.

    The caller holds the row of the post, so two changes at a time get one number after the other.
    """
    if all(getattr(earlier, name) == getattr(later, name) for name in _KEPT):
        return None
    return Revision.objects.create(
        post=earlier,
        number=Revision.objects.filter(post=earlier).count() + 1,
        by_id=by,
        at=at,
        note=strip_controls(note)[:NOTE_OF_CHANGE_LENGTH],
        **{name: getattr(earlier, name) for name in _KEPT},
    )


def hide_revision(*, actor: Viewer, revision: Revision, reason: str) -> None:
    """Let staff take one earlier text out of the history, as when it holds somebody's personal data.

    Raises PermissionDenied, or TextError when the reason is missing.
    """
    if not can_moderate(actor, revision.post):
        raise PermissionDenied
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise TextError(_("Give the reason: it will stand in the history."))
    with transaction.atomic():
        Revision.objects.filter(id=revision.pk).update(hidden_reason=reason)
        record(actor=actor.user_id, verb="hide_revision", kind="post", object_id=revision.post_id, reason=reason)
        touch_pages(revision.post)
