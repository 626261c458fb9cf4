"""Pictures of questions as SVG made here: the dial of a clock, meters of verdicts, the way of a question."""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, pi, sin

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pikir.offices.questions.machine import TRANSITIONS
from pikir.offices.questions.states import State
from pikir.offices.questions.texts import STATES
from pikir.offices.questions.watches import Watch

_MIDDLE, _RADIUS = 100, 76
_MOST = 60  # days drawn apart; a longer clock is drawn as so many parts
_UNIT = 16  # letters below the number that fit between the ring; more are drawn closer
_GAP = 0.012 * pi
_NOTHING = mark_safe("")


def watch_words(watch: Watch) -> str:
    """Say what the clock shows: the text twin, and all that a screen reader hears."""
    day = date_format(watch.due, "DATE_FORMAT")
    if watch.still:
        return _("The clock stands still while the author is asked")
    if watch.late:
        number = ngettext("%(count)s working day over", "%(count)s working days over", watch.over) % {
            "count": watch.over
        }
        return _("%(number)s: it was due on %(day)s") % {"number": number, "day": day}
    if watch.left == 0:
        return _("The last day: due today, %(day)s") % {"day": day}
    number = ngettext("%(count)s working day left", "%(count)s working days left", watch.left) % {"count": watch.left}
    return _("%(number)s: until the end of %(day)s") % {"number": number, "day": day}


def dial(watch: Watch) -> SafeString:
    """The clock as a ring of working days: those gone thin and grey, those left thick and gold, those over red."""
    days = min(max(watch.term, watch.gone), _MOST)
    scale = days / max(watch.term, watch.gone)
    gone, term = round(min(watch.gone, watch.term) * scale), round(watch.term * scale)
    paths = format_html_join("", '<path class="{}" d="{}"/>', _parts(days, gone, term))
    number = watch.over if watch.late else watch.left
    unit = ngettext("working day", "working days", number)
    if watch.late:
        unit = ngettext("working day over", "working days over", number)
    tick = _line(2 * pi * term / days, 64, 88)
    x, y = _point(2 * pi * term / days, 96)
    fitted = mark_safe(' textLength="112" lengthAdjust="spacingAndGlyphs"') if len(unit) > _UNIT else ""
    return format_html(
        '<svg class="dial" viewBox="-36 -8 272 212" role="img" aria-label="{}">{}<path class="tick" d="{}"/>'
        '<text class="lab" text-anchor="{}" x="{}" y="{}">{}</text><text class="n" x="100" y="112">{}</text>'
        '<text class="u" x="100" y="134"{}>{}</text></svg>',
        watch_words(watch), paths, tick, _anchor(x), round(x, 1), round(y, 1), date_format(watch.due, "d.m"), number,
        fitted, unit,
    )  # fmt: skip


def _parts(days: int, gone: int, term: int) -> Iterator[tuple[str, str]]:
    for place in range(days):
        kind = "gone" if place < gone else "left" if place < term else "over"
        if kind == "left":
            yield "rim", _arc(place, days, -0.5)
        yield kind, _arc(place, days, 0)


def _arc(place: int, days: int, wider: float) -> str:
    gap = min(_GAP, pi / days / 3)
    start, end = 2 * pi * place / days + gap * (1 + wider), 2 * pi * (place + 1) / days - gap * (1 + wider)
    (x1, y1), (x2, y2) = _point(start, _RADIUS), _point(end, _RADIUS)
    large = 1 if end - start > pi else 0
    return f"M{x1:.1f} {y1:.1f}A{_RADIUS} {_RADIUS} 0 {large} 1 {x2:.1f} {y2:.1f}"


def _line(angle: float, inner: float, outer: float) -> str:
    (x1, y1), (x2, y2) = _point(angle, inner), _point(angle, outer)
    return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"


def _point(angle: float, radius: float) -> tuple[float, float]:
    """A point at an angle from the top, clockwise."""
    return _MIDDLE + radius * sin(angle), _MIDDLE - radius * cos(angle)


def _anchor(x: float) -> str:
    return "middle" if abs(x - _MIDDLE) < 20 else "start" if x > _MIDDLE else "end"


def pips(watch: Watch) -> SafeString:
    """The same clock as a row of small bars, for lists; the words beside it say it all."""
    most = 15
    days = min(max(watch.term, watch.gone), most)
    scale = days / max(watch.term, watch.gone)
    gone, term = round(min(watch.gone, watch.term) * scale), round(watch.term * scale)
    kinds = ["" if place < gone else "l" if place < term else "o" for place in range(days)]
    bars = format_html_join("", '<i class="{}"></i>', ((kind,) for kind in kinds))
    return format_html('<span class="pips" aria-hidden="true">{}</span>', bars)


