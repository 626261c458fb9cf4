"""Timestamps: the full date in the square's zone for everyone; relative words are added by a script, if at all."""

from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

DateForm = Literal["date", "day", "datetime", "time", "clock", "short", "plate"]
_FORMATS = {
    "date": "DATE_FORMAT",
    "datetime": "DATETIME_FORMAT",
    "time": "TIME_FORMAT",
    "short": "SHORT_DATE_FORMAT",
    "plate": "PLATE_FORMAT",
}


def written_date(at: datetime, form: DateForm = "date") -> str:
    """A moment in words of the active language and in the zone of the square.

    ``day`` leaves out the year while it is the present one, ``clock`` is the time of today and a brief day before,
    ``plate`` adds the day of the week.
    """
    local, now = timezone.localtime(at), timezone.localtime()
    if form == "day":
        return date_format(local, "MONTH_DAY_FORMAT" if local.year == now.year else "DATE_FORMAT")
    if form == "clock":
        return date_format(local, "TIME_FORMAT" if local.date() == now.date() else "BRIEF_DAY_FORMAT")
    return date_format(local, _FORMATS[form])


def timestamp(*, at: datetime, form: DateForm = "date", relative: bool = False) -> SafeString:
    """A ``<time>`` with the written date. ``relative`` allows the script to say "3 hours ago" for a day."""
    full = format_html(' title="{}"', written_date(at, "datetime")) if relative or form in ("day", "clock") else ""
    return format_html(
        '<time datetime="{}"{}{}>{}</time>',
        timezone.localtime(at).isoformat(timespec="minutes"),
        full,
        " data-relative" if relative else "",
        written_date(at, form),
    )
