"""Quiet hours: when no letter about notices goes out. The room that knows the square's zone says it when it starts."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from django.db.models import F, Q
from django.utils import timezone

_zone: Callable[[], tzinfo] = timezone.get_default_timezone


def keep_time_by(zone: Callable[[], tzinfo]) -> None:
    """Have the hours of people's days counted in ``zone()``."""
    global _zone
    _zone = zone


def quiet_at(now: datetime) -> Q:
    """Return the condition on notices whose receivers want quiet now. The hour that ends the quiet is quiet no more."""
    hour = now.astimezone(_zone()).hour
    begun, lasting = Q(receiver__quiet_from__lte=hour), Q(receiver__quiet_until__gt=hour)
    by_day = Q(receiver__quiet_from__lt=F("receiver__quiet_until"))
    over_midnight = Q(receiver__quiet_from__gt=F("receiver__quiet_until"))
    return by_day & begun & lasting | over_midnight & (begun | lasting)
