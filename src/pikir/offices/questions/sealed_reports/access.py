"""Who reads sealed reports: those to whom the receiving office gave this very duty, and nobody else."""

from django.http import Http404

from pikir.accounts.access import Viewer, user_of
from pikir.accounts.attestations.blind import digest_of
from pikir.accounts.kinds import Role
from pikir.offices.kinds import Duty
from pikir.offices.models import DeskDuty
from pikir.offices.questions.appeals.access import has_duty
from pikir.offices.questions.sealed_reports.kinds import CODE
from pikir.offices.questions.sealed_reports.models import SealedReport


def can_choose_receivers(viewer: Viewer) -> bool:
    """Whether the viewer says which offices receive reports: operators, who read none."""
    return viewer.has(Role.OPERATOR) and not viewer.suspended


def reads_for(viewer: Viewer) -> list[int]:
    """Return the offices whose reports the viewer reads; one query."""
    if not viewer.signed_in or viewer.suspended:
        return []
    offices = set(viewer.operates) - set(viewer.silenced)
    rows = DeskDuty.objects.filter(duty=Duty.SEALED, operator__user_id=user_of(viewer))
    return list(rows.filter(operator__account_id__in=offices).values_list("operator__account_id", flat=True))


def can_read_report(viewer: Viewer, report: SealedReport) -> bool:
    """Whether the viewer reads a report."""
    return has_duty(viewer, report.office_id, Duty.SEALED)


def access_report(viewer: Viewer, report_id: int) -> SealedReport:
    """Return a report that the viewer reads; Http404 otherwise."""
    report: SealedReport | None = SealedReport.objects.filter(pk=report_id).select_related("office__account").first()
    if report is None or not can_read_report(viewer, report):
        raise Http404
    return report


def report_of_code(code: str) -> SealedReport | None:
    """Return the report of a code, however it was typed; None for a wrong one."""
    found = SealedReport.objects.filter(digest=digest_of(CODE, code)).select_related("office__account")
    report: SealedReport | None = found.first()
    return report
