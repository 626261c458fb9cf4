"""The front page as the shell draws it: slots as cards with their hands, shares as bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pikir.accounts.circles import Filters
from pikir.posts import reasons
from pikir.posts.models import Topic
from pikir.posts.shapes import author_of, card_of, links_of_topics
from pikir.posts.topic_lists import topics_of_posts
from pikir.timelines.kinds import PLACE_SIZES, Formula, Hand, Place
from pikir.timelines.models import Placement
from pikir.timelines.queries import Front, FrontSlot, Share
from pikir.web import shapes
from pikir.web.addresses import address
from pikir.web.pieces import identity
from pikir.web.shapes import HandKind

KINDS: dict[str, HandKind] = {
    Hand.EDITOR: "editor",
    Hand.NEWEST: "newest",
    Hand.TALKED: "talked",
    Hand.READ: "formula",
    Hand.WOKEN: "formula",
    Hand.OTHER: "formula",
    Hand.OVERDUE: "duty",
}


FORMULAS = frozenset(Formula.values)
TENFOLD = 10  # from here on tenths tell nothing
CHOICES_TOLD = 2  # of the editors' choices that show how they begin


@dataclass(frozen=True)
class ColumnSheet:
    """A column with its cards."""

    name: str
    slug: str
    cards: tuple[shapes.Card, ...]


@dataclass(frozen=True)
class Measured:
    """A card that a formula placed, with the numbers in words; ``days`` are acts by day where a line is drawn."""

    card: shapes.Card
    words: str
    times: str = ""
    spark: str = ""


class Sheet:
    """The slots of a front page as cards, for one reader; each place is drawn when it is first asked for.

    ``follows`` is all that the sheet follows from, beside the reader's filters: what is kept of it is kept by that.
    """

    def __init__(self, front: Front, filters: Filters) -> None:
        """Ask for the topics of all cards, in one query."""
        self._front = front
        self._filters = filters
        self._rows = topics_of_posts([post.id for post in front.posts])
        self.follows = identity([front.standing, front.versions, front.newest, self._rows])

    @cached_property
    def _topics(self) -> dict[int, tuple[shapes.NamedLink, ...]]:
        return links_of_topics(self._rows)

    @property
    def lead(self) -> shapes.Card | None:
        """What leads the page."""
        return next(iter(self._cards(Place.LEAD)), None)

    @cached_property
    def choices(self) -> list[shapes.Card]:
        """The first ones with their beginnings, the others as headlines: a list with weight at its head."""
        slots = enumerate(self._front.places[Place.CHOICE])
        return [self._card(slot, with_picture=False, with_lead=number < CHOICES_TOLD) for number, slot in slots]

    @cached_property
    def wire(self) -> list[shapes.Card]:
        """The newest."""
        return self._cards(Place.NEWEST, with_picture=False, with_lead=False)

    @cached_property
    def talked(self) -> list[shapes.Card]:
        """What is talked about most."""
        return self._cards(Place.TALKED)

    @cached_property
    def strip(self) -> list[shapes.Card]:
        """Pictures."""
        return self._cards(Place.STRIP, with_lead=False)

    @cached_property
    def read(self) -> list[Measured]:
        """What is read most."""
        return self._measured(Place.READ, with_lead=False)

    @cached_property
    def woken(self) -> list[Measured]:
        """What is spoken of again."""
        return self._measured(Place.WOKEN)

    @cached_property
    def other(self) -> list[Measured]:
        """What comes from the other side."""
        return self._measured(Place.OTHER)

    @cached_property
    def overdue(self) -> list[Measured]:
        """What has been owed longest."""
        return self._measured(Place.OVERDUE, with_lead=False)

    @cached_property
    def sections(self) -> list[ColumnSheet]:
        """The columns that have something."""
        return [self._column(topic, slots) for topic, slots in self._front.columns]

    @property
    def hands(self) -> list[tuple[str, int]]:
        """Whose hands filled how many places; formulas together, as one hand."""
        counts: dict[str, int] = {}
        for hand, count in self._front.hands:
            key = Hand.READ if KINDS[hand] == "formula" else hand
            counts[key] = counts.get(key, 0) + count
        return [(KINDS[hand], count) for hand, count in counts.items()]

    def _cards(self, place: Place, *, with_picture: bool = True, with_lead: bool = True) -> list[shapes.Card]:
        slots = self._front.places[place]
        return [self._card(slot, with_picture=with_picture, with_lead=with_lead) for slot in slots]

    def _measured(self, place: Place, *, with_lead: bool = True) -> list[Measured]:
        """The slots of a formula's place, with its numbers."""
        slots = self._front.places[place]
        return [_measured(slot, self._card(slot, with_picture=False, with_lead=with_lead)) for slot in slots]

    def _column(self, topic: Topic, slots: list[FrontSlot]) -> ColumnSheet:
        """The first of a column with its picture and beginning, the others as headlines; all below the topic's name."""
        first, rest = slots[0], slots[1:]
        lines = [self._card(slot, with_picture=False, with_lead=False, column=topic) for slot in rest]
        return ColumnSheet(topic.name, topic.slug, (self._card(first, column=topic), *lines))

    def _card(
        self, slot: FrontSlot, *, with_picture: bool = True, with_lead: bool = True, column: Topic | None = None
    ) -> shapes.Card:
        own = address("topic", column.slug) if column else ""
        told = self._topics.get(slot.post.id, ()) if with_lead or with_picture else ()  # a headline stands alone
        return card_of(
            slot.post,
            hand=hand_of(slot),
            with_picture=with_picture,
            with_lead=with_lead,
            filters=self._filters,
            why=_why(slot),
            topics=tuple(topic for topic in told if topic[1] != own),
        )


