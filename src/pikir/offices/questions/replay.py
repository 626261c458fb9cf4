"""Whether a question stands where its events say: what is read back from a file, or after a fault, is held to it."""

from collections.abc import Sequence

from pikir.kernel.workdays import Calendar
from pikir.offices.questions.machine import TRANSITIONS
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.states import State
from pikir.offices.questions.watches import clock_of

_AT_LAST = ("due", "still", "level", "next_act")
_CLOCK = (*_AT_LAST, "zero", "first_due", "paused", "next_after")


def faults_of(question: Question, events: Sequence[QuestionEvent]) -> list[str]:
    """Return what is wrong with a question whose events are given, the oldest first; nothing if all is well."""
    if not events:
        return ["it has no events"]
    found = _impossible(events)
    if [event.number for event in events] != list(range(1, question.event_count + 1)):
        found.append("its events are not numbered one by one")
    last = events[-1]
    if (last.state, last.lane, last.outcome) != (question.state, question.lane, question.outcome):
        found.append("it stands elsewhere than its events say")
    return found


def faults_of_clock(question: Question, events: Sequence[QuestionEvent], calendar: Calendar) -> list[str]:
    """Return what is wrong with its clock. A closed question keeps the days of the calendar it was closed under."""
    clock, names = clock_of(question, events, calendar), _CLOCK if question.is_open else _AT_LAST
    return [f"{name} is not what its events say" for name in names if getattr(clock, name) != getattr(question, name)]


def _impossible(events: Sequence[QuestionEvent]) -> list[str]:
    found, state, lane = [], State.DRAFT.value, events[0].lane
    for event in events:
        fits = [move for move in TRANSITIONS if move.act == event.act and state in move.sources and lane in move.lanes]
        strays = event.lane != lane and event.act != "convert"
        if strays or event.from_state != state or not any(event.part in move.parts for move in fits):
            found.append(f"event {event.number}, {event.act}, cannot follow")
        state, lane = event.state, event.lane
    return found
