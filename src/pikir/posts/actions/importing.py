"""Bringing in posts that were written elsewhere, with their original dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from pikir.kernel.ids import SPAN, id_of
from pikir.posts.actions.tagging import tag_post
from pikir.posts.actions.texts import link_pictures, render_into
from pikir.posts.actions.writing import Draft
from pikir.posts.kinds import PostKind, State
from pikir.posts.models import Post
from pikir.posts.pages import touch_pages
from pikir.posts.rendering import clean_source


@dataclass(frozen=True, kw_only=True)
class ImportedPost:
    """One post of another system with its original moment; ``reply_to`` makes it a comment."""

    account_id: int
    audience_id: int | None
    draft: Draft
    state: str
    at: datetime
    publish_at: datetime | None = None
    reply_to: Post | None = None


def import_posts(*, posts: Iterable[ImportedPost]) -> list[Post]:
    """Write posts of an import in the caller's order, in one transaction; a right to import is the caller's matter.

    No events are sent: nobody is notified of what was said long ago. Counters of threads are set.
    """
    made: list[Post] = []
    with transaction.atomic():
        for item in posts:
            post = _build(item)
            pictures = render_into(post, hashtags=item.draft.hashtags)
            post.save(force_insert=True)
            link_pictures(post, pictures)
            if not post.is_comment:
                tag_post(post, item.draft.topics)
            made.append(post)
        _count_threads(made)
        for post in made:
            touch_pages(post)
    return made


def _build(item: ImportedPost) -> Post:
    draft = item.draft
    identifier = _free_id(item.at)
    reply_to = item.reply_to
    public = item.state == State.PUBLISHED
    return Post(
        id=identifier,
        account_id=item.account_id,
        audience_id=item.audience_id,
        kind=PostKind.COMMENT if reply_to else draft.kind,
        title=draft.title,
        lead=draft.lead,
        source=clean_source(draft.source),
        language=draft.language,
        visibility=draft.visibility,
        cover=draft.cover,
        state=item.state,
        reply_to=reply_to,
        root=(reply_to.root or reply_to) if reply_to else None,
        created_at=item.at,
        updated_at=item.at,
        publish_at=item.publish_at,
        published_at=item.at if public else None,
        listed_at_id=identifier if public else None,
    )


def _free_id(at: datetime) -> int:
    """The first identifier of the moment that no post has; many posts of one second are common in old blogs."""
    first = id_of(at)
    span = (first, id_of(at, SPAN - 1))
    taken = Post.objects.filter(Q(id__range=span) | Q(listed_at_id__range=span)).aggregate(
        id=Max("id", filter=Q(id__range=span)), listed=Max("listed_at_id", filter=Q(listed_at_id__range=span))
    )
    return max(first - 1, taken["id"] or 0, taken["listed"] or 0) + 1


def _count_threads(posts: list[Post]) -> None:
    for root_id in {post.root_id for post in posts if post.root_id}:
        count = Post.objects.filter(root_id=root_id, state=State.PUBLISHED).count()
        Post.objects.filter(id=root_id).update(reply_count=count)
