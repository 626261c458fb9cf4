"""Pages of the sealed channel. None is kept by a browser or on the way, and no address holds a code."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pikir.accounts.access import Request, require
from pikir.accounts.decorators import signed_in
from pikir.offices.questions.sealed_reports import actions, queries
from pikir.offices.questions.sealed_reports.access import (
    access_report,
    can_choose_receivers,
    reads_for,
    report_of_code,
)
from pikir.offices.questions.sealed_reports.actions import ReportError
from pikir.offices.questions.sealed_reports.forms import (
    AnswerReportForm,
    CodeForm,
    LetterForm,
    ReceiverForm,
    ReportForm,
)
from pikir.offices.questions.sealed_reports.models import SealedReport
from pikir.offices.questions.sealing import FileError, sealed_answer
from pikir.web.rates import TooFastError, remember, status_of, take

_TEMPLATES = "offices/questions/sealed"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """Write a report; the answer shows its code, once."""
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            take(request, "sealed_report")
            code = actions.begin_report(**form.cleaned_data)
        except (TooFastError, FileError, ReportError) as fault:
            _blame(request, form, fault)
        else:
            return _unlisted(render(request, f"{_TEMPLATES}/code.html", {"code": code}))
    context = {"form": form, "counted": queries.counted(), "receives": queries.receivers().exists()}
    return _unlisted(render(request, f"{_TEMPLATES}/begin.html", context, status=_status(request, form)))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: Request) -> HttpResponse:
    """Ask for the code; then show the letters and take another one. The code is in the form, never in an address."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _unlisted(render(request, f"{_TEMPLATES}/come_back.html", {"form": form}, status=_status(request, form)))
    try:
        take(request, "sealed_code")
    except TooFastError as fault:
        _blame(request, form, fault, "code")
        return _unlisted(render(request, f"{_TEMPLATES}/come_back.html", {"form": form}, status=429))
    code = form.cleaned_data["code"]
    report = report_of_code(code)
    if report is None:
        form.add_error("code", _("No report has this code. Look at each sign; small or large letters do not matter."))
        return _unlisted(render(request, f"{_TEMPLATES}/come_back.html", {"form": form}, status=422))
    return _letters(request, report, code)


def _letters(request: Request, report: SealedReport, code: str) -> HttpResponse:
    writes = request.POST.get("act") == "write"
    form = LetterForm(request.POST if writes else None, request.FILES if writes else None)
    sent = False
    if writes and form.is_valid():
        try:
            take(request, "sealed_report")
            actions.write_on(report=report, **form.cleaned_data)
        except (TooFastError, FileError, ReportError) as fault:
            _blame(request, form, fault)
        else:
            sent, form = True, LetterForm()
    letters = queries.letters_of(report)
    context = {"report": report, "letters": letters, "form": form, "code": code, "sent": sent}
    return _unlisted(render(request, f"{_TEMPLATES}/letters.html", context, status=_status(request, form)))


def _blame(request: Request, form: ReportForm | LetterForm | CodeForm, fault: ValueError, field: str = "") -> None:
    """Say in the form what went wrong; what was typed stays in it."""
    if isinstance(fault, TooFastError):
        remember(request, fault)
    form.add_error("file" if isinstance(fault, FileError) else field or None, str(fault))


def _status(request: Request, form: ReportForm | LetterForm | CodeForm) -> int:
    return status_of(request) if form.errors else 200


def _unlisted(answer: HttpResponse) -> HttpResponse:
    """No search engine keeps it."""
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@never_cache
@signed_in
def desk(request: Request) -> HttpResponse:
    """Show readers what came; operators, who read nothing, which offices receive."""
    offices = reads_for(request.viewer.itself)
    chooses = can_choose_receivers(request.viewer)
    if not offices and not chooses:
        raise Http404
    context: dict[str, Any] = {"reports": queries.reports_for(offices), "reads": bool(offices), "chooses": chooses}
    if chooses:
        context |= {"receivers": queries.receivers(), "form": ReceiverForm()}
    return render(request, f"{_TEMPLATES}/desk.html", context)


@never_cache
@require_POST
@signed_in
def receiver(request: Request) -> HttpResponse:
    """Let an office receive reports, or no longer."""
    require(can_choose_receivers(request.viewer))
    handle = request.POST.get("office", "").strip().lower().lstrip("@")
    office = queries.receiving_office(handle)
    if office is None:
        messages.error(request, _("No office has this short name."))
    else:
        actions.set_receiver(actor=request.viewer.itself, office=office, receives=request.POST.get("act") == "on")
        messages.success(request, _("Kept."))
    return redirect("sealed-desk")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def read(request: Request, object_id: int) -> HttpResponse:
    """Read a report and answer it, or close it. Each reading stands in the log of the office."""
    report = access_report(request.viewer.itself, object_id)
    if request.method == "POST" and request.POST.get("act") == "close":
        actions.close_report(actor=request.viewer.itself, report=report)
        return redirect("sealed-desk")
    form = AnswerReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_report(actor=request.viewer.itself, report=report, words=form.cleaned_data["words"])
        except ReportError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Your answer waits for who has the code."))
            return redirect("sealed-read", object_id=report.pk)
    actions.note_reading(actor=request.viewer.itself, report=report)
    context = {"report": report, "letters": queries.letters_of(report), "form": form}
    return render(request, f"{_TEMPLATES}/read.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@signed_in
def file(request: Request, object_id: int, number: int) -> HttpResponse:
    """Hand the file of a letter to a reader."""
    report = access_report(request.viewer.itself, object_id)
    found = queries.letter_file(report, number)
    if found is None:
        raise Http404
    return sealed_answer(found)
