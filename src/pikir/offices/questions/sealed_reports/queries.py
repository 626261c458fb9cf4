"""The read side of the sealed channel."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from pikir.offices.models import Office
from pikir.offices.questions.sealed_reports.kinds import LETTERS_MAX, REPORTS_SHOWN
from pikir.offices.questions.sealed_reports.models import SealedCount, SealedReceiver, SealedReport
from pikir.offices.questions.sealing import SealedFile, SealError


def receivers() -> "QuerySet[Office]":
    """Return the offices that receive reports."""
    chosen = SealedReceiver.objects.values("office")
    found: QuerySet[Office] = Office.objects.present().filter(pk__in=chosen).select_related("account")
    return found.order_by("sort_kk")


def no_offices() -> "QuerySet[Office]":
    """Return none, for a form that is not filled yet."""
    found: QuerySet[Office] = Office.objects.none()
    return found


def receiving_office(handle: str) -> Office | None:
    """Return an office that may be chosen to receive reports, by its short name."""
    found: Office | None = Office.objects.present().filter(account__handle=handle).first()
    return found


def letter_file(report: SealedReport, number: int) -> SealedFile | None:
    """Return the file of a letter, None where there is none."""
    letter = report.letters.select_related("file").filter(number=number).first()
    return letter.file if letter else None


def reports_for(office_ids: Collection[int]) -> list[SealedReport]:
    """Return the reports that came to offices, what waits first, then by the day of the last letter."""
    rows = SealedReport.objects.filter(office__in=office_ids).select_related("office")
    return list(rows.order_by("closed_on", "-waits", "-last_on", "pk")[:REPORTS_SHOWN])


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A letter as it is read."""

    number: int
    by_reporter: bool
    words: str
    on: date
    file: SealedFile | None


def letters_of(report: SealedReport) -> list[Letter]:
    """Return the letters of a report unsealed, the oldest first; where the key is missing they say so."""
    rows = report.letters.select_related("file").order_by("number")[:LETTERS_MAX]
    return [
        Letter(number=one.number, by_reporter=one.by_reporter, words=_words(one), on=one.on, file=one.file)
        for one in rows
    ]


def _words(one: object) -> str:
    try:
        return str(one.words)  # type: ignore[attr-defined]  # a letter of a related manager without types
    except SealError as fault:
        return str(fault)


def counted() -> tuple[int, int]:
    """Return how many reports ever came and how many were answered: all that the public learns of them."""
    sums = SealedCount.objects.aggregate(came=Sum("came"), answered=Sum("answered"))
    return sums["came"] or 0, sums["answered"] or 0
