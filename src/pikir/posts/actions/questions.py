"""Posts of kind question: their own room decides who asks and what becomes of them; here stands the text."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.kernel.text import strip_controls
from pikir.posts.actions.moving import MoveError, make_public
from pikir.posts.actions.tagging import tag_post
from pikir.posts.actions.texts import (
    TEXT_FIELDS,
    TextError,
    check_text,
    link_pictures,
    render_into,
    take_along,
)
from pikir.posts.actions.writing import Draft
from pikir.posts.gates import too_much
from pikir.posts.kinds import State
from pikir.posts.models import Post, PostPicture
from pikir.posts.pages import touch_pages
from pikir.posts.rendering import clean_source


def ask_in_public(
    *, account_id: int, keeper_id: int, audience_id: int, draft: Draft, at: datetime | None = None
) -> Post:
    """Publish the text of a question, or hold it for a look, as the gates say. The right is the caller's matter.

    ``keeper_id`` is the account whose pictures it may show, ``audience_id`` the office that is asked. Raises TextError.
    """
    now = at or timezone.now()
    post = Post(
        account_id=account_id,
        audience_id=audience_id,
        kind=draft.kind,
        title=strip_controls(draft.title),
        source=clean_source(draft.source),
        language=draft.language,
        visibility=draft.visibility,
        created_at=now,
        updated_at=now,
    )
    check_text(post)
    pictures = render_into(post, hashtags=0, keepers=frozenset({keeper_id}))
    with transaction.atomic():
        post.save(force_insert=True)
        take_along(post, pictures)
        link_pictures(post, pictures)
        tag_post(post, draft.topics)
        return make_public(post, actor_id=None, at=at)


def mend_held_question(
    *, post_id: int, keeper_id: int, title: str, source: str, beside: Iterable[int], at: datetime
) -> Post:
    """Change the words of a question that nobody could read yet; for the caller's transaction. No earlier text is kept.

    ``beside`` are pictures that do not stand in the text: those that everyone may see stay so. The right is the
    caller's matter. Raises TextError for the text, MoveError where it does not wait any more.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("account").get(id=post_id)
    if post.state != State.HELD:
        raise MoveError(_("Somebody changed this post a moment ago. Look at it again."))
    post.title, post.source, post.updated_at = strip_controls(title), clean_source(source), at
    check_text(post)
    pictures = render_into(post, hashtags=0, keepers=frozenset({keeper_id}))
    if words := too_much(post):
        raise TextError(words)
    opened = PostPicture.objects.filter(post=post, picture_id__in=tuple(beside)).values_list("picture_id", flat=True)
    post.save(update_fields=["title", "source", "updated_at", *TEXT_FIELDS])
    take_along(post, pictures)
    link_pictures(post, [*pictures, *opened])
    return post


def show_picture(*, post: Post, picture_id: int) -> None:
    """Let who may read the text see a picture that does not stand in it; for the caller's transaction."""
    PostPicture.objects.get_or_create(post=post, picture_id=picture_id)
    touch_pages(post)


def cover_picture(*, post: Post, picture_id: int) -> None:
    """Let who may read the text see a picture no longer; for the caller's transaction."""
    PostPicture.objects.filter(post=post, picture_id=picture_id).delete()
    touch_pages(post)


def readdress_post(*, post: Post, account_id: int) -> None:
    """Let another office read what is private; for the caller's transaction."""
    Post.objects.filter(id=post.id).update(audience_id=account_id)
    post.audience_id = account_id
    touch_pages(post)
