"""The clock of a question: reckoned from its events, a profile of terms and a calendar, and from nothing else.

So it can be reckoned again by anyone who has the open data. A due day is the last one on which one is in time; whoever
acts at any moment of it is. All terms are working days unless their name says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pikir.kernel.workdays import Calendar
from pikir.offices.questions.states import Lane, Outcome, Part, State

ROUTING = frozenset({State.REGISTERED, State.ASSIGNED})
APART = frozenset({"keep_apart", "transfer", "convert"})  # after which a proposal to join stands no more
SOLVED = frozenset({Outcome.SOLVED_CONFIRMED, Outcome.SOLVED_UNCHALLENGED})  # asked once whether it is so still
EXTENDERS = (Part.HEAD, Part.ARBITER)  # who may be let extend
WAITS_FOR_ANSWER = frozenset({State.REGISTERED, State.ASSIGNED, State.ACCEPTED, State.CLARIFYING, State.HEARING})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How long each step of a question may take. One row of profiles, kept with the question from its registration."""

    lane: Lane
    answer: int  # from the registration
    extension: int  # the most that may be added, once
    extension_months: int = 0  # from the registration, for a law that caps it so; 0: no such cap
    screening: int = 1
    mending: int = 10  # for the author, when a text came back before it was published
    clarifying: int = 10  # for the author, when asked back
    clarifying_pauses: bool = True  # whether the office's clock stands still meanwhile
    rework: int = 5
    disputed: int = 5
    grace: int = 3  # after the due day before the question goes above
    step: int = 5  # for each position above
    steps: int = 2  # positions above
    silence: int = 10  # after twice the answer's term; then it is closed unanswered
    promise: int = 10  # after the promised day, for evidence
    review_days: int = 15  # calendar days for the author after an answer
    extender: str = Part.HEAD  # who grants the extension
    merging: int = 3  # for the author to say whether it is the same matter as another question
    follow_weeks: int = 4  # calendar weeks after which the author is asked whether it is solved still
    follow_promised_weeks: int = 12  # likewise once more where a promise was kept


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One event: its act, the state and lane after it, when; ``until`` is the day that the actor set, if one was."""

    act: str
    state: State
    lane: Lane
    at: datetime
    until: date | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Where the clock stands after the last event.

    ``zero`` is the day of the registration; ``due`` the last day in time of what is owed now, None when nothing is;
    ``first_due`` the day that was due before it was extended. While ``still`` is set no day counts. ``paused`` are the
    working days that did not count, ``level`` the positions above that were asked. ``next_act`` is what the square will
    do by itself once ``next_after`` is over.
    """

    zero: date | None = None
    due: date | None = None
    first_due: date | None = None
    still: bool = False
    paused: int = 0
    level: int = 0
    next_act: str = ""
    next_after: date | None = None


def reckon(turns: Iterable[Turn], *, terms: Terms, calendar: Calendar, closes: time | None = None) -> Clock:
    """Reckon the clock of a question from its events, the oldest first; without events it is empty.

    ``closes`` is the hour after which what comes counts as registered on the next working day.
    """
    history = _History(terms=terms, calendar=calendar, closes=closes)
    for turn in turns:
        history.take(turn)
    return history.clock()


