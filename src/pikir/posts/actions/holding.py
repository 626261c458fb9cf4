"""Letting out what was held back before anybody could read it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from pikir.kernel.events import send
from pikir.kernel.ids import make_id
from pikir.posts.actions.moving import count_in_thread, move
from pikir.posts.events import PostPublished, PostQuoted
from pikir.posts.models import Post


def release_post(*, post: Post, by: int | None) -> None:
    """Make a held post public: a text as the newest of now, a comment where it was said. The right was asked before.

    Raises MoveError when it is not held any more.
    """
    listed = post.listed_at_id or make_id()
    fields: dict[str, Any] = {"listed_at_id": listed, "published_at": timezone.now()}
    with transaction.atomic():
        move(post, "release", actor_id=by, **fields)
        count_in_thread(post, 1)
        send(PostPublished(post.id, comment=post.is_comment))
        if post.quote_of_id:
            send(PostQuoted(post.id))
