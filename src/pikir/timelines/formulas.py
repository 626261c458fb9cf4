"""The formulas of the front page: what people did is counted, and nothing else. Each is told in docs/front.md.

Every formula looks at one moment, so that a past one can be counted again, and returns its best rows, best first.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from django.db.models import Count, F, QuerySet

from pikir.kernel.ids import id_of
from pikir.posts.kinds import State
from pikir.posts.models import Post, Support
from pikir.timelines.kinds import (
    OTHER_DOUBT,
    OTHER_KNOWN,
    OTHER_LOOKED,
    OTHER_MEMORY,
    OTHER_PEOPLE,
    OTHER_SAMPLE,
    OTHER_WINDOW,
    RANKED,
    READ_HOURS,
    READS_LEAST,
    TALK_WINDOW,
    TALKERS_LEAST,
    WOKEN_AGE,
    WOKEN_DAYS,
    WOKEN_PEOPLE,
    WOKEN_QUIET,
    WOKEN_TIMES,
    WOKEN_WINDOW,
    Formula,
)
from pikir.web.queries import reads_of_posts

LOOKED = 3 * RANKED  # rows fetched where some may not be shown
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ranked:
    """A post with the result of a formula and the numbers it was made of."""

    post_id: int
    result: float
    inputs: dict[str, Any] = field(default_factory=dict)


def rank(formula: str, now: datetime) -> list[Ranked]:
    """Return the best rows of a formula at a moment, best first."""
    rule = RULES.get(Formula(formula))
    rows = rule(now) if rule else []
    listed = Post.objects.listed().filter(id__in=[row.post_id for row in rows], retracted_at=None)
    shown = set(listed.values_list("id", flat=True))
    return [row for row in rows if row.post_id in shown][:RANKED]


def _most_read(now: datetime) -> list[Ranked]:
    """Reads of the last day, all languages of a text together."""
    hour = int(now.timestamp() // 3600)
    counts = reads_of_posts(since=hour - READ_HOURS + 1, until=hour)
    first = dict(Post.objects.filter(id__in=counts, version_of__isnull=False).values_list("id", "version_of_id"))
    families: Counter[int] = Counter()
    for post_id, count in counts.items():
        families[first.get(post_id, post_id)] += count
    best = families.most_common(LOOKED)
    return [Ranked(post_id, count, {"reads": count}) for post_id, count in best if count >= READS_LEAST]


def _most_discussed(now: datetime) -> list[Ranked]:
    """Different people who commented within two days; more comments decide among equals."""
    said = _comments(now - TALK_WINDOW, now)
    counted = said.values_list("root_id").annotate(people=Count("account", distinct=True), comments=Count("id"))
    rows = counted.filter(people__gte=TALKERS_LEAST).order_by("-people", "-comments", "-root_id")[:LOOKED]
    return [Ranked(root, people, {"people": people, "comments": count}) for root, people, count in rows]


def _waking(now: datetime) -> list[Ranked]:
    """How many times more than usual people comment on and support what has been silent."""
    old = id_of(now - WOKEN_AGE)
    active = _comments(now - WOKEN_WINDOW, now).filter(root__listed_at_id__lt=old)
    people: dict[int, set[int]] = defaultdict(set)
    for root, account in active.values_list("root_id", "account_id").distinct():
        people[root].add(account)
    pressed = Support.objects.filter(at__gt=now - WOKEN_WINDOW, at__lte=now, post__listed_at_id__lt=old)
    for post, account in pressed.filter(post__root=None).values_list("post_id", "account_id"):
        people[post].add(account)
    woken = [post for post, who in people.items() if len(who) >= WOKEN_PEOPLE]
    woken = sorted(woken, key=lambda post: -len(people[post]))[:LOOKED]
    rows = [_woken(post, len(people[post]), days) for post, days in _acts_by_day(woken, now).items()]
    return sorted((row for row in rows if row.result >= WOKEN_TIMES), key=lambda row: (-row.result, row.post_id))


def _woken(post_id: int, people: int, days: list[int]) -> Ranked:
    recent = round(WOKEN_WINDOW / DAY)
    before = days[:-recent]
    usual = sum(before) / len(before) * recent if before else 0.0
    acts = sum(days[-recent:])
    inputs = {"people": people, "acts": acts, "usual": round(usual, 1), "days": days}
    return Ranked(post_id, round(acts / max(usual, WOKEN_QUIET), 1), inputs)


def _acts_by_day(post_ids: list[int], now: datetime) -> dict[int, list[int]]:
    """Comments and supports of some posts, for each of the last days, the oldest first; only days since publication."""
    since = now - WOKEN_DAYS * DAY
    listed = dict(Post.objects.filter(id__in=post_ids).values_list("id", "published_at"))
    said = _comments(since, now).filter(root_id__in=post_ids).values_list("root_id", "published_at")
    pressed = Support.objects.filter(post_id__in=post_ids, at__gt=since, at__lte=now).values_list("post_id", "at")
    counts: Counter[tuple[int, int]] = Counter()
    for post, at in (*said, *pressed):
        counts[post, (now - (at or now)) // DAY] += 1  # what is published has its moment
    ages = {post: min(WOKEN_DAYS, max(2, (now - at) // DAY)) for post, at in listed.items() if at}
    return {post: [counts[post, day] for day in reversed(range(age))] for post, age in ages.items()}


def _other_side(now: datetime) -> list[Ranked]:
    """How far from each other those who support a post usually are."""
    return compare(now)


def compare(now: datetime, *, reader: int = 0) -> list[Ranked]:
    """Rank posts by how little their supporters otherwise support together; for a reader by how little with them.

    Two people's overlap is what both support divided by what either does, the post itself left out. Empty when the
    reader supports too little to be compared.
    """
    crowds = _crowds(now, reader)
    tastes = _tastes({who for crowd in crowds.values() for who in crowd} | {reader}, now)
    mine = tastes.get(reader, frozenset())
    if reader and len(mine) < OTHER_PEOPLE:
        return []
    rows = [_compared(post, crowd, tastes, mine if reader else None) for post, crowd in crowds.items()]
    return sorted((row for row in rows if row), key=lambda row: (-row.result, -row.post_id))


def _compared(
    post_id: int, crowd: list[int], tastes: dict[int, frozenset[int]], mine: frozenset[int] | None
) -> Ranked | None:
    others = [tastes.get(who, frozenset()) - {post_id} for who in crowd]
    known = [taste for taste in others if taste]
    if len(known) < OTHER_PEOPLE:
        return None
    pairs = combinations(known, 2) if mine is None else ((mine - {post_id}, taste) for taste in known)
    overlaps = [len(one & two) / len(one | two) for one, two in pairs]
    overlap = sum(overlaps) / len(overlaps)
    weight = len(known) / (len(known) + OTHER_DOUBT)
    inputs = {"people": len(crowd), "known": len(known), "overlap": round(100 * overlap)}
    return Ranked(post_id, round((1 - overlap) * weight, 2), inputs)


def _crowds(now: datetime, reader: int) -> dict[int, list[int]]:
    """The last supporters of the posts that most people supported in the window; never the reader's own choices."""
    recent = Support.objects.filter(at__gt=now - OTHER_WINDOW, at__lte=now, post__root=None)
    recent = recent.filter(post__state=State.PUBLISHED)
    if reader:
        recent = recent.exclude(post__supports__account_id=reader).exclude(post__account_id=reader)
    many = recent.values_list("post_id").annotate(people=Count("id", distinct=True)).order_by("-people", "-post_id")
    posts = [post for post, _people in many[:OTHER_LOOKED]]
    crowds: dict[int, list[int]] = {post: [] for post in posts}
    rows = Support.objects.filter(post_id__in=posts, at__lte=now).order_by("-id").values_list("post_id", "account_id")
    for post, account in rows[: OTHER_LOOKED * OTHER_SAMPLE * 10]:
        if len(crowds[post]) < OTHER_SAMPLE:
            crowds[post].append(account)
    return crowds


