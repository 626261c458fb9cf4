"""Reading posts: the joins of every page, decided once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pikir.accounts.access import Viewer
from pikir.accounts.circles import followed_ids
from pikir.accounts.kinds import Role
from pikir.accounts.models import Account
from pikir.posts.kinds import LIST_PAGE, SCHEDULED_SHOWN, THREAD_PAGE, State, Visibility
from pikir.posts.life import PreviewLink
from pikir.posts.models import TAKEN_DOWN, CoAuthor, CountCheck, Post, PostQuerySet, Topic
from pikir.posts.topic_lists import posts_of_followed_topics
from pikir.web.keyset import Page, cut_page, key_before, page_before, rows_before
from pikir.web.statements import Statement

_GUEST = Viewer.guest()


@dataclass(frozen=True)
class ThreadPage:
    """Some comments of a thread. ``later`` is the key of the next page, None at the end.

    Answers come after what they answer; in a ``flat`` page each comment stands by itself.

    ``silent`` are the identifiers of those that the viewer may not read, or does not want to, and that stand only
    because they were answered. ``cut`` holds the place of the first answer that is left out below a comment.
    """

    comments: list[Post]
    silent: frozenset[int]
    count: int
    later: int | str | None
    flat: bool = False
    cut: dict[int, int] = field(default_factory=dict)


def thread_page(*, root: Post, viewer: Viewer, after: int | None, limit: int = THREAD_PAGE) -> ThreadPage:
    """Return the comments of ``root`` that come after a key, oldest first, in one query."""
    rows = _THREAD.rows(viewer, root.id, after, limit=limit)
    later = rows[limit - 1].listed_at_id if len(rows) > limit else None
    kept, silent = shown_to(viewer, rows[:limit])
    return ThreadPage(kept, silent, root.reply_count, later)


def comments_of(root_id: int, viewer: Viewer) -> PostQuerySet:
    """Return the comments that have a place below a root, whatever became of them, marked for ``shown_to``."""
    found = Post.objects.filter(root_id=root_id, listed_at_id__isnull=False).select_related("account")
    rows: PostQuerySet = found.only(*_OF_COMMENT).marked_for(viewer)
    return rows


def shown_to(viewer: Viewer, rows: list[Post]) -> tuple[list[Post], frozenset[int]]:
    """Return those of some comments, oldest first, that stand in the thread, and which of them stand as empty places.

    What the viewer does not read stands only where something below it is read.
    """
    kept: list[Post] = []
    answered: set[int | None] = set()
    silent: set[int] = set()
    for row in reversed(rows):  # answers come after what they answer, so each row knows whether it has any
        if not _reads(viewer, row):
            if row.id not in answered:
                continue
            silent.add(row.id)
        kept.append(row)
        answered.add(row.reply_to_id)
    kept.reverse()
    return kept, frozenset(silent)


def _thread(viewer: Viewer, root_id: int, after: int | None, *, limit: int) -> PostQuerySet:
    found = comments_of(root_id, viewer)
    if after is not None:
        found = found.filter(listed_at_id__gt=after)
    return found.order_by("listed_at_id")[: limit + 1]


# What a comment shows of itself and of its author: a page has two hundred of them.
_OF_COMMENT = (
    "account__handle", "account__kind", "account__mandates", "account__name", "account__picture", "account__state",
    "created_at", "edited_at", "folded_at", "html", "language", "listed_at_id", "published_at", "reply_to", "root",
    "stance", "state", "support_count", "title", "visibility", "writer",
)  # fmt: skip
_THREAD = Statement[Post](_thread, shared=True)


def _reads(viewer: Viewer, comment: Post) -> bool:
    """Whether a comment of a thread that the viewer reads is read too: the twin of ``visible_to`` for a marked row."""
    if comment.account_id in viewer.operates:
        return True
    if comment.away:  # type: ignore[attr-defined]  # of ``marked_for``
        return False
    if comment.state == State.PUBLISHED:
        return True
    judged = comment.state in TAKEN_DOWN and comment.visibility != Visibility.PRIVATE
    return judged and viewer.has(Role.MODERATOR)


def thread_place(comment: Post, limit: int = THREAD_PAGE) -> int | None:
    """Return the key after which the page with this comment begins, None for the first page."""
    key = comment.listed_at_id or comment.id  # one that is held has no place yet: where it would come to stand
    found = _BEFORE.first(comment.root_id, key)
    pages = found[0] // limit if found else 0
    if pages == 0:
        return None
    last = _NTH.first(comment.root_id, key, nth=pages * limit - 1)
    return last[0] if last else None


def _before(root_id: int, key: int) -> "QuerySet[Post, tuple[int]]":
    """How many stand before a place: counted as rows, which an index alone answers."""
    before = Post.objects.filter(root_id=root_id, listed_at_id__lt=key).order_by()
    return cast("QuerySet[Post, tuple[int]]", before.values("root_id").annotate(n=Count("*")).values_list("n"))


def _nth(root_id: int, key: int, *, nth: int) -> "QuerySet[Post, tuple[int]]":
    before = Post.objects.filter(root_id=root_id, listed_at_id__lt=key).order_by("listed_at_id")
    return cast("QuerySet[Post, tuple[int]]", before.values_list("listed_at_id")[nth : nth + 1])


_BEFORE = Statement[tuple[int]](_before)
_NTH = Statement[tuple[int]](_nth)


@dataclass(frozen=True)
class Said:
    """How much an account has said, in whatever state it is."""

    posts: int
    comments: int


def count_said(*, account_id: int) -> Said:
    """Return how many posts and comments an account has, drafts among them, in one query."""
    comments = Count("id", filter=Q(root__isnull=False))
    found = Post.objects.filter(account_id=account_id).aggregate(whole=Count("id"), comments=comments)
    return Said(found["whole"] - found["comments"], found["comments"])


def newest_posts(
    *,
    viewer: Viewer = _GUEST,
    before: int | None = None,
    limit: int = LIST_PAGE,
    language: str = "",
    only: str = "",
    whole: bool = False,
) -> Page[Post]:
    """Return the newest public posts of the square, comments left out, and whom the viewer does not want to see.

    Each text stands once, in the reader's ``language`` where it is there; ``only`` leaves all other languages out.
    ``whole``: with their texts, which no list shows.
    """
    rows = _NEWEST.rows(viewer, before, limit=limit, language=language, only=only, whole=whole)
    if before is None:
        return cut_page(rows, key="listed_at_id", limit=limit)
    listed = Post.objects.listed_for(viewer).in_language(only, language)
    newer = key_before(listed, key="listed_at_id", before=before, limit=limit)
    return cut_page(rows, key="listed_at_id", limit=limit, newer=newer)


def _newest(viewer: Viewer, before: int | None, *, limit: int, language: str, only: str, whole: bool) -> PostQuerySet:
    found = Post.objects.listed_for(viewer).with_authors()
    found = (found if whole else found.for_cards()).in_language(only, language)
    return rows_before(found, key="listed_at_id", before=before, limit=limit)


_NEWEST = Statement[Post](_newest, shared=True)


def newest_beside(*, viewer: Viewer, families: tuple[int, ...], limit: int, language: str) -> list[Post]:
    """Return the newest of the square beside some texts, named by ``family_of``, and without what was retracted."""
    return _BESIDE.rows(viewer, families, limit=limit, language=language)


def _beside(viewer: Viewer, families: tuple[int, ...], *, limit: int, language: str) -> PostQuerySet:
    found = Post.objects.listed_for(viewer).filter(retracted_at__isnull=True).told_in(language)
    found = found.exclude(id__in=families).exclude(version_of__in=families)
    return found.with_authors().for_cards().order_by("-listed_at_id")[:limit]


_BESIDE = Statement[Post](_beside, shared=True)


def newest_others(*, viewer: Viewer, only: str) -> PostQuerySet:
    """Return the public posts of the square in other languages than one, as part of another query."""
    return Post.objects.listed_for(viewer).exclude(language=only)


def home_posts(
    *, viewer: Viewer, before: int | None = None, limit: int = LIST_PAGE, language: str = ""
) -> Page[tuple[Post, Topic | None]]:
    """Return what those whom the viewer follows said to them, and what is said in topics they follow, newest first.

    Beside each post stands the topic, None for what a followed account said. Two queries, each along its index.
    """
    said = _posts_of_followed(viewer, before, limit, language)
    tagged = posts_of_followed_topics(viewer=viewer, before=before, limit=limit, language=language)
    found: dict[int, tuple[Post, Topic | None]] = {
        post.listed_at_id or 0: (post, topic) for post, topic in tagged.items
    }
    found |= {post.listed_at_id or 0: (post, None) for post in said.items}
    # What lies beyond the end of the shorter of two cut lists is not known yet.
    known = max((page.older for page in (said, tagged) if page.older is not None), default=0)
    keys = sorted((key for key in found if key >= known), reverse=True)
    more = known > 0 or len(keys) > limit
    return Page([found[key] for key in keys[:limit]], keys[:limit][-1] if more else None)


def _posts_of_followed(viewer: Viewer, before: int | None, limit: int, language: str) -> Page[Post]:
    rows = _OF_FOLLOWED.rows(viewer, before, limit=limit, language=language)
    return cut_page(rows, key="listed_at_id", limit=limit)


def _of_followed(viewer: Viewer, before: int | None, *, limit: int, language: str) -> PostQuerySet:
    found = Post.objects.published().filter(account_id__in=followed_ids(viewer), root__isnull=True)
    found = found.filter(visibility__in=(Visibility.PUBLIC, Visibility.FOLLOWERS)).wanted_by(viewer)
    found = found.told_in(language).with_authors().for_cards()
    return rows_before(found, key="listed_at_id", before=before, limit=limit)


_OF_FOLLOWED = Statement[Post](_of_followed, shared=True)


GROUPS = {  # of what is not public
    "drafts": (State.DRAFT,),
    "scheduled": (State.SCHEDULED,),
    "taken-down": TAKEN_DOWN,
    "taken-back": (State.WITHDRAWN,),
}


def unpublished_posts(
    *, viewer: Viewer, before: int | None = None, limit: int = LIST_PAGE, group: str = ""
) -> Page[Post]:
    """Return drafts and all else that the viewer's accounts wrote and that is not public, newest first.

    ``group`` names one of GROUPS.
    """
    found = Post.objects.filter(account__in=tuple(viewer.operates)).exclude(state=State.PUBLISHED)
    found = found.filter(state__in=GROUPS[group]) if group in GROUPS else found
    found = found.with_authors().select_related("root__account", "writer__account")
    return page_before(found, key="id", before=before, limit=limit)


def scheduled_posts(*, viewer: Viewer, limit: int = SCHEDULED_SHOWN) -> list[Post]:
    """Return what the viewer's accounts have waiting for its moment, the next one first."""
    found = Post.objects.filter(account__in=tuple(viewer.operates), state=State.SCHEDULED).with_authors()
    return list(found.defer("source", "html").order_by("publish_at", "id")[:limit])


