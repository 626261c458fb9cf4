"""Open data of questions: columns with their meaning, and rows piece by piece. File and explanation are one source.

No row says who asked: not by name, not by number. Of what is private only the columns in ``OF_PRIVATE`` are filled.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from pikir.offices.questions.kinds import Kind, number_of
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.texts import HAPPENED, LANES, OUTCOMES, PARTS, REASONS, STATES
from pikir.posts.kinds import State, Visibility

PIECE = 500  # questions read at a time: a quarter of a megabyte
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NAME = "CC0 1.0"
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula

_CODE = pgettext_lazy("unit of a column", "code")
_TEXT = pgettext_lazy("unit of a column", "text")
_COUNT = pgettext_lazy("unit of a column", "count")
_DAYS = pgettext_lazy("unit of a column", "working days")
_DAY = pgettext_lazy("unit of a column", "day, ISO 8601")
_MOMENT = pgettext_lazy("unit of a column", "moment, ISO 8601, UTC")

Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name in the file, what it means, in what it is measured, and what of a row it is made of."""

    name: str
    meaning: StrOrPromise
    unit: StrOrPromise
    paths: tuple[str, ...]
    make: Callable[..., Any] | None = None

    def read(self, values: Values) -> Any:
        """Return what stands in the column of a row."""
        given = [values[path] for path in self.paths]
        return self.make(*given) if self.make else given[0]


def _column(name: str, unit: StrOrPromise, meaning: StrOrPromise, *paths: str, **make: Callable[..., Any]) -> Column:
    return Column(name=name, meaning=meaning, unit=unit, paths=paths or (name,), **make)


def _visibility(visibility: str, state: str) -> str:
    """Whether everyone may read it: public, private, or removed by a decision."""
    if visibility != Visibility.PUBLIC:
        return "private"
    return "public" if state == State.PUBLISHED else "removed"


def _title(title: str, visibility: str, state: str) -> str | None:
    return title if _visibility(visibility, state) == "public" else None


_SEEN = ("post__visibility", "post__state")
QUESTIONS = (
    _column(
        "number",
        _CODE,
        _("Number of the question; it never changes, and its page is found by it"),
        "year",
        "serial",
        make=number_of,
    ),
    _column("visibility", _CODE, _("Who may read it"), *_SEEN, make=_visibility),
    _column("lane", _CODE, _("In which of two ways it was asked")),
    _column("kind", _CODE, _("What is asked for")),
    _column("naming", _CODE, _("How the public knows who asked: by name, initials or not at all; never who")),
    _column("language", _CODE, _("Language of the text, ISO 639-1"), "post__language"),
    _column(
        "title",
        _TEXT,
        _("The question in one sentence, in the words of who asked"),
        "post__title",
        *_SEEN,
        make=_title,
    ),
    _column("topic", _CODE, _("Topic, as in its address"), "topic__slug"),
    _column("territory", _CODE, _("Code of the place it is about"), "territory__code"),
    _column("office", _CODE, _("Code of the office that has it now"), "office__code"),
    _column("position", _CODE, _("Position within the office that owes the answer"), "position__code"),
    _column("state", _CODE, _("State of the question now")),
    _column("outcome", _CODE, _("How it ended; empty while it is open")),
    _column("asked_at", _MOMENT, _("When it was asked")),
    _column("registered_on", _DAY, _("Day of registration: day zero of the clock"), "zero"),
    _column("due", _DAY, _("The last day on which what is owed now is in time")),
    _column("first_due", _DAY, _("What was due before it was extended")),
    _column("late_after", _DAY, _("Once this day is over the question is overdue; empty while nobody can be late")),
    _column("paused", _DAYS, _("Days that did not count while the author was asked back")),
    _column("level", _COUNT, _("How many positions above were asked in place of the first")),
    _column("transfers", _COUNT, _("How often it went to another office"), "transfer_count"),
    _column(
        "supporters",
        _COUNT,
        _("How many people said that it concerns them too; it may change without an event"),
        "supporter_count",
    ),
    _column("events", _COUNT, _("How many rows the file of events has of it"), "event_count"),
    _column("answered_at", _MOMENT, _("When the first answer was signed")),
    _column("changed_at", _MOMENT, _("When something happened last"), "last_at"),
    _column("terms", _TEXT, _("Terms of its clock as JSON, in working days unless the name says otherwise")),
    _column("calendar", _CODE, _("Calendar in which its working days are counted")),
    _column("zone", _CODE, _("Time zone of its days, IANA")),
)  # fmt: skip
OF_PRIVATE = frozenset({
    "number", "visibility", "lane", "office", "state", "outcome", "registered_on", "due", "late_after",
})  # fmt: skip

