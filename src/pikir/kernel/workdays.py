"""Working days: what counts as one, when so many are over, and why just then.

The day of registration is day zero; counting begins with the day after it, and a term is over at the end of its last
working day. A calendar is plain data: the days off of every week, and the special days that a country names. A half
day is a working day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = 7
SATURDAY_AND_SUNDAY = (5, 6)  # as ``date.weekday`` counts
LONGEST_TERM = 2_000  # working days: eight years, longer than any law gives, short enough to be listed
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says: off, or, like a Saturday in exchange, worked. ``reason`` names it."""

    day: date
    works: bool
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CountedDay:
    """A day of an explanation: ``number`` is its place among the working days counted, None where it is not one.

    ``special`` is what the calendar says of this very day, if anything.
    """

    day: date
    number: int | None
    special: SpecialDay | None = None


class Calendar:
    """Working days of one country in one zone. ``special`` may come in any order; the last word on a day counts."""

    def __init__(
        self, *, zone: str, special: Iterable[SpecialDay] = (), weekend: Sequence[int] = SATURDAY_AND_SUNDAY
    ) -> None:
        """Take in the calendar. Raises ValueError for a week without working days."""
        self.zone = ZoneInfo(zone)
        self.special = {one.day: one for one in special}
        self._weekend = frozenset(weekend)
        if len(self._weekend & set(range(WEEK))) == WEEK:
            raise ValueError("a week needs a working day")
        differing = [one for one in self.special.values() if one.works == (one.day.weekday() in self._weekend)]
        self._off = sorted(one.day.toordinal() for one in differing if not one.works)
        self._worked = sorted(one.day.toordinal() for one in differing if one.works)
        self.years = frozenset(one.day.year for one in self.special.values())

    def knows(self, day: date) -> bool:
        """Whether special days of the year are known; if not, a date is reckoned by the week alone."""
        return day.year in self.years

    def works(self, day: date) -> bool:
        """Whether it is a working day."""
        special = self.special.get(day)
        return special.works if special else day.weekday() not in self._weekend

    def add(self, day: date, number: int) -> date:
        """Return the ``number``-th working day after ``day``; the day itself for zero. Raises ValueError."""
        if not 0 <= number <= LONGEST_TERM:
            raise ValueError(f"a term has 0 to {LONGEST_TERM} working days")
        if number == 0:
            return day
        first = day.toordinal()
        # As many weeks as it takes if only one day of each were worked, and every known day off lay on that day.
        last = first + (number + len(self._off)) * WEEK
        return date.fromordinal(bisect_left(range(first, last), self._count(first) + number, key=self._count) + first)

    def difference(self, start: date, end: date) -> int:
        """Return how many working days come after ``start`` up to and with ``end``; below zero when that is earlier."""
        return self._count(end.toordinal()) - self._count(start.toordinal())

    def registered_on(self, received: datetime, closes: time | None = None) -> date:
        """Return the day on which what came at a moment counts as registered: day zero of its term.

        Without ``closes`` it is the day of the moment in the zone of the calendar; with the hour at which an office
        closes it is the next working day for what came later, or on a day off.
        """
        local = received.astimezone(self.zone)
        if closes is None or (self.works(local.date()) and local.time() < closes):
            return local.date()
        return self.add(local.date(), 1)

    def ends(self, day: date) -> datetime:
        """Return the moment at which a day is over in the zone of the calendar: from then on one is late."""
        return datetime.combine(day + _DAY, time(), self.zone)

    def due(self, registered: date, number: int) -> datetime:
        """Return the moment at which a term of so many working days is over: the end of its last day."""
        return self.ends(self.add(registered, number))

    def left(self, now: datetime, last: date) -> int:
        """Return how many working days are left after today until the last one; below zero: how many it is over."""
        return self.difference(now.astimezone(self.zone).date(), last)

    def explain(self, registered: date, number: int) -> list[CountedDay]:
        """Return every day from the one after the registration to the last of a term: counted, or why it is not."""
        counted: list[CountedDay] = []
        day, place, last = registered, 0, self.add(registered, number)
        while day < last:
            day += _DAY
            works = self.works(day)
            place += works
            counted.append(CountedDay(day=day, number=place if works else None, special=self.special.get(day)))
        return counted

    def _count(self, ordinal: int) -> int:
        """How many working days there were up to and with a day, since a Monday long ago."""
        weeks, rest = divmod(ordinal, WEEK)  # the first day of all calendars was a Monday and has the number one
        count = weeks * (WEEK - len(self._weekend)) + sum(place not in self._weekend for place in range(rest))
        return count - bisect_right(self._off, ordinal) + bisect_right(self._worked, ordinal)