@dataclass(kw_only=True)
class _History:
    """What the events so far have set. Only ``take`` changes it."""

    terms: Terms
    calendar: Calendar
    closes: time | None
    state: State = State.DRAFT
    begun: date = date.min  # when the state began
    zero: date | None = None
    answer_due: date = date.min
    first_due: date | None = None
    owed_by: date = date.min  # of a rework, a dispute, a position above, a promise
    paused: int = 0
    level: int = 0
    join_after: date | None = None  # the author's silence lets it be joined
    outcome: str = ""
    asked: int = 0  # how often whether it is solved still, since it was closed
    ask_after: date | None = None

    def take(self, turn: Turn) -> None:
        """Let one event have its effect."""
        day = turn.at.astimezone(self.calendar.zone).date()
        if turn.act in {"pass", "register", "convert", "reopen", "split_off"}:
            self._begin(turn.at, turn.until if turn.act == "split_off" else None)
        elif turn.act == "take_over":
            self._stand_still(day)
        elif turn.act in {"clarify", "go_on"} and self._pauses():
            stood = max(self.calendar.difference(self.begun, day), 0)
            self.paused += stood
            self.answer_due = self.calendar.add(self.answer_due, stood)
        elif turn.act == "extend" and turn.until is not None:
            self.first_due, self.answer_due = self.answer_due, turn.until
        elif turn.act == "escalate":
            self.level += 1
        self._owe(turn, day)
        self._wait_for_author(turn, day)
        if turn.state != self.state:
            self.state, self.begun = turn.state, day
            if turn.state == State.CLOSED:
                self.outcome, self.asked = turn.outcome, 0
                self.ask_after = self._ask_next()

    def clock(self) -> Clock:
        """Return what the history amounts to."""
        act, after = self._next()
        return Clock(
            zero=self.zero,
            due=self._due(),
            first_due=self.first_due,
            still=self._pauses(),
            paused=self.paused,
            level=self.level,
            next_act=act,
            next_after=after,
        )

    def _begin(self, moment: datetime, zero: date | None) -> None:
        self.zero = zero or self.calendar.registered_on(moment, self.closes)
        self.answer_due = self.calendar.add(self.zero, self.terms.answer)
        self.first_due, self.paused, self.level = None, 0, 0

    def _stand_still(self, day: date) -> None:
        """While nobody owned the question, nobody was late."""
        stood = max(self.calendar.difference(self.begun, day), 0)
        self.paused += stood
        self.answer_due = self.calendar.add(self.answer_due, stood)
        if self.owed_by > date.min:
            self.owed_by = self.calendar.add(self.owed_by, stood)

    def _wait_for_author(self, turn: Turn, day: date) -> None:
        if turn.act == "propose_merge":
            self.join_after = self.calendar.add(day, self.terms.merging)
        elif turn.act in APART or turn.state not in ROUTING:
            self.join_after = None
        if turn.act == "follow_up":
            self.asked += 1
            self.ask_after = self._ask_next()
        elif turn.act == "still_early":
            self.ask_after = day + timedelta(weeks=self.terms.follow_weeks)
        elif turn.act == "still_no":
            self.ask_after = None

    def _ask_next(self) -> date | None:
        """When it is asked again whether it is solved still; ``asked`` times it was."""
        weeks = [self.terms.follow_weeks] if self.outcome in SOLVED else []
        if self.outcome == Outcome.PROMISE_KEPT:
            weeks = [self.terms.follow_weeks, self.terms.follow_promised_weeks]
        return self.begun + timedelta(weeks=weeks[self.asked]) if self.asked < len(weeks) else None

    def _owe(self, turn: Turn, day: date) -> None:
        terms = {
            "send_back": self.terms.rework,
            "dispute": self.terms.disputed,
            "contest": self.terms.disputed,
            "escalate": self.terms.step,
        }
        if turn.act in terms:
            self.owed_by = self.calendar.add(day, terms[turn.act])
        elif turn.act == "promise" and turn.until is not None:
            self.owed_by = turn.until

    def _pauses(self) -> bool:
        return self.state == State.CLARIFYING and self.terms.clarifying_pauses

    def _due(self) -> date | None:
        if self.state in WAITS_FOR_ANSWER:
            return self.answer_due
        owed = {State.REWORK, State.DISPUTED, State.ESCALATED, State.PROMISED}
        return self.owed_by if self.state in owed else None

    def _next(self) -> tuple[str, date | None]:
        terms, add = self.terms, self.calendar.add
        match self.state:
            case State.SCREENING:
                return "register", add(self.begun, terms.screening)
            case State.RETURNED:
                return "lapse", add(self.begun, terms.mending)
            case State.CLARIFYING:
                return min(("go_on", add(self.begun, terms.clarifying)), self._above(), key=lambda step: step[1])
            case State.REGISTERED | State.ASSIGNED if self.join_after:
                return min(("merge", self.join_after), self._above(), key=lambda step: step[1])
            case State.REGISTERED | State.ASSIGNED | State.ACCEPTED | State.HEARING | State.REWORK:
                return self._above()
            case State.DISPUTED | State.ESCALATED:
                return self._further()
            case State.ANSWERED:
                return "hold", self.begun + timedelta(days=terms.review_days)
            case State.PROMISED:
                return "break", add(self.owed_by, terms.promise)
            case State.CLOSED if self.ask_after:
                return "follow_up", self.ask_after
        return "", None

    def _above(self) -> tuple[str, date]:
        if self._pauses():
            return "escalate", date.max
        due = self.owed_by if self.state == State.REWORK else self.answer_due
        return "escalate", self.calendar.add(due, self.terms.grace)

    def _further(self) -> tuple[str, date]:
        if self.level < self.terms.steps:
            return "escalate", self.owed_by
        zero = self.zero or self.begun
        over = self.calendar.add(zero, 2 * self.terms.answer + self.terms.silence)
        return "fall_silent", max(over, self.owed_by)
