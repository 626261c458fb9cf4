"""The office's side: what waits there, and the page on which an answer is written and signed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pikir.accounts.access import Request, require
from pikir.accounts.decorators import signed_in
from pikir.offices.kinds import Duty
from pikir.offices.queries import office_called
from pikir.offices.questions import queries
from pikir.offices.questions.access import access_question, can_see_desk, may_draft, may_sign
from pikir.offices.questions.actions import answering
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.appeals.access import has_duty
from pikir.offices.questions.appeals.pages import lane_of
from pikir.offices.questions.forms import AnswerForm
from pikir.offices.questions.forms_of_answers import faults_of, warnings_of
from pikir.offices.questions.letters.queries import came_back
from pikir.offices.questions.models import Answer, Question
from pikir.offices.questions.offers import answers
from pikir.offices.questions.pages import face_of
from pikir.offices.questions.sealed_reports.access import can_choose_receivers
from pikir.offices.questions.states import State
from pikir.offices.questions.watches import calendar_of_question

_FIELDS = tuple(AnswerForm.base_fields)


@require_safe
@never_cache
@signed_in
def desk(request: Request, handle: str) -> HttpResponse:
    """Show what waits at an office, what is due first at the head."""
    office = office_called(handle)
    if office is None:
        raise Http404
    require(can_see_desk(request.viewer, office))
    rows = queries.desk_rows(office, now=timezone.now(), after=request.GET.get("after", ""))
    sealed = can_choose_receivers(request.viewer) or has_duty(request.viewer.itself, office.pk, Duty.SEALED)
    context = {"office": office, "rows": rows, "closed": office.pk not in request.viewer.operates, "sealed": sealed}
    return render(request, "offices/questions/desk.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: Request, number: str) -> HttpResponse:
    """Draft the answer, look it through, sign it."""
    found = access_question(request.viewer, number)
    if not may_draft(request.viewer, found) or not answers(request.viewer, found):
        raise PermissionDenied
    draft = answering.draft_of(found)
    if request.method != "POST":
        return _show(request, found, AnswerForm(initial=_initial(draft)), draft)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, draft, status=422)
    draft = answering.save_draft(actor=request.viewer, question=found, given=form.cleaned_data)
    if request.POST.get("act") != "sign":
        messages.success(request, _("The draft is kept. Only your office sees it."))
        return redirect("question-answer", number=found.number)
    return _sign(request, found, form, draft)


def _sign(request: Request, found: Question, form: AnswerForm, draft: Answer) -> HttpResponse:
    faults = faults_of(draft, found.post.language)
    for name, words in faults.items():
        form.add_error(name, words)
    if faults:
        return _show(request, found, form, draft, status=422)
    try:
        answering.sign_answer(actor=request.viewer, question=found)
    except ActError as fault:
        form.add_error(None, str(fault))
        return _show(request, found, form, draft, status=422)
    messages.success(request, _("The answer is signed and public."))
    return redirect(address_of(found))


def _initial(draft: Answer | None) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _FIELDS} if draft else {}


def _show(
    request: Request, found: Question, form: AnswerForm, draft: Answer | None, *, status: int = 200
) -> HttpResponse:
    calendar = calendar_of_question(found)
    returned = found.state in {State.REWORK, State.DISPUTED}
    face = face_of(found, calendar, timezone.now())
    context = {
        "question": found,
        "post": found.post,
        "form": form,
        "face": face,
        "lane": lane_of(found, face.watch),
        "warnings": warnings_of(draft) if draft else [],
        "signs": may_sign(request.viewer, found),
        "returned": returned,
        "back": came_back(found) if returned else None,
        "kazakh": found.post.language != "kk",
    }
    return render(request, "offices/questions/answer.html", context, status=status)
