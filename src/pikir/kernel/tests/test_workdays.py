"""Working days against a slow reading of the calendar, one day after another."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikir.kernel.workdays import LONGEST_TERM, Calendar, SpecialDay

_DAY = timedelta(days=1)
ALMATY = ZoneInfo("Asia/Almaty")
DAYS = st.dates(date(2023, 12, 1), date(2026, 2, 1))
TERMS = st.integers(0, 120)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=730)).map(lambda span: datetime(2024, 1, 1, tzinfo=UTC) + span)
SPECIAL = st.lists(st.builds(lambda day, works: SpecialDay(day=day, works=works), DAYS, st.booleans()), max_size=60)
CALENDARS = st.builds(
    lambda special, weekend: Calendar(zone="Asia/Almaty", special=special, weekend=sorted(weekend)),
    SPECIAL,
    st.sets(st.integers(0, 6), max_size=6),
)


def slow_days(calendar: Calendar, start: date, number: int) -> list[date]:
    """The working days after a day, looked for one by one."""
    later = (start + _DAY * step for step in count(1))
    return list(islice((day for day in later if calendar.works(day)), number))


def slow_difference(calendar: Calendar, start: date, end: date) -> int:
    if end < start:
        return -slow_difference(calendar, end, start)
    return sum(calendar.works(start + _DAY * step) for step in range(1, (end - start).days + 1))


@given(CALENDARS, DAYS, TERMS)
def test_a_term_ends_where_counting_day_by_day_ends(calendar: Calendar, start: date, number: int) -> None:
    assert calendar.add(start, number) == (slow_days(calendar, start, number) or [start])[-1]


@given(CALENDARS, DAYS, DAYS)
def test_a_difference_is_what_counting_day_by_day_gives(calendar: Calendar, start: date, end: date) -> None:
    assert calendar.difference(start, end) == slow_difference(calendar, start, end)


@given(CALENDARS, DAYS, TERMS)
def test_adding_and_counting_undo_each_other(calendar: Calendar, start: date, number: int) -> None:
    assert calendar.difference(start, calendar.add(start, number)) == number


@given(CALENDARS, DAYS, TERMS, st.integers(0, 30))
def test_who_comes_later_or_has_longer_is_never_due_earlier(
    calendar: Calendar, start: date, number: int, later: int
) -> None:
    assert calendar.add(start, number) <= calendar.add(start + _DAY * later, number)
    assert calendar.add(start, number) < calendar.add(start, number + 1)


@given(CALENDARS, MOMENTS, TERMS)
def test_nothing_is_due_before_its_working_days_are_over(calendar: Calendar, received: datetime, number: int) -> None:
    registered = calendar.registered_on(received)
    due = calendar.due(registered, number)
    assert received < due
    assert due.astimezone(ALMATY).time() == time()
    whole = [day for day in slow_days(calendar, registered, number) if calendar.ends(day) <= due]
    assert len(whole) == number


@given(CALENDARS, DAYS, TERMS)
def test_an_explanation_lists_each_day_once_and_counts_to_the_term(
    calendar: Calendar, start: date, number: int
) -> None:
    told = calendar.explain(start, number)
    assert [one.day for one in told] == [start + _DAY * step for step in range(1, len(told) + 1)]
    assert [one.number for one in told if one.number] == list(range(1, number + 1))
    assert all(calendar.works(one.day) == bool(one.number) for one in told)
    assert not told or told[-1].day == calendar.add(start, number)


MAY = Calendar(
    zone="Asia/Almaty",
    special=[
        SpecialDay(day=date(2024, 5, 1), works=False, reason="Unity"),
        SpecialDay(day=date(2024, 5, 4), works=True, reason="Worked for 8 May"),
        *(SpecialDay(day=date(2024, 5, day), works=False) for day in (7, 8, 9)),
    ],
)


def test_a_worked_saturday_counts_and_the_day_given_for_it_does_not() -> None:
    assert MAY.add(date(2024, 5, 3), 1) == date(2024, 5, 4)
    assert MAY.add(date(2024, 5, 3), 3) == date(2024, 5, 10)
    told = MAY.explain(date(2024, 5, 3), 2)
    assert [(one.day.day, one.number) for one in told] == [(4, 1), (5, None), (6, 2)]
    assert told[0].special is not None
    assert told[0].special.reason == "Worked for 8 May"


def test_a_term_is_over_with_the_end_of_its_last_day() -> None:
    due = MAY.due(date(2024, 5, 3), 1)
    assert due == datetime(2024, 5, 5, tzinfo=ALMATY)
    assert MAY.left(due - timedelta(seconds=1), date(2024, 5, 4)) == 0
    assert MAY.left(datetime(2024, 5, 6, 9, tzinfo=ALMATY), date(2024, 5, 4)) == -1


@pytest.mark.parametrize(
    ("hour", "day", "expected"),
    [(17, 3, 3), (18, 3, 4), (19, 4, 6), (12, 5, 6), (12, 1, 2)],
    ids=["in time", "after hours, before a worked Saturday", "after hours on it", "Sunday", "holiday"],
)
def test_what_comes_after_hours_is_registered_on_the_next_working_day(hour: int, day: int, expected: int) -> None:
    received = datetime(2024, 5, day, hour, 30, tzinfo=ALMATY)
    assert MAY.registered_on(received, time(18, 30)) == date(2024, 5, expected)


def test_the_day_is_that_of_the_zone_and_not_of_the_clock_of_the_machine() -> None:
    late = datetime(2024, 5, 2, 20, 0, tzinfo=UTC)  # one in the morning of the third in Almaty
    assert MAY.registered_on(late) == date(2024, 5, 3)
    assert Calendar(zone="America/New_York").registered_on(late) == date(2024, 5, 2)


def test_a_year_without_known_days_says_so() -> None:
    assert MAY.knows(date(2024, 12, 31))
    assert not MAY.knows(date(2025, 1, 1))


@pytest.mark.parametrize("number", [-1, LONGEST_TERM + 1])
def test_a_term_has_bounds(number: int) -> None:
    with pytest.raises(ValueError, match="term"):
        MAY.add(date(2024, 5, 3), number)


def test_a_week_needs_a_working_day() -> None:
    with pytest.raises(ValueError, match="week"):
        Calendar(zone="Asia/Almaty", weekend=range(7))