def taken_down_posts(*, before: int | None = None, limit: int = LIST_PAGE) -> Page[Post]:
    """Return posts that staff hid, removed or held, newest first; never what was private."""
    found = Post.objects.filter(state__in=TAKEN_DOWN).exclude(visibility=Visibility.PRIVATE).with_authors()
    return page_before(found, key="id", before=before, limit=limit)


@dataclass(frozen=True)
class Neighbours:
    """What the author published just before and just after a post."""

    earlier: Post | None
    later: Post | None


def neighbours_of(post: Post) -> Neighbours:
    """Return the public posts of the same author around this one."""
    around = (post.account_id, post.listed_at_id)
    return Neighbours(earlier=_NEXT.first(*around, later=False), later=_NEXT.first(*around, later=True))


def _next(account_id: int, key: int, *, later: bool) -> PostQuerySet:
    same = Post.objects.listed().filter(account_id=account_id).select_related("account").only(*_OF_LINK)
    if later:
        return same.filter(listed_at_id__gt=key).order_by("listed_at_id")[:1]
    return same.filter(listed_at_id__lt=key).order_by("-listed_at_id")[:1]


_OF_LINK = ("title", "excerpt", "cover", "account__handle")
_NEXT = Statement[Post](_next, shared=True)


def last_count_check() -> CountCheck | None:
    """Return the outcome of the last comparing of counters."""
    return CountCheck.objects.order_by("-id").first()


