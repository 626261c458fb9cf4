"""Bringing calendars of working days in."""

from collections.abc import Collection
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.workdays import SATURDAY_AND_SUNDAY
from pikir.offices.calendars import WorkCalendar, WorkDay
from pikir.offices.events import CalendarChanged
from pikir.offices.files import BadFileError, DayRow, read_ready_calendar
from pikir.offices.kinds import CALENDAR_CODE, READY_ZONES
from pikir.offices.naming import named
from pikir.web.freshness import touch


def import_calendar(*, code: str, zone: str, rows: Collection[DayRow], dry_run: bool = False) -> dict[str, int]:
    """Have a calendar know the days of these rows; of a year that they name it forgets all other days.

    The same again writes nothing. Returns how many days are new, changed, the same and gone. Raises BadFileError.
    """
    _check(code, zone)
    years = {row.day.year for row in rows}
    known = {one.day: one for one in WorkDay.objects.filter(calendar_id=code, day__year__in=years)}
    wanted = {row.day: _day(code, row) for row in rows}
    new = [one for day, one in wanted.items() if day not in known]
    changed = [one for day, one in wanted.items() if day in known and _told(one) != _told(known[day])]
    gone = [one.pk for day, one in known.items() if day not in wanted]
    if not dry_run:
        with transaction.atomic():
            calendar, _made = WorkCalendar.objects.update_or_create(
                code=code, defaults={"zone": zone, "weekend": list(SATURDAY_AND_SUNDAY)}
            )
            WorkDay.objects.filter(pk__in=[*gone, *(known[one.day].pk for one in changed)]).delete()
            WorkDay.objects.bulk_create([*new, *changed])
            if new or changed or gone:
                data = {"calendar": calendar.code, "years": ", ".join(map(str, sorted(years)))}
                record(actor=None, verb="import_calendar", kind="calendar", object_id=0, data=data)
                touch("offices")
                send(CalendarChanged(code=code))
    return {"new": len(new), "changed": len(changed), "same": len(wanted) - len(new) - len(changed), "gone": len(gone)}


def load_ready_calendar(code: str = "kz", *, dry_run: bool = False) -> dict[str, int]:
    """Bring in a calendar that comes with the square. Raises BadFileError where there is none."""
    return import_calendar(code=code, zone=READY_ZONES.get(code, ""), rows=read_ready_calendar(code), dry_run=dry_run)


def _check(code: str, zone: str) -> None:
    if not CALENDAR_CODE.fullmatch(code):
        raise BadFileError(f"“{code[:20]}” is no code of a calendar: small Latin letters and hyphens, as in kz.")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadFileError(f"“{zone[:40]}” is no time zone; write Asia/Almaty.") from None


def _day(code: str, row: DayRow) -> WorkDay:
    return WorkDay(calendar_id=code, day=row.day, works=row.works, source=row.source, **named(row.names))


def _told(one: WorkDay) -> tuple[object, ...]:
    return one.works, one.names, one.source
