"""Answering a post."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pikir.accounts.access import Viewer, can_speak_as
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.ids import SPAN, id_of
from pikir.kernel.languages import guess_language
from pikir.posts.access import can_comment, can_comment_as
from pikir.posts.actions.texts import check_text, render_into
from pikir.posts.actions.writing import writer_for
from pikir.posts.events import PostPublished
from pikir.posts.kinds import PostKind, State
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages
from pikir.posts.rendering import clean_source


def add_comment(
    *, actor: Viewer, account_id: int, reply_to: Post, source: str, language: str = "", at: datetime | None = None
) -> Post:
    """Publish a comment on a post or on another comment that the actor is known to see.

    It is seen by whom the root is seen. Raises PermissionDenied, or TextError for a text that is empty or too long.
    """
    if not can_speak_as(actor, account_id) or not can_comment(actor, reply_to):
        raise PermissionDenied
    if account_id != actor.account_id and not can_comment_as(account_id, reply_to):
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
    with transaction.atomic():
        # The root may have been taken down since it was read: then there is nothing left to answer.
        counted = Post.objects.filter(id=root.id, state=State.PUBLISHED).update(reply_count=F("reply_count") + 1)
        if not counted:
            raise PermissionDenied
        post.save(force_insert=True)
        if post.writer_id:  # what somebody says for themselves stands there with their name
            record(actor=actor.user_id, verb="comment", kind="post", object_id=post.id, account_id=account_id)
        send(PostPublished(post.id))
        touch_pages(post)
    return post
