"""A date and a time as somebody writes them, in the square's time zone."""

from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _


class MomentError(ValueError):
    """There is no such moment, or there are two; the message is for whoever chose it."""


def moment_of(day: date, hour: time) -> datetime:
    """Return the moment at which the clocks of the active time zone, the square's, show this.

    Raises MomentError where the clocks are put forward over it, or put back and show it twice.
    """
    zone = timezone.get_current_timezone()
    first = datetime.combine(day, hour, tzinfo=zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != first.replace(tzinfo=None):
        raise MomentError(_("On this day the clocks are put forward over this time. Choose another."))
    raise MomentError(_("On this day the clocks are put back and show this time twice. Choose another."))
