"""Moving a post from state to state along ``kinds.TRANSITIONS``; no other code writes ``state`` of an existing post."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.ids import SPAN, id_of, make_id
from pikir.posts.access import can_decide, can_moderate, needs_review
from pikir.posts.events import PostMoved, PostPublished
from pikir.posts.gates import too_much, waits
from pikir.posts.kinds import REASON_LENGTH, SCHEDULE_DAYS, TRANSITIONS, State
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages


class MoveError(ValueError):
    """The post cannot go that way; the message is for whoever tried."""


def publish_post(*, actor: Viewer, post: Post, at: datetime | None = None) -> Post:
    """Make a draft or a scheduled post public now. ``at`` is given by imports and demo content: the original moment.

    Raises PermissionDenied, also for whose texts wait for an editor, or MoveError.
    """
    _require_author(actor, post)
    require(not needs_review(actor, post))
    return make_public(post, actor_id=actor.user_id, at=at)


def schedule_post(*, actor: Viewer, post: Post, publish_at: datetime) -> Post:
    """Have a draft published at a moment to come. Raises MoveError when it is past or too far."""
    _require_author(actor, post)
    require(not needs_review(actor, post))
    if publish_at <= timezone.now():
        raise MoveError(_("Choose a moment in the future."))
    if publish_at > timezone.now() + timedelta(days=SCHEDULE_DAYS):
        raise MoveError(_("Choose a moment within a year."))
    with transaction.atomic():
        move(post, "schedule", actor_id=actor.user_id, publish_at=publish_at)
    return post


def unschedule_post(*, actor: Viewer, post: Post) -> Post:
    """Make a scheduled post a draft again."""
    _require_author(actor, post)
    with transaction.atomic():
        move(post, "unschedule", actor_id=actor.user_id, publish_at=None)
    return post


def publish_due_posts(*, now: datetime, limit: int = 100) -> int:
    """Publish the scheduled posts whose moment has come, oldest first, as of that moment; return how many.

    Safe to run twice.
    """
    due = Post.objects.filter(state=State.SCHEDULED, publish_at__lte=now, account__state="active").with_authors()
    published = 0
    for post in due.order_by("publish_at")[:limit]:
        try:
            make_public(post, actor_id=None, at=post.publish_at)
        except MoveError:  # published or taken back by its author in the meantime
            continue
        published += 1
    return published


def withdraw_post(*, actor: Viewer, post: Post) -> Post:
    """Let the author take back what is public, or waits for a look; its address then says so."""
    _require_author(actor, post)
    with transaction.atomic():
        was_public = post.state == State.PUBLISHED
        move(post, "withdraw", actor_id=actor.user_id)
        count_in_thread(post, -1 if was_public else 0)
    return post


def hide_post(*, actor: Viewer, post: Post, reason: str) -> Post:
    """Take a post out of public view; the author still sees it with the reason, and it can be restored."""
    return _take_down(actor, post, "hide", reason)


def remove_post(*, actor: Viewer, post: Post, reason: str) -> Post:
    """Take a post out of public view for good, but for an appeal."""
    return _take_down(actor, post, "remove", reason)


def restore_post(*, actor: Viewer, post: Post, reason: str) -> Post:
    """Put a post that was taken down back in its old place of every list, or let one that was held out to its place."""
    return _take_down(actor, post, "restore", reason)


def _require_author(actor: Viewer, post: Post) -> None:
    require(can_decide(actor, post))


def make_public(post: Post, *, actor_id: int | None, at: datetime | None) -> Post:
    """Publish a draft, or hold it where a gate says so; the right is the caller's matter. Raises MoveError."""
    if words := too_much(post):
        raise MoveError(words)
    moment = at or timezone.now()
    listed = make_id() if at is None else id_of(at, post.id % SPAN)
    with transaction.atomic():
        if not post.listed_at_id and waits(post):
            move(post, "hold", actor_id=actor_id, publish_at=None)
            return post
        move(
            post,
            "publish",
            actor_id=actor_id,
            published_at=post.published_at or moment,
            listed_at_id=post.listed_at_id or listed,
            publish_at=None,
        )
        send(PostPublished(post.id, comment=post.is_comment))
    return post


def _take_down(actor: Viewer, post: Post, verb: str, reason: str) -> Post:
    require(can_moderate(actor, post))
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise MoveError(_("Give the reason: the author will read it."))
    was_public = post.state == State.PUBLISHED
    place = {"published_at": post.published_at or post.created_at, "listed_at_id": post.listed_at_id or post.id}
    fields = {"state_reason": "", **place} if verb == "restore" else {"state_reason": reason}
    with transaction.atomic():
        move(post, verb, actor_id=actor.user_id, reason=reason, **fields)
        count_in_thread(post, (post.state == State.PUBLISHED) - was_public)
    return post


def move(post: Post, verb: str, *, actor_id: int | None, reason: str = "", **fields: Any) -> None:
    """Write the new state if the post is still where the way begins; the log entry and the event go with it."""
    way = TRANSITIONS[verb]
    if post.state not in way.sources:
        raise MoveError(_("This cannot be done with the post as it is now."))
    fields |= {"state": way.target, "updated_at": timezone.now()}
    if not Post.objects.filter(id=post.id, state=post.state).update(**fields):
        raise MoveError(_("Somebody changed this post a moment ago. Look at it again."))
    for name, value in fields.items():
        setattr(post, name, value)
    record(
        actor=actor_id, verb=f"{verb}_post", kind="post", object_id=post.id, account_id=post.account_id, reason=reason
    )
    send(PostMoved(post.id, verb))
    touch_pages(post)


def count_in_thread(post: Post, change: int) -> None:
    """Count a comment in or out at its root."""
    if post.root_id and change:
        Post.objects.filter(id=post.root_id).update(reply_count=F("reply_count") + change)
