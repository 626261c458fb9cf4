"""The text of an appeal, and of a complaint about one, ready to print: dates and numbers filled in, a line for a name.

Nothing of it is stored, and no field of it asks who somebody is: that is written by hand.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import override

from pikir.kernel.workdays import Calendar
from pikir.offices.holders import leaders_of
from pikir.offices.models import Position
from pikir.offices.questions.actions.profiles import profile_for
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.appeals.pages import LaneFace
from pikir.offices.questions.appeals.queries import appeal_of
from pikir.offices.questions.facts import latest_answer, months_after
from pikir.offices.questions.models import Question
from pikir.offices.questions.states import Lane

LANGUAGES = ("kk", "ru")  # in which offices take letters
LINE = 30  # signs of a line to write on: it fits the narrowest phone
COMPLAINT_MONTHS = 3  # from learning of the refusal; article 92
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A letter in one language, with the name of the file it is saved as."""

    text: str
    language: str
    name: str


def appeal_letter(
    request: HttpRequest, question: Question, *, language: str, calendar: Calendar, today: date
) -> Letter:
    """Return a question as an appeal to print and send."""
    context = _common(question, calendar, today) | {"formal": question.lane == Lane.APPEAL}
    return _letter(request, "appeal", question, language, context)


def complaint_letter(
    request: HttpRequest, question: Question, lane: LaneFace, *, language: str, calendar: Calendar, today: date
) -> Letter:
    """Return a complaint about an appeal that was refused, or not answered in time."""
    answer = latest_answer(question)
    common = _common(question, calendar, today)
    signed = answer.signed_at if answer else None
    known = signed.astimezone(calendar.zone).date() if signed else common["due"] or today
    context = common | {
        "appeal": appeal_of(question),
        "silent": lane.silent,
        "answer": answer,
        "above": _above(question, today),
        "until": months_after(known, COMPLAINT_MONTHS),
    }
    return _letter(request, "complaint", question, language, context)


def _common(question: Question, calendar: Calendar, today: date) -> dict[str, Any]:
    due = _due(question, calendar)
    return {
        "question": question,
        "words": _GAPS.sub("\n\n", _PICTURE.sub("", question.post.source)).strip(),
        "due": due,
        "over": max(calendar.difference(due, today), 0) if due else 0,
        "today": today,
        "line": "_" * LINE,
    }


def _due(question: Question, calendar: Calendar) -> date | None:
    """The day on which the office owed its answer, whoever owes it now."""
    if question.zero is None:
        return None
    owed = profile_for(question.office, Lane(question.lane)).as_terms().answer
    return question.due if question.level == 0 and question.due else calendar.add(question.zero, owed)


def _above(question: Question, today: date) -> Position | None:
    found = leaders_of([question.position], today).get(question.position_id)
    return found.position if found else None


def _letter(request: HttpRequest, kind: str, question: Question, language: str, context: dict[str, Any]) -> Letter:
    with override(language):
        context |= {"path": address_of(question)}
        text = render_to_string(f"offices/questions/appeals/{kind}.txt", context, request)
    return Letter(text=_GAPS.sub("\n\n", text).strip() + "\n", language=language, name=f"{question.number}-{kind}.txt")
