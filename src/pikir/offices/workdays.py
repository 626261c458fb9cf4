"""Calendars for those who count: rows into the plain data of ``kernel.workdays``."""

from datetime import date
from functools import lru_cache

from django.utils.translation import get_language

from pikir.kernel.languages import LANGUAGES
from pikir.kernel.workdays import Calendar, SpecialDay
from pikir.offices.calendars import WorkCalendar, WorkDay
from pikir.places.models import Territory
from pikir.web.statements import Statement

_KEPT = 12  # calendars a process remembers: those of some countries, each in three languages
_Days = tuple[tuple[date, bool, str], ...]


def calendar_of(code: str, *, zone: str) -> Calendar:
    """Return a calendar by its code, with the names of its days in the reader's language; two queries.

    One that nobody brought in is a week of five working days in ``zone``.
    """
    row = _CALENDAR.first(code=code) if code else None
    if row is None:
        return _made(zone, None, ())
    own_zone, weekend = row
    language = get_language()
    days = _DAYS.rows(code=code, name=f"name_{language if language in LANGUAGES else 'kk'}")
    return _made(own_zone, tuple(weekend), tuple(days))


@lru_cache(_KEPT)
def _made(zone: str, weekend: tuple[int, ...] | None, days: _Days) -> Calendar:
    """The same rows make the same calendar; nobody changes one."""
    if weekend is None:
        return Calendar(zone=zone)
    special = [SpecialDay(day=day, works=works, reason=reason) for day, works, reason in days]
    return Calendar(zone=zone, special=special, weekend=weekend)


_CALENDAR = Statement[tuple[str, list[int]]](
    lambda *, code: WorkCalendar.objects.filter(code=code).values_list("zone", "weekend"), shared=True
)
_DAYS = Statement[tuple[date, bool, str]](
    lambda *, code, name: WorkDay.objects.filter(calendar=code).order_by("day").values_list("day", "works", name),
    shared=True,
)


def special_near(territory: Territory | None, first: date, last: date) -> dict[date, bool]:
    """Return which days between two are no usual ones in the country of a territory, and whether one works then."""
    if territory is None:
        return {}
    code = territory.country.lower()
    return dict(_SPECIAL.rows(code=code, first=first.isoformat(), last=last.isoformat()))


_SPECIAL = Statement[tuple[date, bool]](
    lambda *, code, first, last: WorkDay.objects.filter(calendar=code, day__range=(first, last)).values_list(
        "day", "works"
    )
)


def calendar_for(territory: Territory | None, *, zone: str) -> Calendar:
    """Return the calendar of the country in which a territory lies."""
    return calendar_of(territory.country.lower() if territory else "", zone=zone)
