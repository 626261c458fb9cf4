"""Sharing: with nothing but one's name, or with a word of one's own in a note that quotes."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pikir.accounts.access import Viewer, account_for_change, can_speak_as
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.posts.access import can_boost, can_detach, can_share_as
from pikir.posts.actions.moving import publish_post
from pikir.posts.actions.texts import TextError
from pikir.posts.actions.writing import Draft, start_post
from pikir.posts.events import PostBoosted, PostQuoted
from pikir.posts.gates import too_much
from pikir.posts.kinds import PostKind, State
from pikir.posts.models import Boost, Post, ShareRule
from pikir.posts.pages import touch_pages, touch_thread
from pikir.posts.thread_kinds import ShareCircle


def boost_post(*, actor: Viewer, account_id: int, post: Post) -> None:
    """Share a post with those who follow an account; twice changes nothing. Raises PermissionDenied."""
    if not can_boost(actor, post, account_id):
        raise PermissionDenied
    with transaction.atomic():
        row, made = Boost.objects.get_or_create(account_id=account_id, post=post, defaults={"at": timezone.now()})
        if made:
            _count(post, 1)
            _note(actor, account_id, post, "share_post")
            send(PostBoosted(row.id))


def unboost_post(*, actor: Viewer, account_id: int, post: Post) -> None:
    """Share a post no longer; what was not shared stays as it is. Raises PermissionDenied."""
    if account_id not in actor.operates:
        raise PermissionDenied
    with transaction.atomic():
        if Boost.objects.filter(account_id=account_id, post=post).delete()[0]:
            _count(post, -1)
            _note(actor, account_id, post, "unshare_post")


def _note(actor: Viewer, account_id: int, post: Post, verb: str) -> None:
    """Put a share into the inner log of an organisation; what people share for themselves stands in no log."""
    if account_id != actor.account_id:
        record(actor=actor.user_id, verb=verb, kind="post", object_id=post.id, account_id=account_id)


def quote_post(*, actor: Viewer, account_id: int, post: Post, source: str, at: datetime | None = None) -> Post:
    """Publish a note that shows a post below its own words. Raises PermissionDenied or TextError.

    ``at`` is given by demo content: the original moment.
    """
    if not can_share_as(actor, post, account_id):
        raise PermissionDenied
    with transaction.atomic():
        note = start_post(actor=actor, account_id=account_id, draft=Draft(kind=PostKind.NOTE, source=source), at=at)
        if words := too_much(note):
            raise TextError(words)
        note.quote_of = post
        note.save(update_fields=["quote_of"])
        publish_post(actor=actor, post=note, at=at)
        if note.state == State.PUBLISHED:
            send(PostQuoted(note.id))
    return note


def detach_quote(*, actor: Viewer, quoting: Post) -> None:
    """Take what one said out of a post that quotes it, for good. Raises PermissionDenied."""
    if not can_detach(actor, quoting, quoting.quote_of):
        raise PermissionDenied
    with transaction.atomic():
        Post.objects.filter(id=quoting.id).update(quote_detached=True)
        record(actor=actor.user_id, verb="detach_quote", kind="post", object_id=quoting.id)
        touch_pages(quoting)


def choose_sharing(*, actor: Viewer, account_id: int, circle: str) -> None:
    """Keep who may share and quote what an account says from now on."""
    if not can_speak_as(actor, account_id):
        raise PermissionDenied
    with transaction.atomic():
        account_for_change(account_id)
        ShareRule.objects.update_or_create(account_id=account_id, defaults={"circle": ShareCircle(circle)})
        record(actor=actor.user_id, verb="choose_sharing", kind="account", object_id=account_id)


def _count(post: Post, change: int) -> None:
    Post.objects.filter(id=post.id).update(boost_count=F("boost_count") + change)
    touch_thread(post)
