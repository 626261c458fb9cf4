"""Texts of an organisation's writers wait for one of its editors, where its owners want it so."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, can_set_review, can_speak_as, require
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.queries import operators_of
from pikir.audit.actions import record
from pikir.posts import life_notices
from pikir.posts.access import can_review, can_sign
from pikir.posts.actions.moving import publish_post
from pikir.posts.kinds import REASON_LENGTH, State
from pikir.posts.life import Review, ReviewRule
from pikir.posts.models import Post


class ReviewError(ValueError):
    """It cannot be decided so; the message is for the editor."""


def set_review_rule(*, actor: Viewer, account_id: int, wanted: bool) -> None:
    """Say whether texts of those who only write for an account wait for an editor. Raises PermissionDenied."""
    require(can_set_review(actor, account_id))
    with transaction.atomic():
        if wanted:
            ReviewRule.objects.get_or_create(account_id=account_id)
        else:
            ReviewRule.objects.filter(account_id=account_id).delete()
        verb = "start_review" if wanted else "end_review"
        record(actor=actor.user_id, verb=verb, kind="account", object_id=account_id)


def send_for_review(*, actor: Viewer, post: Post) -> Review:
    """Let a draft wait for an editor, who is told; sent again, it waits anew. Raises PermissionDenied."""
    require(can_speak_as(actor, post.account_id) and post.state == State.DRAFT and not post.is_comment)
    with transaction.atomic():
        Post.objects.select_for_update().get(id=post.id)  # pressed twice, it waits once
        Review.objects.filter(post=post).delete()
        row = Review.objects.create(post=post, asked_by_id=actor.user_id, asked_at=timezone.now())
        _note(actor, "send_for_review", post)
        judges = (OperatorRole.OWNER, OperatorRole.EDITOR)
        editors = {one.user_id for one in operators_of(post.account_id) if one.role in judges}
        life_notices.tell_editors(row, editors - {actor.user_id}, actor.account_id)
    return row


def approve_review(*, actor: Viewer, row: Review, seen: str) -> Post:
    """Publish a draft that waits. ``seen`` is when the text that the editor read was last changed, in ISO format.

    Raises PermissionDenied, ReviewError when the text was changed meanwhile or is the editor's own, or MoveError.
    """
    require(can_review(actor, row.post.account_id))
    with transaction.atomic():
        post = _waiting(row)
        if not can_sign(actor, post):
            raise ReviewError(_("Somebody else signs this text: you wrote in it yourself."))
        if post.updated_at.isoformat() != seen:
            raise ReviewError(_("The text was changed meanwhile. Read it again."))
        _note(actor, "sign_post", post)
        published = publish_post(actor=actor, post=post)
        Review.objects.filter(id=row.pk).delete()
        life_notices.tell_approved(published, row.asked_by_id)
    return published


def send_back(*, actor: Viewer, row: Review, remark: str) -> None:
    """Give a draft back to its writer with a remark. Raises PermissionDenied, or ReviewError without a remark."""
    require(can_review(actor, row.post.account_id))
    remark = remark.strip()[:REASON_LENGTH]
    if not remark:
        raise ReviewError(_("Say what should be done: the writer will read it."))
    with transaction.atomic():
        _waiting(row)
        Review.objects.filter(id=row.pk).update(returned_at=timezone.now(), remark=remark)
        _note(actor, "send_back", row.post)
        life_notices.tell_sent_back(row)


def _note(actor: Viewer, verb: str, post: Post) -> None:
    record(actor=actor.user_id, verb=verb, kind="post", object_id=post.id, account_id=post.account_id)


def _waiting(row: Review) -> Post:
    """Return the post, locked, while it waits in this very review. Raises PermissionDenied."""
    post = Post.objects.select_for_update(of=("self",)).select_related("account").filter(id=row.post_id).first()
    if post is None or not Review.objects.filter(id=row.pk, returned_at=None).exists():
        raise PermissionDenied
    return post
