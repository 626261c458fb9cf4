"""What public position a person holds today, as bylines show it. A room above knows positions and writes this down.

The mandates of an account lie in its own row, the present one and those to come, and past ones in which it said
something, so that a list shows badges without a
query and a badge ends with its last day, whether or not anything ran that night.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, pgettext

from pikir.accounts.models import Account


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """A position in words of each language, and the first and last day on which the person holds it.

    ``within`` is the account of the office.
    """

    names: dict[str, str]
    first_day: date
    last_day: date | None
    acting: bool
    within: int


def written(mandates: Iterable[Mandate]) -> str:
    """Return mandates as the row of an account keeps them; the first that runs is the one that is shown."""
    rows = [
        [one.first_day.isoformat(), one.last_day.isoformat() if one.last_day else "", one.acting, one.names, one.within]
        for one in mandates
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def badge_of(account: Account, *, on: date | None = None, within: int | None = None) -> str:
    """Return the position that the account's person holds, in the reader's language, or nothing.

    ``on`` is the day, today without it; ``within`` asks for positions of one office alone.
    """
    if not account.mandates:
        return ""
    day = (on or timezone.localdate()).isoformat()
    for first, last, acting, names, *office in json.loads(account.mandates):  # rows of older versions name no office
        if first <= day and (not last or day <= last) and within in (None, *office):
            return _words(names[get_language() or "kk"], acting=acting)
    return ""


def _words(name: str, *, acting: bool) -> str:
    return pgettext("position", "%(name)s (acting)") % {"name": name} if acting else name
