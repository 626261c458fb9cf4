"""The map as SVG: groups as areas, people as dots of at least ten, statements as numbered marks.

A group is told by the form of its dots and by its letter as well as by colour. Which way is up says nothing; the twin
in words stands beside the picture on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot, sqrt

from .markup import Html, tag
from .publication import Dot, Group, Publication
from .words import Words

WIDTH, HEIGHT, EDGE = 720.0, 560.0, 34.0
AREA = sqrt(2 * 1.3863)  # standard deviations to an ellipse that holds three quarters of a normal group
MARKS = 10  # statements shown on the map; more would hide the people
MARK_SIZE = 13.0  # the style sheet draws them larger on a narrow screen
MARK_ROOM, NAME_ROOM, ROUNDS = 34.0, 46.0, 60  # between two marks, between a mark and the letter of a group
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Forms of dots around their middle, all of about one area; the last is for people in no group.
FORMS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "M-3.6 -3.6h7.2v7.2h-7.2z",
    "M0 -4.8L4.6 3.4H-4.6z",
    "M0 -5L5 0L0 5L-5 0z",
    "M-1.6 -4.6h3.2v3h3v3.2h-3v3h-3.2v-3h-3v-3.2h3z",
    "M0 4.8L4.6 -3.4H-4.6z",
    "M-4.4 -4.4H4.4L-4.4 4.4H4.4z",
    "M-2.2 -4.2h4.4L4.8 0L2.2 4.2h-4.4L-4.8 0z",
)
NO_FORM = "M-2.4 0a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0"


@dataclass(frozen=True)
class _Frame:
    """Where the plane lies in the picture: one unit is as long in both directions."""

    left: float
    top: float
    scale: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        return round(self.left + x * self.scale, 1), round(self.top - y * self.scale, 1)


def letter(group: int) -> str:
    """Return the name of a group: A, B, C … in order of the map."""
    return LETTERS[group % len(LETTERS)]


def landmarks(published: Publication) -> list[int]:
    """Choose the statements that tell most about the plane: what marks each group first, then what divides most."""
    apart = {index: one.place.extremity for index, one in enumerate(published.statements) if one.place}
    marking = [
        group.representative[place].statement
        for place in range(2)
        for group in published.groups
        if place < len(group.representative) and published.k > 1
    ]
    dividing = sorted(apart, key=lambda index: (-apart[index], index))
    return [index for index in dict.fromkeys([*marking, *dividing]) if index in apart][:MARKS]


def draw(published: Publication, words: Words) -> Html:
    """Return the picture; its numbers are those of `landmarks`, from 1."""
    frame = _frame(published.dots, published.groups)
    chosen = landmarks(published)
    named = list(enumerate(published.groups)) if published.k > 1 else []
    return tag(
        "svg",
        tag("title", words.gettext("Opinion map")),
        tag("desc", words.gettext("The same is told in words below the picture.")),
        tag("path", class_="cross", d=_cross(frame)),
        [_area(frame, number, group) for number, group in named],
        [_dot(frame, dot) for dot in published.dots],
        [_mark(number, x, y) for number, (x, y) in enumerate(_mark_places(published, chosen), 1)],
        [_name(frame, number, group) for number, group in named],
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        role="img",
        class_="map",
    )


def form(group: int | None) -> Html:
    """Return the dot of a group, for the legend."""
    return tag(
        "svg",
        tag("path", d=_form(group), class_=colour(group)),
        viewBox="-6 -6 12 12",
        class_="form",
        aria_hidden="true",
    )


def _frame(dots: Sequence[Dot], groups: Sequence[Group]) -> _Frame:
    """Fit dots and areas in; the middle of all people need not be the middle of the picture."""
    xs, ys = [0.0, *(dot.x for dot in dots)], [0.0, *(dot.y for dot in dots)]
    for group in groups:
        if group.centre and group.spread:
            wide, high = AREA * sqrt(max(group.spread[0], 0)), AREA * sqrt(max(group.spread[2], 0))
            xs += [group.centre[0] - wide, group.centre[0] + wide]
            ys += [group.centre[1] - high, group.centre[1] + high]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    return _Frame(
        WIDTH / 2 - (max(xs) + min(xs)) / 2 * scale,
        HEIGHT / 2 + (max(ys) + min(ys)) / 2 * scale,
        scale,
    )


def _cross(frame: _Frame) -> str:
    x, y = frame.place(0, 0)
    return f"M{x:g} 0V{HEIGHT:g}M0 {y:g}H{WIDTH:g}"


def _area(frame: _Frame, number: int, group: Group) -> Html | None:
    if not group.centre or not group.spread:
        return None
    across, along, up = group.spread
    middle, half = (across + up) / 2, hypot((across - up) / 2, along)
    angle = degrees(atan2(2 * along, across - up)) / 2
    x, y = frame.place(*group.centre)
    return tag(
        "ellipse",
        rx=round(AREA * sqrt(max(middle + half, 0)) * frame.scale, 1),
        ry=round(AREA * sqrt(max(middle - half, 0)) * frame.scale, 1),
        transform=f"translate({x:g} {y:g}) rotate({-angle:.1f})",
        class_=f"area {colour(number)}",
    )


def _dot(frame: _Frame, dot: Dot) -> Html:
    x, y = frame.place(dot.x, dot.y)
    return tag("path", d=_form(dot.group), transform=f"translate({x:g} {y:g})", class_=f"dot {colour(dot.group)}")


def _name(frame: _Frame, number: int, group: Group) -> Html | None:
    if not group.centre:
        return None
    x, y = frame.place(*group.centre)
    return tag("text", letter(number), x=x, y=y, class_=f"name {colour(number)}")


def _mark(number: int, x: float, y: float) -> Html:
    return tag(
        "g",
        tag("circle", r=MARK_SIZE),
        tag("text", number, y=5),
        transform=f"translate({x:.1f} {y:.1f})",
        class_="mark",
    )


def _mark_places(published: Publication, chosen: Sequence[int]) -> list[tuple[float, float]]:
    """Put the farthest mark at the edge: directions and distances compare statements with each other, not with people.

    Marks that would cover one another step apart, always in the same way.
    """
    frame = _frame(published.dots, published.groups)
    places = [place for index in chosen if (place := published.statements[index].place)]
    spots = [(place.x, place.y) for place in places]
    middle = frame.place(0, 0)
    room = min(middle[0], WIDTH - middle[0]) - EDGE, min(middle[1], HEIGHT - middle[1]) - EDGE
    reach = min(
        (min(room[0] / abs(x) if x else 9e9, room[1] / abs(y) if y else 9e9) for x, y in spots if x or y), default=1.0
    )
    names = [frame.place(*group.centre) for group in published.groups if group.centre and published.k > 1]
    return _apart([(middle[0] + x * reach, middle[1] - y * reach) for x, y in spots], names)


def _apart(places: list[tuple[float, float]], names: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    spots = list(places)
    for _ in range(ROUNDS):
        for one, spot in enumerate(spots):
            away = [
                *((other, MARK_ROOM, 0.5) for other in spots[:one] + spots[one + 1 :]),
                *((name, NAME_ROOM, 1.0) for name in names),
            ]
            for other, room, share in away:
                wide, high = spot[0] - other[0], spot[1] - other[1]
                far = hypot(wide, high)
                if far < room:
                    wide, high = (wide / far, high / far) if far else (0.0, 1.0)
                    step = (room - far) * share
                    spot = _inside(spot[0] + wide * step, spot[1] + high * step)
            spots[one] = spot
    return spots


def _inside(x: float, y: float) -> tuple[float, float]:
    return min(max(x, EDGE / 2), WIDTH - EDGE / 2), min(max(y, EDGE / 2), HEIGHT - EDGE / 2)


def _form(group: int | None) -> str:
    return NO_FORM if group is None else FORMS[group % len(FORMS)]


def colour(group: int | None) -> str:
    """Return the class that gives a group its colour."""
    return "g-none" if group is None else f"g-{group % len(FORMS)}"
