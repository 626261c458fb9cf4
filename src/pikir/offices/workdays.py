"""Calendars for those who count: rows into the plain data of ``kernel.workdays``."""

from django.utils.translation import get_language

from pikir.kernel.workdays import Calendar, SpecialDay
from pikir.offices.calendars import WorkCalendar
from pikir.places.models import Territory


def calendar_of(code: str, *, zone: str) -> Calendar:
    """Return a calendar by its code, with the names of its days in the reader's language; two queries.

    One that nobody brought in is a week of five working days in ``zone``.
    """
    row = WorkCalendar.objects.filter(code=code).first() if code else None
    if row is None:
        return Calendar(zone=zone)
    language = get_language() or "kk"
    special = [SpecialDay(day=one.day, works=one.works, reason=one.name_in(language)) for one in row.days.all()]
    return Calendar(zone=row.zone, special=special, weekend=row.weekend)


def calendar_for(territory: Territory | None, *, zone: str) -> Calendar:
    """Return the calendar of the country in which a territory lies."""
    return calendar_of(territory.country.lower() if territory else "", zone=zone)
