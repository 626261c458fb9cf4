"""Badges of officials who are here themselves: their mandates are written into the row of their account."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from pikir.accounts.actions import note_mandates
from pikir.accounts.badges import Mandate
from pikir.kernel.languages import LANGUAGES
from pikir.offices.models import Appointment, BlogText, Official


def renew_badges(**which: Any) -> None:
    """Write anew what those officials hold whose appointments match ``which``; for the caller's transaction."""
    matching = Appointment.objects.filter(**which).values("official_id")
    for official in Official.objects.filter(id__in=matching, account__isnull=False):
        note_mandates(account_id=official.account_id or 0, mandates=_mandates(official))


def _mandates(official: Official) -> Iterator[Mandate]:
    """What an official holds, will hold, and held where they said something; what they do in somebody's place last."""
    running = Q(last_day=None) | Q(last_day__gte=timezone.localdate())
    standing = Q(position__retired_on=None, position__office__retired_on=None)
    said = Exists(BlogText.objects.filter(appointment=OuterRef("pk")))
    rows = Appointment.objects.filter((running & standing) | said, official=official)
    for row in rows.select_related("position__office").order_by("acting", "position__rank", "first_day", "id"):
        position, office = row.position, row.position.office
        yield Mandate(
            names={one: f"{position.name_in(one)}, {office.name_in(one)}" for one in LANGUAGES},
            first_day=row.first_day,
            last_day=_last_day(row),
            acting=row.acting,
            within=office.pk,
        )


def _last_day(row: Appointment) -> date | None:
    """The last day in office; nobody holds a position that is no more."""
    over = [one - timedelta(days=1) for one in (row.position.retired_on, row.position.office.retired_on) if one]
    return min([*over, row.last_day] if row.last_day else over, default=None)
