"""Which post stands where: what editors chose, then what formulas counted, then what is newest. Nothing twice.

A source fills one place. Rooms above add theirs (``add_source``), as offices will for what they owe.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from pikir.kernel.ids import id_of
from pikir.posts.models import Post, PostTopic, Topic
from pikir.posts.restraints import Restraint, restrained
from pikir.posts.versions import family_of
from pikir.timelines.kinds import (
    COLUMN_DAYS,
    COLUMN_SIZE,
    COLUMNS_SHOWN,
    FORMULA_SIZES,
    NEWEST_READ,
    PLACE_SIZES,
    STRIP_LEAST,
    WIRE_SIZE,
    Hand,
    Place,
)
from pikir.timelines.models import Placement, Ranking

MANY = 200  # open placements looked at: there are a dozen places


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A slot as it should stand."""

    place: str
    position: int
    post_id: int
    hand: str
    editor_id: int | None = None
    reason: str = ""
    topic_id: int | None = None
    numbers: dict[str, Any] = field(default_factory=dict)


@dataclass
class Sheet:
    """The front page while it is laid out at a moment."""

    now: datetime
    slots: list[Wanted] = field(default_factory=list)
    families: set[int] = field(default_factory=set)

    def put(self, post: Post, **slot: Any) -> bool:
        """Let a post stand in a slot, unless it, or the same text in another language, stands somewhere already."""
        if family_of(post) in self.families:
            return False
        self.families.add(family_of(post))
        self.slots.append(Wanted(post_id=post.id, **slot))
        return True

    def fill(self, posts: Iterable[Post], *, place: str, size: int, begin: int = 0, **slot: Any) -> int:
        """Put the first posts that stand nowhere yet into a place, until it is full; return how many it holds then."""
        held = begin
        for post in posts:
            if held >= size:
                break
            held += self.put(post, place=place, position=held, **slot)
        return held

    def listed(self) -> "QuerySet[Post]":
        """What everyone could read at the moment and its author stands by, as far as lists show it."""
        found: QuerySet[Post] = Post.objects.listed().filter(retracted_at=None, listed_at_id__lt=id_of(self.now))
        found = found.exclude(id__in=self.barred)
        return found.only("id", "version_of_id", "title", "language", "picture_id", "cover", "listed_at_id")

    @cached_property
    def barred(self) -> frozenset[int]:
        """What the moderators keep off the front page."""
        return restrained(Restraint.FRONT)

    @cached_property
    def newest(self) -> list[Post]:
        """The newest texts, each in the language in which it was written first."""
        return list(self.listed().told_in("-").order_by("-listed_at_id")[:NEWEST_READ])  # type: ignore[attr-defined]  # of PostQuerySet

    @cached_property
    def columns(self) -> list[tuple[Topic, int]]:
        """The columns that are shown, each with its first position."""
        return [(topic, COLUMN_SIZE * number) for number, topic in enumerate(Topic.objects.columns()[:COLUMNS_SHOWN])]


Source = Callable[[Sheet], None]


def compose(now: datetime) -> list[Wanted]:
    """Return every slot as it should stand at a moment; a fixed number of queries and some for each column."""
    sheet = Sheet(now)
    for source in _sources:
        source(sheet)
    return sheet.slots


def add_source(source: Source, *, before: Source | None = None) -> None:
    """Have one more source asked, before another one or last."""
    _sources.insert(_sources.index(before) if before else len(_sources), source)


def place_chosen(sheet: Sheet) -> None:
    """What editors placed; of several in a place the one that began last."""
    rows = open_placements(sheet.now).filter(since__lte=sheet.now).order_by("-since", "-id")[:MANY]
    chosen: dict[tuple[str, int], Placement] = {}
    posts = _by_id(sheet, [row.post_id for row in rows])
    for row in rows:
        if row.post_id in posts:
            chosen.setdefault((row.place, row.position), row)
    for place, position in sorted(chosen, key=lambda spot: (list(PLACE_SIZES).index(Place(spot[0])), spot[1])):
        row = chosen[place, position]
        how = {"hand": Hand.EDITOR, "editor_id": row.editor_id, "reason": row.reason}
        sheet.put(posts[row.post_id], place=place, position=position, **how)


