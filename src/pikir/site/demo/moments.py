"""Moments of the demo fortnight, written as one says them: ``-3d 14:32``, and spans: ``1h 20m``."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

UNITS = {"d": "days", "h": "hours", "m": "minutes"}
_PART = re.compile(r"(\d+)([dhm])")
_DAY = re.compile(r"([+-]\d+)d (\d\d):(\d\d)")


def span(text: str) -> timedelta:
    """Read a length of time such as ``1h 20m``."""
    parts = text.split()
    matches = [_PART.fullmatch(part) for part in parts]
    if not parts or None in matches:
        raise ValueError(f"{text!r} is not a length of time such as '1h 20m'")
    return timedelta(**{UNITS[match[2]]: int(match[1]) for match in matches if match})


def moment(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """Read a time of day so many days from now, such as ``-3d 14:32``, by the clocks of the town.

    ``-0d`` is today, or yesterday while the hour has not come yet.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a moment such as '-3d 14:32'")
    day = now.astimezone(zone) + timedelta(days=int(match[1]))
    found = day.replace(hour=int(match[2]), minute=int(match[3]), second=0, microsecond=0)
    return found - timedelta(days=1) if match[1] == "-0" and found > now else found
