"""Badges of officials who are here themselves: their mandates are written into the row of their account."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from pikir.accounts.actions import note_mandates
from pikir.accounts.badges import Mandate
from pikir.kernel.languages import LANGUAGES
from pikir.offices.models import Appointment, Official


def renew_badges(**which: Any) -> None:
    """Write anew what those officials hold whose appointments match ``which``; for the caller's transaction."""
    matching = Appointment.objects.filter(**which).values("official_id")
    for official in Official.objects.filter(id__in=matching, account__isnull=False):
        note_mandates(account_id=official.account_id or 0, mandates=_mandates(official))


def _mandates(official: Official) -> Iterator[Mandate]:
    """What an official holds and will hold; what they hold themselves before what they do in somebody's place."""
    today = timezone.localdate()
    rows = Appointment.objects.filter(Q(last_day=None) | Q(last_day__gte=today), official=official)
    rows = rows.filter(position__retired_on=None, position__office__retired_on=None)
    for row in rows.select_related("position__office").order_by("acting", "position__rank", "first_day", "id"):
        position, office = row.position, row.position.office
        yield Mandate(
            names={one: f"{position.name_in(one)}, {office.name_in(one)}" for one in LANGUAGES},
            first_day=row.first_day,
            last_day=row.last_day,
            acting=row.acting,
        )