def place_lead(sheet: Sheet) -> None:
    """Without an editor's choice the newest text with a title leads, one with a picture before others."""
    if any(slot.place == Place.LEAD for slot in sheet.slots):
        return
    titled = [post for post in sheet.newest if post.title and not post.cover]
    titled.sort(key=lambda post: post.picture_id is None)  # keeps the order among equals
    sheet.fill(titled, place=Place.LEAD, size=1, hand=Hand.NEWEST)


def place_counted(sheet: Sheet) -> None:
    """What formulas counted last."""
    rankings = {ranking.formula: ranking.rows for ranking in Ranking.objects.all()}
    posts = _by_id(sheet, [row["post"] for rows in rankings.values() for row in rows])
    for formula, size in FORMULA_SIZES.items():
        held = 0
        for row in rankings.get(formula, []):
            if held < size and row["post"] in posts:
                numbers = row["inputs"] | {"result": row["result"]}
                held += sheet.put(posts[row["post"]], place=formula, position=held, hand=formula, numbers=numbers)


def lead_columns(sheet: Sheet) -> None:
    """What an editor put into a column lately leads it, unless it stands elsewhere by an editor's choice."""
    since = id_of(sheet.now - COLUMN_DAYS)
    for topic, begin in sheet.columns:
        for row in _rows_of(sheet, topic).filter(editor__isnull=False, listed_at_id__gt=since)[:MANY]:
            how = {"hand": Hand.EDITOR, "editor_id": row.editor_id, "reason": row.reason, "topic_id": topic.id}
            if sheet.put(row.post, place=Place.COLUMN, position=begin, **how):
                break


def fill_columns(sheet: Sheet) -> None:
    """Below it, or in its place, stands the newest of each column."""
    led = {slot.position for slot in sheet.slots if slot.place == Place.COLUMN}
    for topic, begin in sheet.columns:
        newest = [row.post for row in _rows_of(sheet, topic)[:NEWEST_READ]]
        how = {"hand": Hand.NEWEST, "topic_id": topic.id}
        first = begin + (begin in led)
        sheet.fill(newest, place=Place.COLUMN, size=begin + COLUMN_SIZE, begin=first, **how)


def _rows_of(sheet: Sheet, topic: Topic) -> "QuerySet[PostTopic]":
    """What stands in a column, the newest first."""
    found: QuerySet[PostTopic] = PostTopic.objects.filter(topic=topic, listed_at_id__isnull=False)
    found = found.filter(post_id__in=sheet.listed().values("id")).select_related("post").order_by("-listed_at_id")
    return found.defer("post__source", "post__html", "post__headings")


def place_pictures(sheet: Sheet) -> None:
    """The photo strip is filled up with the newest that has a picture, if there are enough."""
    held = [slot.position for slot in sheet.slots if slot.place == Place.STRIP]
    free = [place for place in range(PLACE_SIZES[Place.STRIP]) if place not in held]
    pictured = [
        post for post in sheet.newest if post.picture_id and not post.cover and family_of(post) not in sheet.families
    ]
    if len(held) + len(pictured) < STRIP_LEAST:
        return
    for position, post in zip(free, pictured, strict=False):
        sheet.put(post, place=Place.STRIP, position=position, hand=Hand.NEWEST)


def place_newest(sheet: Sheet) -> None:
    """Beside the lead what is newest, in the order of time."""
    sheet.fill(sheet.newest, place=Place.NEWEST, size=WIRE_SIZE, hand=Hand.NEWEST)


_sources: list[Source] = [
    place_chosen, place_lead, lead_columns, place_counted, fill_columns, place_pictures, place_newest,
]  # fmt: skip


def open_placements(now: datetime) -> "QuerySet[Placement]":
    """Placements that stand or wait for their moment."""
    found: QuerySet[Placement] = Placement.objects.filter(Q(until=None) | Q(until__gt=now))
    return found


def _by_id(sheet: Sheet, post_ids: list[int]) -> dict[int, Post]:
    return {post.id: post for post in sheet.listed().filter(id__in=post_ids)}
