"""What this room adds to a person's archive: posts and comments, as data and to be read."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Leaf, Owner, Part, register
from pikir.posts.life import Correction, Review, Revision
from pikir.posts.models import Blog, CoAuthor, Copy, Post, PostQuerySet, PostTopic, Topic, TopicFollow

_FIELDS = (
    "id", "kind", "language", "title", "lead", "source", "state", "state_reason", "visibility", "reply_to", "root",
    "cover", "created_at", "updated_at", "publish_at", "published_at", "edited_at", "reply_count", "pin__position",
    "stance", "quote_of", "support_count", "boost_count",
)  # fmt: skip
_REVISION = ("post", "number", "title", "lead", "source", "language", "cover", "at", "note", "hidden_reason")
_CORRECTION = ("post", "kind", "words", "at")
_ASKED = ("post", "accepted_at", "declined_at")
_SENT = ("post", "asked_at", "returned_at", "remark")
_CHOICE = re.compile(r' (?:srcset|sizes|loading)="[^"]*"')
_FILE = re.compile(r'(?<=")/media/([0-9a-f]{32})-[0-9]+\.webp(?=")')
_ATTACHED = re.compile(r'(?<= href=")/media/files/')
_CHUNK = 200


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="posts", title=lambda: gettext("Posts"), rows=_posts, leaves=_post_leaves))
    register(Part(name="followed_topics", title=lambda: gettext("Topics you follow"), rows=_followed_topics))
    register(Part(name="blog", title=lambda: gettext("Blog"), rows=_blog))
    register(Part(name="revisions", title=lambda: gettext("Earlier texts"), rows=_revisions))
    register(Part(name="corrections", title=lambda: gettext("Corrections"), rows=_corrections))
    register(Part(name="written_with_others", title=lambda: gettext("Written with others"), rows=_written_with))
    register(Part(name="reviews", title=lambda: gettext("Sent for review"), rows=_reviews))
    title = lambda: gettext("Comments")  # noqa: E731  # as above
    register(Part(name="comments", title=title, rows=_comments, leaves=_comment_leaves, bound=True))
    register(Part(name="unsent", title=lambda: gettext("Unsent texts"), rows=_copies))


def _said(owner: Owner, *, comments: bool) -> PostQuerySet:
    return Post.objects.filter(account_id=owner.account_id, root__isnull=not comments).order_by("id")


def _posts(owner: Owner) -> Iterator[dict[str, Any]]:
    for row in _said(owner, comments=False).values(*_FIELDS).iterator(_CHUNK):
        links = PostTopic.objects.filter(post_id=row["id"], position__isnull=False).order_by("position")
        yield row | {"topics": list(links.values_list("topic__slug", flat=True))}


def _revisions(owner: Owner) -> Iterator[dict[str, Any]]:
    """The earlier texts of what the account published, also those that staff took out of the history."""
    mine = Revision.objects.filter(post__account_id=owner.account_id).order_by("post", "number")
    yield from mine.values(*_REVISION).iterator(_CHUNK)


def _corrections(owner: Owner) -> Iterator[dict[str, Any]]:
    mine = Correction.objects.filter(post__account_id=owner.account_id).order_by("id")
    yield from mine.values(*_CORRECTION).iterator(_CHUNK)


def _written_with(owner: Owner) -> Iterator[dict[str, Any]]:
    """Texts of others as whose co-author the account was asked, and what it said."""
    asked = CoAuthor.objects.filter(account_id=owner.account_id).order_by("id")
    yield from asked.values(*_ASKED).iterator(_CHUNK)


def _reviews(owner: Owner) -> Iterator[dict[str, Any]]:
    """What the person sent to an editor, and what came back."""
    sent = Review.objects.filter(asked_by_id=owner.user_id).order_by("id")
    yield from sent.values(*_SENT).iterator(_CHUNK)


def _comments(owner: Owner) -> Iterator[dict[str, Any]]:
    yield from _said(owner, comments=True).values(*_FIELDS).iterator(_CHUNK)


def _followed_topics(owner: Owner) -> Iterator[dict[str, Any]]:
    for row in TopicFollow.objects.filter(account_id=owner.account_id).select_related("topic").order_by("id"):
        yield {"topic": row.topic.slug, "name": row.topic.name, "since": row.since}


def _blog(owner: Owner) -> Iterator[dict[str, Any]]:
    for blog in Blog.objects.filter(account_id=owner.account_id):
        topics = Topic.objects.filter(id__in=blog.topics).values_list("slug", flat=True)
        yield {"accent": blog.accent, "about": blog.about, "topics": list(topics)}


def _copies(owner: Owner) -> Iterator[dict[str, Any]]:
    for copy in Copy.objects.filter(account_id=owner.account_id, closed=False).order_by("id").iterator(_CHUNK):
        yield {"post": copy.post_id, "values": copy.values, "saved_at": copy.saved_at}


def _post_leaves(owner: Owner) -> Iterator[Leaf]:
    for post in _said(owner, comments=False).iterator(_CHUNK):
        yield _leaf(post, post.headline or gettext("Without words"), "../")


def _comment_leaves(owner: Owner) -> Iterator[Leaf]:
    for comment in _said(owner, comments=True).select_related("root").iterator(_CHUNK):
        yield _leaf(comment, comment.root.headline if comment.root else "", "")


def _leaf(post: Post, title: str, up: str) -> Leaf:
    return Leaf(
        key=str(post.id),
        title=title,
        html=_ATTACHED.sub(f"{up}media/files/", _FILE.sub(rf"{up}media/\1.webp", _CHOICE.sub("", post.html))),
        language=post.language,
        at=post.published_at or post.created_at,
    )
