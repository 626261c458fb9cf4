"""The public log and the reports of months: pages, and files for programs."""

import csv
import json
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from pikir.moderation.kinds import Category, Measure
from pikir.moderation.openness.kinds import DUMP_ROWS, FIRST_YEAR
from pikir.moderation.openness.queries import days, entries_after, head, log_page, rule_titles
from pikir.moderation.openness.report import Month, Report, Row, months_with_decisions, report_of
from pikir.web.keyset import read_key
from pikir.web.pages import public_page

_TAG = "moderation-log"
WEEK = 7


@require_safe
@public_page(_TAG, parameters=("before",))
def log(request: HttpRequest) -> HttpResponse:
    """List what was decided, and say how anyone checks the list."""
    page, months = log_page(before=read_key(request.GET.get("before"))), months_with_decisions(timezone.now())
    context = {"page": page, "head": head(), "days": days()[:WEEK], "months": months}
    return render(request, "moderation/log.html", context)


@require_safe
@public_page(_TAG)
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show the figures of a month."""
    report = _report(year, month)
    parts = {
        "by_category": _parts(report.by_category, dict(Category.choices)),
        "by_measure": _parts(report.by_measure, dict(Measure.choices)),
        "by_rule": _parts(report.by_rule, rule_titles()),
    }
    context = {"report": report, "months": months_with_decisions(timezone.now()), **parts}
    return render(request, "moderation/month.html", context)


@require_safe
@public_page(_TAG)
def month_file(_request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The same figures for programs: section, key, value."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="moderation-{year}-{month:02}.csv"'
    lines = csv.writer(answer)
    lines.writerow(("section", "key", "value"))
    lines.writerows(_report(year, month).rows())
    return answer


@require_safe
@public_page(_TAG, parameters=("after",))
def log_file(request: HttpRequest) -> HttpResponse:
    """The log for programs: one entry a line, the oldest first, a thousand at a time; ``Link`` leads to the next."""
    rows = entries_after(read_key(request.GET.get("after")) or 0)
    lines = (
        json.dumps({"number": row.number, "body": row.body, "before": row.before, "hash": row.hash}, ensure_ascii=False)
        for row in rows
    )
    answer = HttpResponse("".join(f"{line}\n" for line in lines), content_type="application/jsonl; charset=utf-8")
    if len(rows) == DUMP_ROWS:
        answer["Link"] = f'<{reverse("moderation-log-file")}?after={rows[-1].number}>; rel="next"'
    return answer


def _parts(rows: list[Row], names: Mapping[str, StrOrPromise]) -> list[tuple[StrOrPromise, int, int]]:
    """Name and count of each row, and its length in a thousandth of the longest."""
    most = max((count for _key, count in rows), default=1)
    return [(names.get(key, key), count, round(1000 * count / most)) for key, count in rows]


def _report(year: int, month: int) -> Report:
    if not (FIRST_YEAR <= year <= timezone.now().year and 1 <= month <= 12):
        raise Http404
    asked = Month(year=year, month=month)
    if asked.begins > timezone.now():
        raise Http404
    return report_of(asked)
