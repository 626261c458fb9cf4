"""The clock of a question, against a reading day by day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikir.kernel.workdays import Calendar, SpecialDay
from pikir.offices.questions.clocks import Terms, Turn, reckon
from pikir.offices.questions.states import Lane, State

ZONE = "Asia/Almaty"
PLEDGE = Terms(lane=Lane.QUESTION, answer=10, extension=10)
LAW = Terms(lane=Lane.APPEAL, answer=15, extension=30, extension_months=2, clarifying_pauses=False)
# Two days off, and a Saturday worked for one of them.
CALENDAR = Calendar(
    zone=ZONE,
    special=[
        SpecialDay(day=date(2026, 3, 9), works=False),
        SpecialDay(day=date(2026, 3, 23), works=False),
        SpecialDay(day=date(2026, 3, 14), works=True),
    ],
)


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(ZONE))


def turn(act: str, state: State, moment: datetime, lane: Lane = Lane.QUESTION, until: date | None = None) -> Turn:
    return Turn(act=act, state=state, lane=lane, at=moment, until=until)


def test_friday_evening_registers_on_monday_and_holidays_and_a_working_saturday_count_as_they_are() -> None:
    friday = date(2026, 3, 6)
    clock = reckon(
        [turn("register", State.REGISTERED, at(friday, 19, 10), Lane.APPEAL)],
        terms=LAW, calendar=CALENDAR, closes=time(18, 30),
    )  # fmt: skip
    assert clock.zero == date(2026, 3, 10)  # the Monday is a day off
    counted = [day for day in (clock.zero + timedelta(days=n) for n in range(1, 60)) if CALENDAR.works(day)]
    assert clock.due == counted[14] == date(2026, 3, 31)


def test_what_waits_for_the_author_stands_still_under_the_pledge_and_runs_on_under_the_law() -> None:
    monday = date(2026, 4, 6)
    turns = [
        turn("register", State.REGISTERED, at(monday)),
        turn("accept", State.ACCEPTED, at(monday + timedelta(days=1))),
        turn("ask_back", State.CLARIFYING, at(monday + timedelta(days=2))),
    ]
    waiting = reckon(turns, terms=PLEDGE, calendar=CALENDAR)
    assert (waiting.still, waiting.next_act) == (True, "go_on")
    turns.append(turn("clarify", State.ACCEPTED, at(monday + timedelta(days=7))))
    pledge, law = (reckon(turns, terms=terms, calendar=CALENDAR) for terms in (PLEDGE, LAW))
    assert (pledge.paused, law.paused) == (3, 0)
    assert pledge.due == CALENDAR.add(monday, 13)
    assert law.due == CALENDAR.add(monday, 15)


def test_a_transfer_and_a_successor_change_nothing() -> None:
    monday = date(2026, 4, 6)
    begun = [turn("register", State.REGISTERED, at(monday))]
    moved = [
        *begun,
        turn("assign", State.ASSIGNED, at(monday)),
        turn("transfer", State.REGISTERED, at(monday + timedelta(days=3))),
        turn("assign", State.ASSIGNED, at(monday + timedelta(days=3))),
        turn("inherit", State.ASSIGNED, at(monday + timedelta(days=4))),
    ]
    before, after = (reckon(turns, terms=PLEDGE, calendar=CALENDAR) for turns in (begun, moved))
    assert (before.zero, before.due) == (after.zero, after.due)


def test_an_extension_moves_the_due_day_and_keeps_the_old_one_in_sight() -> None:
    monday = date(2026, 4, 6)
    until = CALENDAR.add(monday, 18)
    turns = [
        turn("register", State.REGISTERED, at(monday)),
        turn("accept", State.ACCEPTED, at(monday)),
        turn("extend", State.ACCEPTED, at(monday + timedelta(days=5)), until=until),
    ]
    clock = reckon(turns, terms=PLEDGE, calendar=CALENDAR)
    assert (clock.due, clock.first_due) == (until, CALENDAR.add(monday, 10))


def test_silence_climbs_two_steps_and_is_closed_after_twice_the_term_and_ten_days() -> None:
    monday = date(2026, 4, 6)
    turns = [turn("register", State.REGISTERED, at(monday)), turn("assign", State.ASSIGNED, at(monday))]
    seen = []
    while (clock := reckon(turns, terms=PLEDGE, calendar=CALENDAR)).next_act == "escalate":
        assert clock.next_after
        day = clock.next_after + timedelta(days=1)
        seen.append((clock.level, clock.next_after))
        turns.append(turn("escalate", State.ESCALATED, at(day)))
    first = CALENDAR.add(monday, 13)
    second = CALENDAR.add(first + timedelta(days=1), 5)
    assert seen == [(0, first), (1, second)]
    assert (clock.next_act, clock.next_after) == ("fall_silent", CALENDAR.add(monday, 30))


@pytest.mark.parametrize(
    ("act", "state", "next_act", "days"),
    [
        ("ask", State.SCREENING, "register", 1),
        ("return", State.RETURNED, "lapse", 10),
        ("send_back", State.REWORK, "escalate", 5 + 3),
        ("dispute", State.DISPUTED, "escalate", 5),
    ],
)
def test_every_wait_ends_by_itself(act: str, state: State, next_act: str, days: int) -> None:
    monday = date(2026, 4, 6)
    clock = reckon([turn(act, state, at(monday))], terms=PLEDGE, calendar=CALENDAR)
    assert (clock.next_act, clock.next_after) == (next_act, CALENDAR.add(monday, days))


def slow_due(zero: date, term: int, pauses: list[tuple[date, date]]) -> date:
    """Walk day by day from the registration; days within a pause do not count."""
    day = zero
    while term:
        day += timedelta(days=1)
        if CALENDAR.works(day) and not any(begins < day <= ends for begins, ends in pauses):
            term -= 1
    return day


@given(start=st.dates(date(2026, 1, 1), date(2026, 6, 30)), gaps=st.lists(st.integers(0, 9), max_size=8))
def test_pauses_move_the_due_day_as_a_reading_day_by_day_says(start: date, gaps: list[int]) -> None:
    zero = CALENDAR.registered_on(at(start))
    turns, pauses, day = [turn("register", State.REGISTERED, at(start))], [], start
    for number, gap in enumerate(gaps):
        before, day = day, day + timedelta(days=gap)
        if number % 2 == 0:
            turns.append(turn("ask_back", State.CLARIFYING, at(day)))
        else:
            turns.append(turn("clarify", State.ACCEPTED, at(day)))
            pauses.append((before, day))
    if len(gaps) % 2:
        turns.append(turn("clarify", State.ACCEPTED, at(day)))
    clock = reckon(turns, terms=PLEDGE, calendar=CALENDAR)
    due = slow_due(zero, PLEDGE.answer, pauses)
    if all(ends <= due for _begins, ends in pauses):  # else it was overdue before it was asked back
        assert clock.due == due
