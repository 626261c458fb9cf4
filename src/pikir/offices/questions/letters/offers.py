"""What an office may do by its link: in the parts of its registrar and of who answers, or of who stands above."""

from datetime import datetime

from pikir.offices.models import Office
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.machine import NO_SUCH_ACT, moves_of
from pikir.offices.questions.models import Question
from pikir.offices.questions.offers import ANSWERING, Offer, offers_in
from pikir.offices.questions.queries import events_of
from pikir.offices.questions.states import Part, State
from pikir.offices.questions.watches import calendar_of_question

_EVENTS = 500
LINKED = ("assign", "delegate", "accept", "transfer", "ask_back", "uphold")  # beside drafting and signing
_ABOVE = (State.ESCALATED, State.DISPUTED)


def office_of(question: Question) -> Office:
    """Return the office that owes the answer now."""
    owes: Office = question.above.office if question.above else question.office
    return owes


def parts_by_link(question: Question) -> frozenset[Part]:
    """Return in what parts the link acts."""
    if question.state in _ABOVE:
        return frozenset({Part.SUPERIOR})
    return frozenset({Part.REGISTRAR, Part.HANDLER})


def part_for(question: Question, name: str) -> Part:
    """Return in which part an act by the link is done. Raises ActError for one that the table does not have here."""
    names = ANSWERING if name in ANSWERING else (name,)
    parts = parts_by_link(question)
    move = next((one for one in moves_of(question.standing, parts) if one.act in names), None)
    if move is None:
        raise ActError(NO_SUCH_ACT)
    return next(part for part in Part if part in move.parts & parts)


def offers_by_link(question: Question, now: datetime) -> list[Offer]:
    """Return what the page behind a link offers."""
    events, calendar = events_of(question, _EVENTS), calendar_of_question(question)
    parts = dict.fromkeys(LINKED, parts_by_link(question))
    return offers_in(parts, question, events, calendar, now, signs=True, own=False)


def answers_by_link(question: Question) -> bool:
    """Whether the answer is written now."""
    return any(move.act in ANSWERING for move in moves_of(question.standing, parts_by_link(question)))
