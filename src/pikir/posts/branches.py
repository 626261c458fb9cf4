"""Threads whose branches are put into another order: the newest or best first, each with its answers below.

A page holds some branches and the beginning of each, in three queries, however many comments there are.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from pikir.accounts.access import Viewer
from pikir.posts.kinds import THREAD_PAGE
from pikir.posts.models import Post, PostQuerySet
from pikir.posts.queries import ThreadPage, comments_of, shown_to
from pikir.posts.thread_kinds import BRANCH_PAGE, Sort
from pikir.web.keyset import read_key

# What stands below some comments, at any depth. All branches are given their first answers before one is given its
# second. An answer comes after what it answers, so what is cut off is never needed by what is shown.
_BELOW = """
WITH RECURSIVE below (id, place, branch) AS (
    SELECT id, listed_at_id, id FROM posts_post WHERE id IN ({marks})
    UNION ALL
    SELECT answer.id, answer.listed_at_id, below.branch
    FROM posts_post AS answer JOIN below ON answer.reply_to_id = below.id WHERE answer.listed_at_id IS NOT NULL
)
SELECT id, branch, LEAD(place) OVER (PARTITION BY branch ORDER BY place) AS following
FROM below WHERE id <> branch
ORDER BY ROW_NUMBER() OVER (PARTITION BY branch ORDER BY place), place LIMIT %s
"""


@dataclass(frozen=True)
class _Below:
    """Answers below some comments, and the place of the first that was cut off, by the comment they stand below."""

    ids: list[int]
    cut: dict[int, int]


def branches_page(
    *,
    root: Post,
    viewer: Viewer,
    sort: str,
    after: str,
    limit: int = BRANCH_PAGE,
    answers: int = THREAD_PAGE - BRANCH_PAGE,
) -> ThreadPage:
    """Return some branches of a thread in an order of ``Sort``, each with the first of its answers, oldest first.

    ``after`` is the key of the page as ``later`` of the one before gave it; at most ``answers`` stand on a page.
    """
    heads = list(in_order(comments_of(root.id, viewer).filter(reply_to=root), sort, after)[: limit + 1])
    later = key_of(heads[limit - 1], sort) if len(heads) > limit else None
    heads = heads[:limit]
    below = _below([head.id for head in heads], answers)
    found = comments_of(root.id, viewer).filter(id__in=below.ids).order_by("listed_at_id") if below.ids else ()
    kept, silent = shown_to(viewer, sorted([*heads, *found], key=lambda row: row.listed_at_id or 0))
    first = {head.id: place for place, head in enumerate(heads)}
    kept.sort(key=lambda row: first.get(row.id, limit))  # heads in their order, then the answers as they came
    return ThreadPage(kept, silent, root.reply_count, later, cut=below.cut)


def _below(ids: list[int], limit: int) -> _Below:
    if not ids:
        return _Below([], {})
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(marks=", ".join(["%s"] * len(ids))), [*ids, limit])
        rows = cursor.fetchall()
    following = {branch: place for _id, branch, place in rows}  # of the last answer of each that is shown
    return _Below([row[0] for row in rows], {branch: place for branch, place in following.items() if place})


def in_order(found: PostQuerySet, sort: str, after: str) -> PostQuerySet:
    """Comments in an order of ``Sort``, those after a key as ``key_of`` writes it; all for what is no key."""
    if sort == Sort.BEST:
        return _after_best(found, after).order_by("-support_count", "listed_at_id")
    key = read_key(after)
    if sort == Sort.NEWEST:
        return (found if key is None else found.filter(listed_at_id__lt=key)).order_by("-listed_at_id")
    return (found if key is None else found.filter(listed_at_id__gt=key)).order_by("listed_at_id")


def _after_best(found: PostQuerySet, after: str) -> PostQuerySet:
    """Best first: most supports; of equally many the earlier. The key holds both, as "12-345"."""
    supports, _dash, place = after.partition("-")
    number, key = read_key(supports), read_key(place)
    if number is None or key is None:
        return found
    return found.filter(Q(support_count__lt=number) | Q(support_count=number, listed_at_id__gt=key))


def key_of(row: Post, sort: str) -> str:
    """Return the key of the page that begins after a comment."""
    return f"{row.support_count}-{row.listed_at_id}" if sort == Sort.BEST else str(row.listed_at_id)
