"""Reading a thread in other ways than from its beginning: newest or best first, one stance, or two sides.

Every way takes a fixed number of queries, whatever the length of the thread.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import CharField, Count, Q, QuerySet, Value

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.posts.branches import branches_page, in_order, key_of
from pikir.posts.kinds import THREAD_PAGE
from pikir.posts.models import Bookmark, Boost, Post, PostQuerySet, Support
from pikir.posts.queries import ThreadPage, thread_page
from pikir.posts.thread_kinds import SIDE_SIZE, Sort, Stance
from pikir.web.keyset import read_key
from pikir.web.statements import Statement

PARAMETERS = ("after", "sort", "stance", "view")  # of the address of a post, as a kept page knows them
SIDES = "sides"


@dataclass(frozen=True)
class Way:
    """How a reader wants a thread. ``after`` is the key of a page as its order writes it, empty for the first."""

    sort: str = Sort.OLDEST
    stance: str = ""
    after: str = ""
    sides: bool = False

    @property
    def flat(self) -> bool:
        """Whether each comment stands by itself, because what it answers may have another stance."""
        return bool(self.stance)

    def query(self, **other: str) -> str:
        """The query of an address that leads to this way with some of its parts changed; empty for the plain one."""
        parts = {"sort": "" if self.sort == Sort.OLDEST else self.sort, "stance": self.stance} | other
        given = urlencode({name: value for name, value in parts.items() if value})
        return f"?{given}" if given else ""


def read_way(parameters: Mapping[str, str]) -> Way:
    """Return the way that the parameters of an address ask for; what is not understood means the plain one."""
    sort, stance = parameters.get("sort", ""), parameters.get("stance", "")
    return Way(
        sort=sort if sort in Sort.values else Sort.OLDEST,
        stance=stance if stance in Stance.values else "",
        after=parameters.get("after", ""),
        sides=parameters.get("view") == SIDES,
    )


def comments_page(*, root: Post, viewer: Viewer, way: Way, limit: int = THREAD_PAGE) -> ThreadPage:
    """Return one page of a thread in the order that the reader wants."""
    if way.flat:
        return _one_stance(root, viewer, way, limit)
    if way.sort == Sort.OLDEST:
        return thread_page(root=root, viewer=viewer, after=read_key(way.after), limit=limit)
    return branches_page(root=root, viewer=viewer, sort=way.sort, after=way.after)


def _one_stance(root: Post, viewer: Viewer, way: Way, limit: int) -> ThreadPage:
    found = _said(root, viewer).filter(stance=way.stance)
    rows = list(in_order(found, way.sort, way.after)[: limit + 1])
    later = key_of(rows[limit - 1], way.sort) if len(rows) > limit else None
    return ThreadPage(rows[:limit], frozenset(), root.reply_count, later, flat=True)


def _said(root: Post, viewer: Viewer) -> PostQuerySet:
    """The comments that a reader wants to see and may; places of what is gone stand only above what answers it."""
    found = Post.objects.published().filter(root=root, listed_at_id__isnull=False).wanted_by(viewer)
    rows: PostQuerySet = found.select_related("account").defer("source", "headings")
    return rows


@dataclass(frozen=True)
class Sides:
    """The best comments of each stance, and how many there are of each."""

    best: dict[str, list[Post]]
    numbers: dict[str, int]


def sides_of(*, root: Post, viewer: Viewer, limit: int = SIDE_SIZE) -> Sides:
    """Return both sides of a thread and what stands beside them; one query for the numbers and one a stance."""
    said = _said(root, viewer)
    counted = said.order_by().exclude(stance="").values_list("stance").annotate(number=Count("id"))
    numbers: dict[str, int] = dict.fromkeys(Stance.values, 0) | dict(counted)
    best = {
        stance: list(said.filter(stance=stance).order_by("-support_count", "listed_at_id")[:limit])
        for stance in Stance.values
    }
    return Sides(best, numbers)


@dataclass(frozen=True)
class Marks:
    """What a reader did with the posts of a page: for themselves, and what they shared in any name of theirs."""

    supported: frozenset[int] = frozenset()
    shared: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    reported: frozenset[int] = frozenset()

    def without(self, post_id: int) -> "Marks":
        """Those on the other posts."""
        one = {post_id}
        return Marks(self.supported - one, self.shared - one, self.kept - one, self.reported - one)


NO_MARKS = Marks()
# Given an account and identifiers of posts: rows with "post_id", those of the posts that it reported.
Reports = Callable[[int, tuple[int, ...]], "QuerySet[Any, Any]"]
_reports: list[Reports] = []


def register_reports(reports: Reports) -> None:
    """Let a room above say what a reader reported; it is asked in the one query of the marks."""
    if reports not in _reports:
        _reports.append(reports)


def marks_of(viewer: Viewer, post_ids: list[int]) -> Marks:
    """Return the reader's marks on some posts, in one query; none for a guest."""
    if not viewer.signed_in:
        return NO_MARKS
    found: dict[str, set[int]] = {field.name: set() for field in fields(Marks)}
    for post_id, name in _MARKS.rows(viewer.account_id or 0, tuple(viewer.operates), tuple(post_ids)):
        found[name].add(post_id)
    return Marks(**{name: frozenset(ids) for name, ids in found.items()})


def _marks(
    account_id: int, operated: tuple[int, ...], post_ids: tuple[int, ...]
) -> "QuerySet[Support, tuple[int, str]]":
    own, names = Q(account_id=account_id), Q(account_id__in=operated)
    supports, boosts, bookmarks = (
        rows.objects.filter(whose, post_id__in=post_ids).values_list("post_id", Value(name, output_field=CharField()))
        for name, rows, whose in (("supported", Support, own), ("shared", Boost, names), ("kept", Bookmark, own))
    )
    reported = [
        rows(account_id, post_ids).values_list("post_id", Value("reported", output_field=CharField()))
        for rows in _reports
    ]
    return cast("QuerySet[Support, tuple[int, str]]", supports.union(boosts, bookmarks, *reported, all=True))


_MARKS = Statement[tuple[int, str]](_marks)


def sharing_names(viewer: Viewer, post: Post) -> list[Account]:
    """Return those of the reader's accounts that share a post, in the order in which they did."""
    rows = Boost.objects.filter(post=post, account_id__in=tuple(viewer.operates)).select_related("account")
    return [row.account for row in rows.order_by("id")]