EVENTS = (
    _column(
        "question",
        _CODE,
        _("Number of the question"),
        "question__year",
        "question__serial",
        make=number_of,
    ),
    _column("number", _COUNT, _("Place among the events of the question, from 1; nothing is left out")),
    _column("at", _MOMENT, _("When it happened")),
    _column("act", _CODE, _("What was done, as on the page that explains how this works")),
    _column("part", _CODE, _("In what part somebody acted")),
    _column("from_state", _CODE, _("Where it stood before")),
    _column("state", _CODE, _("Where it stood afterwards")),
    _column("lane", _CODE, _("Lane afterwards")),
    _column("outcome", _CODE, _("How it ended, if it did")),
    _column("reason", _CODE, _("Why, by code; words of reasons stand on the page of the question")),
    _column("office", _CODE, _("Code of the office that had it afterwards"), "office__code"),
    _column("position", _CODE, _("Position that had it afterwards"), "position__code"),
    _column("until", _DAY, _("The day that the actor set")),
    _column("due", _DAY, _("What was due afterwards")),
)  # fmt: skip


CODES: dict[str, list[tuple[str, StrOrPromise]]] = {
    "visibility": [
        ("public", pgettext_lazy("who may read a question", "everyone")),
        (
            "private",
            pgettext_lazy("who may read a question", "author and office; here it is counted without its words"),
        ),
        ("removed", pgettext_lazy("who may read a question", "nobody: taken down by a decision")),
    ],
    "lane": [(code.value, words) for code, words in LANES.items()],
    "kind": [(code, words) for code, words in Kind.choices],
    "state": [(code.value, words) for code, words in STATES.items()],
    "outcome": [(code.value, words) for code, words in OUTCOMES.items()],
    "act": list(HAPPENED.items()),
    "part": [(code.value, words) for code, words in PARTS.items()],
    "reason": list(REASONS.items()),
}


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """A file of open data; ``rows`` reads it piece by piece, of all or of one office."""

    name: str
    title: StrOrPromise
    columns: tuple[Column, ...]
    rows: Callable[[Q], Iterator[list[Values]]]

    def as_csv(self, where: Q) -> Iterator[bytes]:
        """Return the file as CSV (RFC 4180), in UTF-8."""
        yield _lines([[column.name for column in self.columns]])
        for piece in self.rows(where):
            yield _lines([_cell(value) for value in row.values()] for row in piece)

    def as_json(self, where: Q, head: dict[str, Any]) -> Iterator[bytes]:
        """Return the file as one JSON object: ``head``, the names of the columns, and ``rows``."""
        names = [column.name for column in self.columns]
        yield json.dumps(head | {"columns": names}, ensure_ascii=False)[:-1].encode() + b', "rows": [\n'
        before = b""
        for piece in self.rows(where):
            yield before + b",\n".join(json.dumps(row, ensure_ascii=False).encode() for row in piece)
            before = b",\n"
        yield b"\n]}\n"


def _lines(rows: Iterable[list[Any]]) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode()


def _cell(value: Any) -> Any:
    """A text that looks like a formula has a stroke before it, so that no spreadsheet runs it."""
    if isinstance(value, dict):
        return json.dumps(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def _paths(columns: Iterable[Column]) -> list[str]:
    return list(dict.fromkeys(path for column in columns for path in column.paths))


def _registered(where: Q) -> "Iterator[list[Values]]":
    """Questions that were registered at some time, in the order of their keys: plain values, of which nothing stays."""
    rows = Question.objects.filter(where, zero__isnull=False).order_by("pk")
    last = 0
    while piece := list(rows.filter(pk__gt=last).values("pk", *_paths(QUESTIONS))[:PIECE]):
        yield piece
        last = piece[-1]["pk"]


def _questions(where: Q) -> Iterator[list[Values]]:
    for piece in _registered(where):
        yield [_row_of(values) for values in piece]


def _row_of(values: Values) -> Values:
    private = values["post__visibility"] != Visibility.PUBLIC
    return {
        column.name: None if private and column.name not in OF_PRIVATE else _plain(column.read(values))
        for column in QUESTIONS
    }


def _events(where: Q) -> Iterator[list[Values]]:
    for piece in _registered(where):
        public = [values["pk"] for values in piece if values["post__visibility"] == Visibility.PUBLIC]
        rows = QuestionEvent.objects.filter(question_id__in=public).order_by("question_id", "number")
        found = list(rows.values(*_paths(EVENTS)))
        if found:
            yield [{column.name: _plain(column.read(values)) for column in EVENTS} for values in found]


FILES = {
    "questions": DataFile(name="questions", title=_("Questions"), columns=QUESTIONS, rows=_questions),
    "question-events": DataFile(name="question-events", title=_("Events of questions"), columns=EVENTS, rows=_events),
}
