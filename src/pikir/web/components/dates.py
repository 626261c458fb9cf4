"""Timestamps: the full date in the square's zone for everyone; relative words are added by a script, if at all."""

from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

DateForm = Literal["date", "day", "datetime", "time", "clock", "short", "plate"]
_FORMATS = {
    "date": "DATE_FORMAT",
    "datetime": "DATETIME_FORMAT",
    "time": "TIME_FORMAT",
    "short": "SHORT_DATE_FORMAT",
    "plate": "PLATE_FORMAT",
}


_KEPT = 4_096  # drawn times a process remembers: drawing one costs more than the rest of a card


def written_date(at: datetime, form: DateForm = "date") -> str:
    """A moment in words of the active language and in the zone of the square.

    ``day`` leaves out the year while it is the present one, ``clock`` is the time of today and a brief day before,
    ``plate`` adds the day of the week: the date of a page, which is the same at every hour.
    """
    return _written(timezone.localtime(at), form, timezone.localdate())


def _written(local: datetime, form: DateForm, today: date) -> str:
    if form == "day":
        return date_format(local, "MONTH_DAY_FORMAT" if local.year == today.year else "DATE_FORMAT")
    if form == "clock":
        return date_format(local, "TIME_FORMAT" if local.date() == today else "BRIEF_DAY_FORMAT")
    return date_format(local, _FORMATS[form])


def timestamp(*, at: datetime, form: DateForm = "date", relative: bool = False) -> SafeString:
    """A ``<time>`` with the written date. ``relative`` allows the script to say "3 hours ago" for a day."""
    return _drawn(at, form, relative, timezone.get_current_timezone(), timezone.localdate(), get_language())


@lru_cache(_KEPT)
def _drawn(
    at: datetime,
    form: DateForm,
    relative: bool,
    zone: tzinfo,
    today: date,
    language: str | None,  # noqa: ARG001  # the words are in it
) -> SafeString:
    local = timezone.localtime(at, zone)
    full = (
        format_html(' title="{}"', _written(local, "datetime", today)) if relative or form in ("day", "clock") else ""
    )
    return format_html(
        '<time datetime="{}"{}{}>{}</time>',
        local.date().isoformat() if form == "plate" else local.isoformat(timespec="minutes"),
        full,
        " data-relative" if relative else "",
        _written(local, form, today),
    )