def meter(counts: tuple[int, int, int], words: str) -> SafeString:
    """Shares of "yes", "in part" and "no" as one bar; ``words`` say the numbers."""
    total = sum(counts)
    if not total:
        return _NOTHING
    edges = [0.0]
    for count in counts:
        edges.append(edges[-1] + 100 * count / total)
    bars = [
        (kind, f"{left:.1f}", f"{max(right - left - 0.6, 0):.1f}")
        for kind, (left, right) in zip(("m-fg", "m-half", "m-no"), pairwise(edges), strict=True)
        if right > left
    ]
    drawn = format_html_join("", '<rect class="{}" x="{}" width="{}" height="8"/>', bars)
    return format_html(
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>', words, drawn
    )


# Where each state stands in the picture: whose turn it is across, time downwards.
_PLACES = {
    State.DRAFT: (0, 0), State.SCREENING: (1, 0), State.RETURNED: (0, 1), State.REGISTERED: (1, 1.6),
    State.ASSIGNED: (1, 2.8), State.ACCEPTED: (1, 4), State.CLARIFYING: (0, 3.4), State.HEARING: (0, 4.6),
    State.ESCALATED: (2, 3.4), State.ANSWERED: (0, 6), State.REWORK: (1, 5.4), State.PROMISED: (1, 6.8),
    State.DISPUTED: (2, 6), State.CLOSED: (1, 8.2), State.REMOVED: (2, 8.2),
}  # fmt: skip
_STEP_X, _STEP_Y, _WIDE, _HIGH = 250, 62, 196, 40
# What may happen nearly everywhere would cover the picture; the table below it has all.
_NOT_DRAWN = {"remove", "restore", "withdraw", "lapse", "merge", "part", "leave_to_nobody", "split_off"}


def way() -> SafeString:
    """The way of a question, drawn from the table of acts."""
    pairs = {
        (source, move.target)
        for move in TRANSITIONS
        for source in move.sources
        if move.target and move.target != source and move.act not in _NOT_DRAWN
    }
    arrows = format_html_join("", '<path class="arrow" d="{}"/>', ((_arrow(*pair),) for pair in sorted(pairs)))
    boxes = format_html_join(
        "", '<g class="box {}"><rect x="{}" y="{}" width="{}" height="{}" rx="3"/>{}</g>', _boxes()
    )
    heads = (_("The author’s turn"), _("The office’s turn"), _("Above"))
    tops = format_html_join(
        "",
        '<text class="head" x="{}" y="20">{}</text>',
        ((_x(place) + _WIDE / 2, head) for place, head in enumerate(heads)),
    )
    label = _("The way of a question from state to state; the table below says the same in words")
    return format_html(
        '<svg class="way" viewBox="0 0 {} {}" role="img" aria-label="{}"><defs><marker id="tip" viewBox="0 0 8 8" '
        'refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>{}{}{}</svg>',
        2 * _STEP_X + _WIDE + 8, round(_y(8.2) + _HIGH + 8), label, tops, arrows, boxes,
    )  # fmt: skip


def _x(column: float) -> float:
    return 4 + column * _STEP_X


def _y(row: float) -> float:
    return 36 + row * _STEP_Y


def _boxes() -> Iterator[tuple[str, float, float, int, int, SafeString]]:
    for state, (column, row) in _PLACES.items():
        x, y = _x(column), _y(row)
        words = format_html('<text x="{}" y="{}">{}</text>', x + _WIDE / 2, y + _HIGH / 2 + 5, STATES[state])
        yield state.value, x, round(y, 1), _WIDE, _HIGH, words


def _arrow(source: State, target: State) -> str:
    """A curve from the edge of one box to the edge of another that goes round what stands between."""
    (c1, r1), (c2, r2) = _PLACES[source], _PLACES[target]
    y1, y2 = _y(r1) + _HIGH / 2, _y(r2) + _HIGH / 2
    if c1 == c2:
        down = r2 > r1
        if abs(r2 - r1) < 1.5:
            x = _x(c1) + _WIDE / 2 + (0 if down else 24)
            return f"M{x} {y1 + (20 if down else -20):.0f}L{x} {y2 - (20 if down else -20):.0f}"
        side = _x(c1) + (_WIDE if down else 0)
        out = side + (34 if down else -34)
        return f"M{side} {y1 + 6:.0f}C{out} {y1:.0f} {out} {y2:.0f} {side} {y2 - 6:.0f}"
    right = c2 > c1
    x1, x2 = _x(c1) + (_WIDE if right else 0), _x(c2) + (0 if right else _WIDE)
    middle = (x1 + x2) / 2
    shift = -7 if right else 7  # there and back are two lines
    return f"M{x1} {y1 + shift:.0f}C{middle:.0f} {y1 + shift:.0f} {middle:.0f} {y2 + shift:.0f} {x2} {y2 + shift:.0f}"