def _tastes(accounts: Iterable[int], now: datetime) -> dict[int, frozenset[int]]:
    """Which posts each of some accounts supported lately, the last first; comments are not counted."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Support.objects.filter(account_id__in=list(accounts), at__gt=now - OTHER_MEMORY, at__lte=now)
    rows = rows.filter(post__root=None)
    for account, post in rows.order_by("-id").values_list("account_id", "post_id"):
        if len(found[account]) < OTHER_KNOWN:
            found[account].append(post)
    return {account: frozenset(posts) for account, posts in found.items()}


def _comments(since: datetime, until: datetime) -> "QuerySet[Post]":
    """Published comments of a window on public posts, but for those of the post's own author."""
    said = Post.objects.published().filter(root__isnull=False, published_at__gt=since, published_at__lte=until)
    comments: QuerySet[Post] = said.exclude(account_id=F("root__account_id"))
    return comments


RULES: dict[Formula, Callable[[datetime], list[Ranked]]] = {
    Formula.READ: _most_read,
    Formula.TALKED: _most_discussed,
    Formula.WOKEN: _waking,
    Formula.OTHER: _other_side,
}


def add_rule(formula: Formula, rule: Callable[[datetime], list[Ranked]]) -> None:
    """Have a room above count a formula."""
    RULES[formula] = rule
