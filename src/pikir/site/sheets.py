"""The front page as the shell draws it: slots as cards with their hands, shares as bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pikir.accounts.circles import Filters
from pikir.posts import reasons
from pikir.posts.models import Topic
from pikir.posts.shapes import author_of, card_of, topics_on_cards
from pikir.timelines.kinds import PLACE_SIZES, Formula, Hand, Place
from pikir.timelines.models import Placement
from pikir.timelines.queries import Front, FrontSlot, Share
from pikir.web import shapes
from pikir.web.addresses import address
from pikir.web.shapes import HandKind

KINDS: dict[str, HandKind] = {
    Hand.EDITOR: "editor",
    Hand.NEWEST: "newest",
    Hand.TALKED: "talked",
    Hand.READ: "formula",
    Hand.WOKEN: "formula",
    Hand.OTHER: "formula",
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


def drawn(front: Front, filters: Filters) -> dict[str, Any]:
    """Everything of a front page that its template shows; one query for the topics of its cards."""
    sheet = _Sheet(front, filters)
    return {
        "lead": next(iter(sheet.cards(Place.LEAD)), None),
        "choices": sheet.choices(),
        "wire": sheet.cards(Place.NEWEST, with_picture=False, with_lead=False),
        "talked": sheet.cards(Place.TALKED),
        "strip": sheet.cards(Place.STRIP, with_lead=False),
        "read": sheet.measured(Place.READ, with_lead=False),
        "woken": sheet.measured(Place.WOKEN),
        "other": sheet.measured(Place.OTHER),
        "sections": [sheet.column(topic, slots) for topic, slots in front.columns],
        "hands": [(KINDS[hand], count) for hand, count in _by_kind(front.hands)],
    }


class _Sheet:
    """Draws the slots of one front page for one reader."""

    def __init__(self, front: Front, filters: Filters) -> None:
        self._places = front.places
        self._filters = filters
        self._topics = topics_on_cards(slot.post for slot in front.slots)

    def cards(self, place: Place, *, with_picture: bool = True, with_lead: bool = True) -> list[shapes.Card]:
        """The slots of a place as cards."""
        slots = self._places[place]
        return [self._card(slot, with_picture=with_picture, with_lead=with_lead) for slot in slots]

    def measured(self, place: Place, *, with_lead: bool = True) -> list[Measured]:
        """The slots of a formula's place, with its numbers."""
        slots = self._places[place]
        return [_measured(slot, self._card(slot, with_picture=False, with_lead=with_lead)) for slot in slots]

    def choices(self) -> list[shapes.Card]:
        """The first ones with their beginnings, the others as headlines: a list with weight at its head."""
        slots = enumerate(self._places[Place.CHOICE])
        return [self._card(slot, with_picture=False, with_lead=number < CHOICES_TOLD) for number, slot in slots]

    def column(self, topic: Topic, slots: list[FrontSlot]) -> ColumnSheet:
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


def _by_kind(hands: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Formulas together, as one hand."""
    counts: dict[str, int] = {}
    for hand, count in hands:
        key = Hand.READ if KINDS[hand] == "formula" else hand
        counts[key] = counts.get(key, 0) + count
    return list(counts.items())


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
