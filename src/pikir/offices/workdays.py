"""Calendars for those who count: rows into the plain data of ``kernel.workdays``."""

from datetime import date

from django.utils.translation import get_language

from pikir.kernel.workdays import Calendar, SpecialDay
from pikir.offices.calendars import WorkCalendar, WorkDay
from pikir.places.models import Territory
from pikir.web.statements import Statement


def calendar_of(code: str, *, zone: str) -> Calendar:
    """Return a calendar by its code, with the names of its days in the reader's language; two queries.

    One that nobody brought in is a week of five working days in ``zone``.
    """
    row = _CALENDAR.first(code=code) if code else None
    if row is None:
        return Calendar(zone=zone)
    language = get_language() or "kk"
    special = [SpecialDay(day=one.day, works=one.works, reason=one.name_in(language)) for one in _DAYS.rows(code=code)]
    return Calendar(zone=row.zone, special=special, weekend=row.weekend)


_CALENDAR = Statement[WorkCalendar](lambda *, code: WorkCalendar.objects.filter(code=code), shared=True)
_DAYS = Statement[WorkDay](lambda *, code: WorkDay.objects.filter(calendar=code), shared=True)


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
