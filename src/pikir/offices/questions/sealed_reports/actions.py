"""Every write of the sealed channel. What its author does leaves no line in the log, and no moment, only a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require, user_of
from pikir.accounts.attestations.blind import digest_of, grouped, make_code
from pikir.audit.actions import record
from pikir.kernel.ids import make_chance
from pikir.offices.models import Office
from pikir.offices.questions.actions.sealing import delete_sealed, keep_sealed
from pikir.offices.questions.sealed_reports.access import can_choose_receivers, can_read_report
from pikir.offices.questions.sealed_reports.kinds import CODE, CODE_LENGTH, KEPT_DAYS, LETTERS_MAX
from pikir.offices.questions.sealed_reports.models import (
    SealedCount,
    SealedLetter,
    SealedReceiver,
    SealedReport,
)
from pikir.offices.questions.sealing import SealedFile, seal_words


class ReportError(ValueError):
    """A letter cannot be kept; the message says why."""


def begin_report(*, office: Office, words: str, file: File[Any] | None = None) -> str:
    """Keep a report and return the code, which nobody can tell again. Raises FileError or ReportError."""
    code, today = make_code(CODE_LENGTH), timezone.localdate()
    with _kept(file) as kept, transaction.atomic():
        if not SealedReceiver.objects.filter(pk=office.pk).exists():
            raise ReportError(_("This office receives no sealed reports any more. Choose another one."))
        report = SealedReport.objects.create(office=office, digest=digest_of(CODE, code), last_on=today)
        _add(report, words=words, file=kept, on=today)
        _count(today, "came")
    return grouped(code)


def write_on(*, report: SealedReport, words: str, file: File[Any] | None = None) -> None:
    """Add a letter of who has the code; what was closed is open again. Raises FileError or ReportError."""
    today = timezone.localdate()
    with _kept(file) as kept, transaction.atomic():
        row = SealedReport.objects.select_for_update().get(pk=report.pk)
        _add(row, words=words, file=kept, on=today)
        row.waits, row.told, row.last_on, row.closed_on = True, False, today, None
        row.save()


def answer_report(*, actor: Viewer, report: SealedReport, words: str) -> None:
    """Add a letter of a reader. Raises ReportError or PermissionDenied."""
    require(can_read_report(actor, report))
    today = timezone.localdate()
    with transaction.atomic():
        row = SealedReport.objects.select_for_update().get(pk=report.pk)
        if not row.letters.filter(by_reporter=False).exists():
            _count(today, "answered")
        _add(row, words=words, file=None, on=today, reader_id=user_of(actor))
        row.waits, row.last_on = False, today
        row.save()
        _note(actor, "answer_sealed", row)


def close_report(*, actor: Viewer, report: SealedReport) -> None:
    """Say that nothing more is to be done: it is deleted after some weeks. Raises PermissionDenied."""
    require(can_read_report(actor, report))
    with transaction.atomic():
        SealedReport.objects.filter(pk=report.pk).update(closed_on=timezone.localdate(), waits=False)
        _note(actor, "close_sealed", report)


def note_reading(*, actor: Viewer, report: SealedReport) -> None:
    """Put into the log of the office that somebody opened a report."""
    _note(actor, "read_sealed", report)


def set_receiver(*, actor: Viewer, office: Office, receives: bool) -> None:
    """Let an office receive reports, or no longer; those that came stay with it. Raises PermissionDenied."""
    require(can_choose_receivers(actor))
    with transaction.atomic():
        if receives:
            SealedReceiver.objects.get_or_create(office=office)
        else:
            SealedReceiver.objects.filter(office=office).delete()
        verb = "receive_sealed" if receives else "stop_sealed"
        record(actor=user_of(actor), verb=verb, kind="account", object_id=office.pk, data={"staff": "yes"})


def mark_told(report: SealedReport) -> None:
    """Note that readers were told that something waits."""
    SealedReport.objects.filter(pk=report.pk).update(told=True)


def delete_closed(*, today: date) -> int:
    """Delete what was closed long enough ago, with its files; return how many."""
    old = SealedReport.objects.filter(closed_on__lt=today - timedelta(days=KEPT_DAYS))
    done = 0
    for report in old[:LETTERS_MAX]:
        with transaction.atomic():
            for file in SealedFile.objects.filter(pk__in=report.letters.exclude(file=None).values("file")):
                delete_sealed(file)
            report.delete()
        done += 1
    return done


@contextmanager
def _kept(file: File[Any] | None) -> Iterator[SealedFile | None]:
    """A file sealed under an identifier of chance; gone again where the block fails."""
    kept = keep_sealed(file, identifier=make_chance()) if file else None
    try:
        yield kept
    except Exception:
        if kept:
            delete_sealed(kept)
        raise


def _add(report: SealedReport, *, words: str, file: SealedFile | None, on: date, reader_id: int | None = None) -> None:
    number = report.letters.count() + 1
    if number > LETTERS_MAX:
        raise ReportError(_("This report is full. Begin a new one and name the day of this one."))
    sealed = seal_words({"words": words})
    SealedLetter.objects.create(
        report=report,
        number=number,
        by_reporter=reader_id is None,
        reader_id=reader_id,
        sealed=sealed,
        file=file,
        on=on,
    )


def _count(day: date, name: str) -> None:
    SealedCount.objects.get_or_create(year=day.year)
    SealedCount.objects.filter(year=day.year).update(**{name: F(name) + 1})


def _note(actor: Viewer, verb: str, report: SealedReport) -> None:
    """Who of the readers did it; which report it was stays out of the log."""
    record(actor=user_of(actor), verb=verb, kind="account", object_id=report.office_id)
