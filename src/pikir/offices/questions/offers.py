"""What somebody may do with a question now: acts of the table whose guards hold, whatever is still to be filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pikir.accounts.access import Viewer
from pikir.kernel.workdays import Calendar
from pikir.offices.models import Office
from pikir.offices.questions.access import alone, is_official, may_sign, narrowed, parts_of
from pikir.offices.questions.facts import Given, Moment, facts_of
from pikir.offices.questions.machine import Refusal, Transition, moves_of, try_act
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.states import Part

FIELDS: dict[str, tuple[str, ...]] = {
    "return": ("ground", "words"),
    "assign": ("to",),
    "delegate": ("to",),
    "accept": (),
    "transfer": ("to_office", "ground", "words"),
    "ask_back": ("words",),
    "clarify": ("words",),
    "extend": ("until", "ground", "words"),
    "withdraw": (),
    "confirm": (),
    "settle": (),
    "send_back": ("criterion", "words"),
    "dispute": ("words",),
    "uphold": ("ending", "words"),
    "keep": ("evidence", "words"),
    "reopen": ("evidence", "words"),
    "ask_redaction": ("ground", "words"),
    "hear": ("words",),
    "speak": ("words",),
    "keep_apart": (),
    "merge": (),
    "part": (),
    "take_over": (),
    "still_yes": (),
    "still_no": (),
    "still_early": (),
    "leave_to_nobody": ("ground", "words"),
}
ANSWERING = ("answer", "answer_above")  # on a page of their own
_STILL_MISSING = {"outcome"}  # refusals that filling the form in mends


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """An act with the fields of its form."""

    move: Transition
    fields: tuple[str, ...]


def offers_to(
    viewer: Viewer, question: Question, events: list[QuestionEvent], calendar: Calendar, now: datetime
) -> list[Offer]:
    """Return what the viewer may do on the page of a question; nothing is asked for who has no part in it."""
    own, single = parts_of(viewer, question), alone(viewer, question)
    parts = {act: narrowed(own, single, act) for act in FIELDS}
    signs, handled = may_sign(viewer, question), is_official(viewer, question)
    return offers_in(parts, question, events, calendar, now, signs=signs, own=handled, actor=viewer)


def offers_in(
    parts: Mapping[str, frozenset[Part]],
    question: Question,
    events: list[QuestionEvent],
    calendar: Calendar,
    now: datetime,
    *,
    signs: bool,
    own: bool,
    actor: Viewer | None = None,
) -> list[Offer]:
    """Return what somebody may do who has ``parts`` for each act; ``own``: they handled it before."""
    held = frozenset[Part]().union(*parts.values())
    possible = [move for move in moves_of(question.standing, held) if move.act in parts]
    moves = [move for move in possible if move.parts & parts[move.act]]
    if not moves:
        return []
    today = now.astimezone(calendar.zone).date()
    due = question.due or today
    hopeful = Given(
        reason="-",
        words="-",
        to=question.position,
        to_office=Office(pk=0),
        until=calendar.add(max(due, today - timedelta(days=1)), 1),
        evidence=True,
        signs=signs,
        own=own,
    )
    moment = Moment(
        question=question, events=events, calendar=calendar, now=now, parts=held, given=hopeful, actor=actor
    )
    return [
        Offer(move=move, fields=FIELDS[move.act])
        for move in moves
        if _open(replace(moment, parts=parts[move.act]), move)
    ]


def _open(moment: Moment, move: Transition) -> bool:
    outcome = next(iter(move.outcomes), None)
    standing = moment.question.standing
    after = try_act(standing, act=move.act, parts=moment.parts, facts=facts_of(moment, move.act), outcome=outcome)
    return not isinstance(after, Refusal) or after.code in _STILL_MISSING


def answers(viewer: Viewer, question: Question) -> bool:
    """Whether the page offers the viewer to write the answer."""
    return any(move.act in ANSWERING for move in moves_of(question.standing, parts_of(viewer, question)))
