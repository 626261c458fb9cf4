"""What must be true of every question, read slowly from its events: each day by day, and nothing that a clock keeps."""

from collections.abc import Sequence
from datetime import date, timedelta

from pikir.kernel.workdays import Calendar
from pikir.offices.questions.clocks import Terms
from pikir.offices.questions.machine import TRANSITIONS
from pikir.offices.questions.models import QuestionEvent
from pikir.offices.questions.states import State

BACK = {"restore", "take_over"}
BEGINNINGS = {"register", "pass", "reopen", "convert", "split_off"}
WAITS = {"registered", "assigned", "accepted", "clarifying", "hearing"}


def slow_step(day: date, calendar: Calendar, number: int) -> date:
    """So many working days later, one day after the other."""
    while number:
        day += timedelta(days=1)
        number -= calendar.works(day)
    return day


def slow_days(start: date, end: date, calendar: Calendar) -> int:
    return sum(calendar.works(start + timedelta(days=number)) for number in range(1, (end - start).days + 1))


def slow_closed(events: Sequence[QuestionEvent], days: list[date], place: int) -> date:
    """The day on which what is taken over in some place was closed: meanwhile words may have been asked to go."""
    return days[max(n for n in range(place) if events[n].from_state != events[n].state)]


def slow_answer(events: Sequence[QuestionEvent], days: list[date], calendar: Calendar, terms: Terms) -> date:
    """When the answer is due."""
    begins = max(n for n, one in enumerate(events) if one.act in BEGINNINGS)
    begun = events[begins].until if events[begins].act == "split_off" else None  # a part counts from its whole
    due, asked = slow_step(begun or days[begins], calendar, terms.answer), date.min
    for place in range(begins + 1, len(events)):
        one, day = events[place], days[place]
        if one.act == "ask_back":
            asked = day
        elif one.act in {"clarify", "go_on"}:
            since = max([asked, *restored(events[: place + 1], days)])
            due = slow_step(due, calendar, slow_days(since, day, calendar))
        elif one.act == "extend" and one.until:
            due = one.until
        elif one.act == "take_over":
            due = slow_step(due, calendar, slow_days(slow_closed(events, days, place), day, calendar))
    return due


def slow_due(events: Sequence[QuestionEvent], calendar: Calendar, terms: Terms) -> date | None:
    """What is due after some events, read day by day and without anything the clock remembers."""
    days = [event.at.astimezone(calendar.zone).date() for event in events]
    state = events[-1].state
    if state in WAITS:
        return slow_answer(events, days, calendar, terms)
    if state == "promised":
        return next(one.until for one in reversed(events) if one.act == "promise")
    owed = {"rework": terms.rework, "disputed": terms.disputed, "escalated": terms.step}
    if state not in owed:
        return None
    entries = {"send_back", "dispute", "contest", "escalate"}
    place = max(n for n, one in enumerate(events) if one.act in entries)
    due = slow_step(days[place], calendar, owed[events[place].state])
    for later in range(place + 1, len(events)):
        if events[later].act == "take_over":
            closed = slow_closed(events, days, later)
            due = slow_step(due, calendar, slow_days(closed, days[later], calendar))
    return due


def restored(events: Sequence[QuestionEvent], days: list[date]) -> list[date]:
    """Days on which what was removed or withdrawn came back: the time of its state begins anew."""
    return [days[place] for place, one in enumerate(events) if one.act in BACK and one.state == "clarifying"]


def follow(events: Sequence[QuestionEvent]) -> None:
    """Every event begins where the one before ended, and the table has it."""
    state = State.DRAFT.value
    for event in events:
        assert event.from_state == state
        fits = [one for one in TRANSITIONS if one.act == event.act and state in one.sources and event.part in one.parts]
        assert any(one.target in {None, event.state} for one in fits), (event.act, event.part)
        assert (event.state == "closed") == bool(event.outcome)
        state = event.state
