"""Answering a post."""

import math
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, can_speak_as
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.ids import SPAN, id_of
from pikir.kernel.languages import guess_language
from pikir.posts.access import can_answer, can_comment_as, rules_of
from pikir.posts.actions.texts import TextError, check_text, render_into
from pikir.posts.actions.writing import writer_for
from pikir.posts.events import PostMoved, PostPublished
from pikir.posts.gates import too_much, waits
from pikir.posts.kinds import PostKind, State
from pikir.posts.models import Post, ThreadRules
from pikir.posts.pages import touch_pages
from pikir.posts.rendering import clean_source
from pikir.posts.thread_kinds import Stance
from pikir.web.inserts import insert
from pikir.web.rates.waits import wait_words
from pikir.web.statements import Statement


def add_comment(
    *,
    actor: Viewer,
    account_id: int,
    reply_to: Post,
    source: str,
    stance: str = "",
    language: str = "",
    at: datetime | None = None,
    count: Callable[[], None] | None = None,
) -> Post:
    """Publish a comment on a post or on another comment that the actor is known to see.

    It is seen by whom the root is seen. ``count`` counts it in the transaction of the comment, so that both are one
    write and only what is said is counted; what it raises ends the act. Raises PermissionDenied, or TextError for a
    text that is empty, too long, or too soon after the last where the author of the root asks for a pause.
    """
    if not can_speak_as(actor, account_id) or not can_answer(actor, reply_to):
        raise PermissionDenied
    now = at or timezone.now()
    root = reply_to.root or reply_to
    source = clean_source(source)
    post = Post(
        account_id=account_id,
        writer_id=writer_for(actor, account_id),
        kind=PostKind.COMMENT,
        language=language or guess_language(source, actor.language or root.language),
        source=source,
        state=State.PUBLISHED,
        visibility=root.visibility,
        reply_to=reply_to,
        root=root,
        stance=Stance(stance) if stance else "",
        audience_id=root.audience_id,
        created_at=now,
        updated_at=now,
        published_at=now,
    )
    check_text(post)
    if at is not None:
        post.id = id_of(at, post.id % SPAN)
    post.listed_at_id = post.id
    render_into(post)
    if words := too_much(post):
        raise TextError(words)
    held = waits(post)
    with transaction.atomic():
        _count_reply(root)
        _keep_the_rules(post, root, actor)
        _keep_the_pause(post, root, now)
        if held:
            _hold(post, root, actor.user_id)
        else:
            _publish(post, actor.user_id)
        if count is not None:
            count()  # last: others of the same address wait for it until the commit
    return post


def _publish(post: Post, actor_id: int | None) -> None:
    insert(post)
    if post.writer_id:  # what somebody says for themselves stands there with their name
        record(actor=actor_id, verb="comment", kind="post", object_id=post.id, account_id=post.account_id)
    send(PostPublished(post.id, comment=True))
    touch_pages(post)


# Written out because every comment comes through here: the ORM takes ten times as long.
_COUNT = "UPDATE posts_post SET reply_count = reply_count + 1 WHERE id = %s AND state = 'published'"


def _count_reply(root: Post) -> None:
    """Count the comment. The root may have been taken down since it was read: then there is nothing left to answer."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [root.id])
        if not cursor.rowcount:
            raise PermissionDenied


def _hold(post: Post, root: Post, actor_id: int | None) -> None:
    """Keep a comment that waits for a look: it has its place, is not counted, and nobody is told of it yet."""
    post.state, post.published_at = State.HELD, None
    insert(post)
    Post.objects.filter(id=root.id).update(reply_count=F("reply_count") - 1)
    record(actor=actor_id, verb="hold_post", kind="post", object_id=post.id, account_id=post.account_id)
    send(PostMoved(post.id, "hold"))


def _keep_the_rules(post: Post, root: Post, actor: Viewer) -> None:
    """Raise PermissionDenied unless those who are answered let the account and who acts for it in now.

    Whoever changes the rules locks the root first, as counting the comment does, so they cannot change until it stands.
    """
    root.thread_rules = _RULES.first(root.id) or ThreadRules(post=root)
    for account_id in {post.account_id, actor.account_id or 0}:
        if not can_comment_as(account_id, post.reply_to or root):
            raise PermissionDenied


_RULES = Statement[ThreadRules](lambda root_id: ThreadRules.objects.filter(post_id=root_id))


def _keep_the_pause(post: Post, root: Post, now: datetime) -> None:
    """Raise TextError when the account's last comment below the root, whatever became of it, is too fresh."""
    pause = rules_of(root).slow_seconds
    if not pause or post.account_id == root.account_id:
        return
    mine = Post.objects.filter(root=root, account_id=post.account_id)
    last = mine.order_by("-created_at").values_list("created_at", flat=True).first()
    left = math.ceil(pause - (now - last).total_seconds()) if last else 0
    if left <= 0:
        return
    raise TextError(
        _("The author asks for a pause between two comments. Send it again after: %(wait)s.")
        % {"wait": wait_words(left)}
    )