def co_authors_of(post: Post) -> list[Account]:
    """Return the accounts that agreed to be named beside the author."""
    return [row.account for row in _CO_AUTHORS.rows(post.id)]


_CO_AUTHORS = Statement[CoAuthor](
    lambda post_id: (
        CoAuthor.objects.filter(post_id=post_id, accepted_at__isnull=False).select_related("account").order_by("id")
    ),
    shared=True,
)


def asked_co_authors(post: Post) -> list[CoAuthor]:
    """Return every account that was asked to be named beside the author, with what it said."""
    return list(CoAuthor.objects.filter(post=post).select_related("account", "post__account").order_by("id"))


def own_co_authorship(viewer: Viewer, post_id: int) -> CoAuthor | None:
    """Return as what the viewer is asked or named beside the author of a text that was not taken down or back."""
    mine = _co_authorships(viewer).filter(post_id=post_id).select_related("account", "post__account")
    return mine.order_by("accepted_at", "id").first()


def _co_authorships(viewer: Viewer) -> QuerySet[CoAuthor]:
    """Texts that the viewer is asked to sign, or has signed."""
    alive = (State.DRAFT, State.SCHEDULED, State.PUBLISHED)
    asked = CoAuthor.objects.filter(declined_at=None, post__state__in=alive)
    return asked.filter(account__in=tuple(viewer.operates))


def read_by(viewer: Viewer) -> Q:
    """The condition under which a viewer reads the post of a row, at its address or where they are asked to sign it."""
    seen = Q(Exists(Post.objects.visible_to(viewer).filter(id=OuterRef("post_id"))))
    if not viewer.signed_in:
        return seen
    return seen | Q(Exists(_co_authorships(viewer).filter(post_id=OuterRef("post_id"))))


def previews_of(post: Post, *, now: datetime) -> list[PreviewLink]:
    """Return the secret addresses of a text that work now, newest first."""
    return list(PreviewLink.objects.filter(post=post, until__gt=now).order_by("-id"))
