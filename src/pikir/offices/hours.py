"""Hours of an office: plain words that people write, read as spans where they are plain enough."""

import re

from django.utils.translation import gettext

from pikir.accounts.kinds import WEEKDAYS

_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")  # "9–13", "14:00 - 18.30"
_DAY = 24 * 60
_ALWAYS = "24/7"

Span = tuple[int, int]  # minutes of the day: from, to


def spans_of(line: str) -> list[Span] | None:
    """Return when an office is open on a weekday, in minutes after midnight; None where the words do not tell.

    "9–13, 14–18:30" is two spans, "24/7" the whole day; an empty line is a closed day.
    """
    if not line.strip():
        return []
    if line.strip() == _ALWAYS:
        return [(0, _DAY)]
    spans: list[Span] = []
    for part in line.split(","):
        found = _SPAN.fullmatch(part.strip())
        if not found:
            return None
        begin, end = (int(found[at]) * 60 + int(found[at + 1] or 0) for at in (1, 3))
        if not (spans[-1][1] if spans else 0) <= begin < end <= _DAY:
            return None
        spans.append((begin, end))
    return spans


def week_of(lines: list[str]) -> list[list[Span]] | None:
    """Return the spans of seven weekdays, Monday first; None unless every line is plain."""
    week = [spans_of(line) for line in lines]
    plain = [spans for spans in week if spans is not None]
    return plain if len(plain) == len(lines) == WEEKDAYS and any(plain) else None


def words_of(state: str) -> str:
    """Return what stands beside the hours, by the script that knows what time it is."""
    return {
        "open": gettext("Open now, until %(time)s"),
        "closed": gettext("Closed now"),
        "later": gettext("Closed now, opens at %(time)s today"),
    }[state]
