"""What public position a person holds today, as bylines show it. A room above knows positions and writes this down.

The mandates of an account lie in its own row, the present one and those to come, so that a list shows badges without a
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
    """A position in words of each language, and the first and last day on which the person holds it."""

    names: dict[str, str]
    first_day: date
    last_day: date | None
    acting: bool


def written(mandates: Iterable[Mandate]) -> str:
    """Return mandates as the row of an account keeps them; the first that runs is the one that is shown."""
    rows = [
        [one.first_day.isoformat(), one.last_day.isoformat() if one.last_day else "", one.acting, one.names]
        for one in mandates
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def badge_of(account: Account) -> str:
    """Return the position that the account's person holds today, in the reader's language, or nothing."""
    if not account.mandates:
        return ""
    today = timezone.localdate().isoformat()
    for first, last, acting, names in json.loads(account.mandates):
        if first <= today and (not last or today <= last):
            return _words(names[get_language() or "kk"], acting=acting)
    return ""


def _words(name: str, *, acting: bool) -> str:
    return pgettext("position", "%(name)s (acting)") % {"name": name} if acting else name
