"""Who is responsible for a topic in a place, on a day.

A competence holds for its topic and all below it, in its territory and all inside it. What is nearer goes first: the
smaller territory before the larger, and of the same territory the narrower topic before the wider. Who is alike in both
is responsible together: the overlap is shown, not decided. Where nobody is left, nobody is responsible: that is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from pikir.offices.days import on_day
from pikir.offices.holders import Holder, holders_of, leaders_of, rows_of_holder
from pikir.offices.kinds import FOUND_LIMIT
from pikir.offices.models import Competence, running
from pikir.places.models import Territory, id_of
from pikir.posts.topics import Topic
from pikir.web.statements import Statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Responsible:
    """A competence and who holds its position. Where that is vacant, ``instead`` leads the office or the next above."""

    competence: Competence
    holder: Holder
    instead: Holder | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """``found`` are those responsible, more than one where competences overlap; ``wider`` those who come after them."""

    found: list[Responsible] = field(default_factory=list)
    wider: list[Responsible] = field(default_factory=list)

    @property
    def rows(self) -> list[object]:
        """The rows from which all follows that is shown of it, for the key of a kept piece."""
        return [len(self.found), *(row for one in (*self.found, *self.wider) for row in _rows(one))]

    @property
    def overlaps(self) -> bool:
        """Whether more than one is responsible."""
        return len(self.found) > 1


def _rows(one: Responsible) -> list[object]:
    held = rows_of_holder(one.holder)
    return [one.competence, *held, *(rows_of_holder(one.instead) if one.instead else ())]


def who_is_responsible(*, topic: Topic, territory: Territory, on: date) -> Answer:
    """Return who is responsible for a topic in a territory on a day; three queries, two more where one is vacant."""
    topics = _topics_above(topic)
    codes = [*territory.ancestor_codes, territory.code]
    found = on_day(_FOUND, tuple(topics), tuple(map(id_of, codes)), on=on)
    depth = {code: place for place, code in enumerate(codes)}

    def nearness(one: Competence) -> tuple[int, int]:
        return depth[one.territory.code], -topics[one.topic_id]

    found.sort(key=lambda one: (nearness(one), one.first_day, one.id), reverse=True)
    named = _responsible(found, on)
    nearest = [one for one in named if nearness(one.competence) == nearness(found[0])]
    return Answer(found=nearest, wider=named[len(nearest) :])


def _found(topics: tuple[int, ...], territories: tuple[int, ...], *, on: str) -> "QuerySet[Competence]":
    rows = Competence.objects.filter(running(on), topic__in=topics, territory__in=territories)
    rows = rows.filter(Q(position__retired_on=None) | Q(position__retired_on__gt=on))
    found: QuerySet[Competence] = rows.select_related("territory", "topic", "position__office__account")
    return found.order_by("-territory__path", "-first_day", "-id")[:FOUND_LIMIT]  # the smallest territory is kept


_FOUND = Statement[Competence](_found, shared=True)


def _topics_above(topic: Topic) -> dict[int, int]:
    """How far above a topic each of those lies whose competence holds for it; merged ones count as what took them."""
    above: dict[int, int] = {}
    one: Topic | None = topic
    while one is not None and one.id not in above:
        above[one.id] = len(above)
        one = one.merged_into or one.parent
    merged = _MERGED.rows(tuple(above))
    return above | {into_old: above[into] for into_old, into in merged if into_old not in above}


_MERGED = Statement[tuple[int, int]](
    lambda topics: Topic.objects.filter(merged_into__in=topics).values_list("id", "merged_into_id")
)


def _responsible(found: Iterable[Competence], on: date) -> list[Responsible]:
    competences = list(found)
    holders = holders_of([one.position for one in competences], on)
    leaders = leaders_of([holder.position for holder in holders if holder.vacant], on)
    return [
        Responsible(competence=one, holder=holder, instead=leaders.get(one.position_id))
        for one, holder in zip(competences, holders, strict=True)
    ]
