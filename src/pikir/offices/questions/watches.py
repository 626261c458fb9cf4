"""The clock of a stored question: its terms, its calendar, what is left of its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pikir.kernel.workdays import Calendar
from pikir.offices.questions.clocks import Clock, Terms, reckon
from pikir.offices.questions.guards import TRANSFERS
from pikir.offices.questions.kinds import SOON_DAYS, STALE_DAYS
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.states import AWAITING_ANSWER, Flag, Lane, State
from pikir.offices.workdays import calendar_of

OWED = AWAITING_ANSWER | {State.DISPUTED, State.PROMISED}  # a day that passes in them is somebody's delay


def terms_of(question: Question) -> Terms:
    """Return the terms that the question keeps from its beginning."""
    return Terms(lane=Lane(question.lane), **question.terms)


def calendar_of_question(question: Question) -> Calendar:
    """Return the calendar in which its days are counted; two queries."""
    return calendar_of(question.calendar, zone=question.zone)


def clock_of(question: Question, events: Iterable[QuestionEvent], calendar: Calendar) -> Clock:
    """Reckon the clock from all events, the oldest first."""
    turns = [event.as_turn() for event in events]
    return reckon(turns, terms=terms_of(question), calendar=calendar, closes=question.closes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """What a reader sees of a clock today, in working days. ``left`` is below zero when the day has passed."""

    due: date
    left: int
    gone: int  # since the registration
    term: int  # from the registration to the due day
    still: bool

    @property
    def over(self) -> int:
        """Working days over the time."""
        return max(-self.left, 0)

    @property
    def late(self) -> bool:
        """Whether the due day has passed."""
        return self.left < 0

    @property
    def soon(self) -> bool:
        """Whether the due day is near."""
        return 0 <= self.left <= SOON_DAYS


def watch_of(question: Question, calendar: Calendar, now: datetime) -> Watch | None:
    """Return the clock of what is owed now; None when nothing is."""
    if question.due is None or State(question.state) not in OWED:
        return None
    today = now.astimezone(calendar.zone).date()
    left = calendar.difference(today, question.due)
    if question.due < today:
        left = min(left, -1)  # a day off after the due day is late as well
    zero = question.zero or question.due
    return Watch(
        due=question.due,
        left=left,
        gone=max(calendar.difference(zero, today), 0),
        term=max(calendar.difference(zero, question.due), 1),
        still=question.still,
    )


def waited(question: Question, calendar: Calendar, now: datetime) -> int:
    """Return the working days that whoever asked has waited, until the end if there is one.

    They run on while the clock stands still, is passed on or begins anew.
    """
    end = now if question.is_open else question.last_at
    asked, last = (moment.astimezone(calendar.zone).date() for moment in (question.asked_at, end))
    return calendar.difference(asked, last)


def flags_of(question: Question, calendar: Calendar, now: datetime) -> set[Flag]:
    """Return what follows from clock and history of a question."""
    watch = watch_of(question, calendar, now)
    found = {Flag.BOUNCED} if question.transfer_count >= TRANSFERS else set()
    found |= {Flag.REPEAT} if question.opened > 1 else set()
    runs = watch if watch is not None and not watch.still else None
    # Whoever has it above may be in time; the answer is not.
    if question.state == State.ESCALATED or (runs and runs.late):
        found.add(Flag.OVERDUE)
    elif runs and runs.soon:
        found.add(Flag.DUE_SOON)
    over = watch.over if watch is not None else 0
    if question.is_open and (question.level > 1 or over > terms_of(question).answer):  # twice the term
        found.add(Flag.LONG_OVERDUE)
    last = question.last_at.astimezone(calendar.zone).date()
    if question.is_open and calendar.difference(last, now.astimezone(calendar.zone).date()) >= STALE_DAYS:
        found.add(Flag.STALE)
    return found
