"""Telling readers that something waits: not what, and not when it came."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from pikir.accounts.access import Viewer
from pikir.notifications.actions import notify
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.registry import Kind, Shown, Told, register
from pikir.offices.kinds import Duty
from pikir.offices.models import DeskDuty
from pikir.offices.questions.kinds import TICK_BATCH
from pikir.offices.questions.sealed_reports.access import reads_for
from pikir.offices.questions.sealed_reports.actions import mark_told
from pikir.offices.questions.sealed_reports.models import SealedLetter, SealedReport


def register_kinds() -> None:
    """Make the kind known."""
    register(Kind(name="sealed_report", category=Category.QUESTION, phrase=_phrase, show=_show))


def tell_readers(*, now: datetime) -> None:
    """Tell of each letter once, at the hour of the schedule: the moment of a notice tells nothing of who wrote."""
    for report in SealedReport.objects.filter(waits=True, told=False)[:TICK_BATCH]:
        rows = DeskDuty.objects.filter(duty=Duty.SEALED, operator__account_id=report.office_id)
        people = set(rows.values_list("operator__user_id", flat=True))
        letters = report.letters.order_by("-number").values_list("pk", flat=True)
        notify(receivers=people, kind="sealed_report", object_id=letters[0], about_id=report.pk, at=now)
        mark_told(report)


def _phrase(_told: Told) -> str:
    return gettext("A sealed letter waits for you")


def _show(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    offices = reads_for(viewer)
    letters = [notice.object_id for notice in notices]
    found = SealedLetter.objects.filter(report__office__in=offices, pk__in=letters)
    known = set(found.values_list("pk", flat=True))
    shown = Shown(url=reverse("sealed-desk"), title="", detail="")
    return {notice.id: shown for notice in notices if notice.object_id in known}