def hand_of(slot: FrontSlot) -> shapes.Hand:
    """The label of a slot."""
    if slot.hand == Hand.EDITOR and slot.editor is not None:
        editor = author_of(slot.editor)
        return shapes.Hand(kind="editor", name=editor.name, url=editor.url)
    if slot.hand in FORMULAS:
        words = measure(slot.hand, slot.numbers) if slot.hand == Hand.TALKED else str(Formula(slot.hand).label)
        return shapes.Hand(kind=KINDS[slot.hand], name=words, url=address("formula", slot.hand))
    return shapes.Hand(kind="newest")


def _why(slot: FrontSlot) -> str:
    if slot.hand == Hand.EDITOR and slot.editor is not None:
        words = reasons.placed_on_front(slot.editor.shown_name)
        return f"{words} {_('The reason given: %(reason)s') % {'reason': slot.reason}}" if slot.reason else words
    if slot.hand == Hand.OVERDUE:
        return _("The clock put it there: %(numbers)s.") % {"numbers": measure(slot.hand, slot.numbers)}
    if slot.hand in FORMULAS:
        return _("A formula put it there, from what readers did: %(numbers)s.") % {
            "numbers": measure(slot.hand, slot.numbers)
        }
    return reasons.newest()


def _measured(slot: FrontSlot, card: shapes.Card) -> Measured:
    days = slot.numbers.get("days", [])
    result = slot.numbers.get("result", 0)
    times = f"×{number_format(result, decimal_pos=int(result < TENFOLD))}" if slot.hand == Hand.WOKEN else ""
    return Measured(card, measure(slot.hand, slot.numbers), times, spark(days))


def measure(formula: str, numbers: dict[str, Any]) -> str:
    """The inputs of a formula in words."""
    if formula == Hand.READ:
        count = numbers.get("reads", 0)
        return ngettext("%(count)s read in a day", "%(count)s reads in a day", count) % {"count": count}
    if formula == Hand.OVERDUE:
        count = numbers.get("over", 0)
        over = ngettext("%(count)s working day over", "%(count)s working days over", count) % {"count": count}
        return f"{numbers.get('number', '')} · {over}"
    count = numbers.get("people", 0)
    people = ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
    if formula == Hand.TALKED:
        count = numbers.get("comments", 0)
        comments = ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count}
        return _("%(people)s, %(comments)s in two days") % {"people": people, "comments": comments}
    if formula == Hand.WOKEN:
        return _("%(people)s in two days; usual: %(usual)s acts, now %(acts)s") % {
            "people": people,
            "usual": number_format(numbers.get("usual", 0), decimal_pos=1),
            "acts": numbers.get("acts", 0),
        }
    return _("supported by %(people)s whose other supports overlap by %(overlap)s%%") % {
        "people": people,
        "overlap": numbers.get("overlap", 0),
    }


def spark(days: list[int]) -> str:
    """The path of a small line, 96 by 24, of how many acts each day had."""
    if len(days) < 2:
        return ""
    most = max(1, *days)
    points = [(1 + 94 * place / (len(days) - 1), 22 - 20 * count / most) for place, count in enumerate(days)]
    return "M" + " ".join(f"{across:.0f} {down:.0f}" for across, down in points)


def shares(week: Iterable[Share]) -> list[dict[str, Any]]:
    """Each hand's share of the week with its words."""
    return [
        {
            "kind": KINDS[share.hand],
            "name": hand_name(share.hand),
            "url": reverse("formula", args=[share.hand]) if share.hand in FORMULAS else "",
            "per_cent": share.thousandths / 10,
            "thousandths": share.thousandths,
            "hours": round(share.hours),
        }
        for share in week
    ]


def hand_name(hand: str) -> str:
    """What a hand is called where shares are told."""
    return {
        Hand.EDITOR: pgettext("whose hand", "editors, by name"),
        Hand.NEWEST: pgettext("whose hand", "the clock: the newest"),
        Hand.TALKED: pgettext("whose hand", "formula: most discussed"),
        Hand.READ: pgettext("whose hand", "formula: most read"),
        Hand.WOKEN: pgettext("whose hand", "formula: waking up"),
        Hand.OTHER: pgettext("whose hand", "formula: from the other side"),
        Hand.OVERDUE: pgettext("whose hand", "the clock: what is overdue"),
    }[Hand(hand)]


@dataclass(frozen=True)
class DeskPlace:
    """A place of the front page as editors see it: each slot with what stands there now, or nothing."""

    name: str
    place: str
    slots: list[tuple[int, Placement | None]]


def desk_places(placed: list[Placement], now: datetime) -> list[DeskPlace]:
    """Return the places that editors fill; of several placements of a slot the one that began last stands."""
    standing: dict[tuple[str, int], Placement] = {}
    for row in sorted((row for row in placed if row.since <= now), key=lambda row: row.since):
        standing[row.place, row.position] = row
    return [
        DeskPlace(str(place.label), place, [(number, standing.get((place, number))) for number in range(size)])
        for place, size in PLACE_SIZES.items()
    ]
