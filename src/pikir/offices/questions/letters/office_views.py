"""The page behind the link of an office that is not here yet: whose turn it is, what it can do, the answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request
from pikir.accounts.decorators import with_role
from pikir.accounts.kinds import Role
from pikir.offices.questions.access import access_question
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.answering import draft_of
from pikir.offices.questions.forms import ActForm, AnswerForm
from pikir.offices.questions.forms_of_answers import faults_of, warnings_of
from pikir.offices.questions.letters import queries
from pikir.offices.questions.letters.access import OfficeVisit, access_office_link, office_link
from pikir.offices.questions.letters.actions import answering
from pikir.offices.questions.letters.offers import answers_by_link, offers_by_link
from pikir.offices.questions.pages import face_of
from pikir.offices.questions.photos.queries import photos_for_office
from pikir.offices.questions.states import State
from pikir.offices.questions.watches import calendar_of_question
from pikir.web.rates import limited

_FIELDS = tuple(AnswerForm.base_fields)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("letter_act")
def office_letter(request: Request, token: str) -> HttpResponse:
    """Show an office what it was asked and what it can do, or do it."""
    visit = access_office_link(token)
    wanted = request.POST.get("act", "")
    if visit.over:
        renewed = wanted == "renew" and visit.over == "expired" and answering.renew_link(link=visit.link)
        context = {"question": visit.question, "over": visit.over, "renewed": renewed, "asked": wanted == "renew"}
        return render(request, "offices/questions/office_letter.html", context, status=410)
    if request.method != "POST":
        return _show(request, visit)
    if wanted == "revoke":
        answering.revoke_link(link=visit.link)
        return redirect("question-office-letter", token=token)
    if wanted in ("save", "sign"):
        return _answer(request, visit, token, signs=wanted == "sign")
    return _act(request, visit, token, wanted)


def _act(request: Request, visit: OfficeVisit, token: str, name: str) -> HttpResponse:
    offer = next((one for one in offers_by_link(visit.question, timezone.now()) if one.move.act == name), None)
    if offer is None:
        messages.error(request, _("This cannot be done with the question as it stands now."))
        return redirect("question-office-letter", token=token)
    form = ActForm(request.POST, act=name, question=visit.question, wanted=offer.fields)
    if not form.is_valid():
        return _show(request, visit, failed=form, status=422)
    try:
        answering.act_by_office(link=visit.link, question=visit.question, name=name, given=form.given())
    except ActError as fault:
        form.add_error(None, str(fault))
        return _show(request, visit, failed=form, status=422)
    messages.success(request, _("Done. It stands in the record of the question."))
    return redirect("question-office-letter", token=token)


def _answer(request: Request, visit: OfficeVisit, token: str, *, signs: bool) -> HttpResponse:
    if not answers_by_link(visit.question):
        messages.error(request, _("This cannot be done with the question as it stands now."))
        return redirect("question-office-letter", token=token)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, visit, form=form, status=422)
    draft = answering.draft_by_office(link=visit.link, question=visit.question, given=form.cleaned_data)
    if not signs:
        messages.success(request, _("The draft is kept. Whoever has this link sees it, and nobody else."))
        return redirect("question-office-letter", token=token)
    faults = faults_of(draft, visit.question.post.language)
    for name, words in faults.items():
        form.add_error(name, words)
    if not faults:
        try:
            answering.sign_by_office(link=visit.link, question=visit.question)
        except ActError as fault:
            form.add_error(None, str(fault))
    if form.errors:
        return _show(request, visit, form=form, status=422)
    messages.success(request, _("The answer is signed and public."))
    return redirect("question-office-letter", token=token)


def _show(
    request: Request,
    visit: OfficeVisit,
    *,
    form: AnswerForm | None = None,
    failed: ActForm | None = None,
    status: int = 200,
) -> HttpResponse:
    question, now = visit.question, timezone.now()
    draft = draft_of(question)
    initial = {name: getattr(draft, name) for name in _FIELDS} if draft else {}
    acts = [
        (
            one.move,
            failed
            if failed and failed.act == one.move.act
            else ActForm(act=one.move.act, question=question, wanted=one.fields),
        )
        for one in offers_by_link(question, now)
    ]
    returned = question.state in {State.REWORK, State.DISPUTED}
    context: dict[str, Any] = {
        "question": question,
        "post": question.post,
        "photos": photos_for_office(question),
        "link": visit.link,
        "office": visit.office,
        "face": face_of(question, calendar_of_question(question), now),
        "acts": acts,
        "form": (form or AnswerForm(initial=initial)) if answers_by_link(question) else None,
        "warnings": warnings_of(draft) if draft else [],
        "returned": returned,
        "back": queries.came_back(question) if returned else None,
        "kazakh": question.post.language != "kk",
    }
    return render(request, "offices/questions/office_letter.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_role(Role.OPERATOR)
def links(request: Request, number: str) -> HttpResponse:
    """Show an operator the links that went to the office of a question; end one, or send a new one."""
    found = access_question(request.viewer, number)
    if request.method == "POST":
        wanted = request.POST.get("link", "")
        link = office_link(int(wanted)) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 20 else None
        if link is None or link.question_id != found.pk:
            raise Http404
        answering.revoke_link(link=link, actor_id=request.viewer.user_id)
        messages.success(request, _("The link does nothing any more."))
        return redirect("question-links", number=found.number)
    context = {"question": found, "post": found.post, "rows": queries.links_of(found), "now": timezone.now()}
    return render(request, "offices/questions/links.html", context)
