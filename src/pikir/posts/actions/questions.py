"""Posts of kind question: their own room decides who asks and what becomes of them; here stands the text."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pikir.kernel.text import strip_controls
from pikir.posts.actions.moving import make_public
from pikir.posts.actions.tagging import tag_post
from pikir.posts.actions.texts import check_text, link_pictures, render_into, take_along
from pikir.posts.actions.writing import Draft
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
