"""What authors say publicly about their own published texts. Nothing else of the post moves."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer
from pikir.audit.actions import record
from pikir.kernel.text import strip_controls
from pikir.posts import life_notices
from pikir.posts.access import can_correct
from pikir.posts.kinds import CORRECTION_LENGTH, CORRECTIONS_KEPT, NoticeKind, State
from pikir.posts.life import Correction
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages


class CorrectionError(ValueError):
    """The notice cannot be put there; the message is for its author."""


def correct_post(*, actor: Viewer, post: Post, words: str, at: datetime | None = None) -> Correction:
    """Put a dated correction at the head of a published text. Raises PermissionDenied or CorrectionError."""
    return _add(actor, post, NoticeKind.CORRECTION, words, at)


def retract_post(*, actor: Viewer, post: Post, words: str, at: datetime | None = None) -> Correction:
    """Say for good that the author no longer stands by a text. It stays to be read and leaves the front page.

    Raises PermissionDenied or CorrectionError.
    """
    return _add(actor, post, NoticeKind.RETRACTION, words, at)


def _add(actor: Viewer, post: Post, kind: NoticeKind, words: str, at: datetime | None) -> Correction:
    if not can_correct(actor, post):
        raise PermissionDenied
    words = strip_controls(words)[:CORRECTION_LENGTH]
    if not words:
        raise CorrectionError(_("Say what was wrong."))
    now = at or timezone.now()
    with transaction.atomic():
        fresh = Post.objects.select_for_update().filter(id=post.id, state=State.PUBLISHED).first()
        if fresh is None:  # taken down or back in the meantime
            raise PermissionDenied
        if kind == NoticeKind.RETRACTION and fresh.retracted_at:
            raise CorrectionError(_("The text is retracted already."))
        if Correction.objects.filter(post=fresh).count() >= CORRECTIONS_KEPT:
            raise CorrectionError(_("There is no room for another correction. Write a new text."))
        made = Correction.objects.create(post=fresh, kind=kind, words=words, by_id=actor.user_id, at=now)
        post.corrected_at = now
        post.retracted_at = now if kind == NoticeKind.RETRACTION else fresh.retracted_at
        Post.objects.filter(id=post.id).update(corrected_at=now, retracted_at=post.retracted_at)
        record(actor=actor.user_id, verb=f"add_{kind.value}", kind="post", object_id=post.id)
        life_notices.tell_corrected(made, post.account_id)
        touch_pages(post)
    return made
