"""What an author decides about the comments below a post: who writes them, how often, until when, what is put aside."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import Circle
from pikir.audit.actions import record
from pikir.posts.access import can_fold, can_rule_thread, rules_of
from pikir.posts.models import Post, ThreadRules
from pikir.posts.pages import touch_pages, touch_thread
from pikir.posts.restraints import Restraint, is_restrained
from pikir.posts.thread_kinds import SLOW_STEPS


def rule_thread(*, actor: Viewer, post: Post, comments_from: str, closed: bool, slow_seconds: int) -> None:
    """Decide about the comments on a post. An empty ``comments_from`` leaves it to the account's own choice.

    Raises PermissionDenied, or ValueError for a circle or a pause that is not offered.
    """
    if not can_rule_thread(actor, post):
        raise PermissionDenied
    if slow_seconds not in SLOW_STEPS:
        raise ValueError(f"no such pause: {slow_seconds}")
    circle = Circle(comments_from) if comments_from else ""
    with transaction.atomic():
        # Comments that are being written end first, or find what is decided here.
        post = Post.objects.select_for_update(of=("self",)).select_related("account", "thread_rules").get(id=post.id)
        closed = closed or is_restrained(Restraint.LOCK, post.id)
        closed_at = (rules_of(post).closed_at or timezone.now()) if closed else None
        chosen = {"comments_from": circle, "closed_at": closed_at, "slow_seconds": slow_seconds}
        ThreadRules.objects.update_or_create(post=post, defaults=chosen)
        record(actor=actor.user_id, verb="rule_thread", kind="post", object_id=post.id)
        touch_pages(post)


def fold_comment(*, actor: Viewer, comment: Post, folded: bool) -> None:
    """Put a comment behind a line that says who did it, or back. Everyone can still read it.

    Raises PermissionDenied.
    """
    if not can_fold(actor, comment):
        raise PermissionDenied
    with transaction.atomic():
        changed = Post.objects.filter(id=comment.id, folded_at__isnull=folded)
        if changed.update(folded_at=timezone.now() if folded else None):
            verb = "fold_comment" if folded else "unfold_comment"
            record(actor=actor.user_id, verb=verb, kind="post", object_id=comment.id)
            touch_thread(comment)
