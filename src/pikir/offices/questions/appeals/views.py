"""Pages of the formal lane: the list, the bare course of one, becoming an appeal, the registrar's page, the slip."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pikir.accounts.access import Request, require
from pikir.accounts.decorators import signed_in
from pikir.offices.pages import today
from pikir.offices.questions import queries
from pikir.offices.questions.access import access_question
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.appeals import actions
from pikir.offices.questions.appeals.access import can_convert, can_read_slip, can_register
from pikir.offices.questions.appeals.forms import ConvertForm, EnterForm
from pikir.offices.questions.appeals.identity import Identity
from pikir.offices.questions.appeals.letters import LANGUAGES, Letter, appeal_letter, complaint_letter
from pikir.offices.questions.appeals.pages import bare_steps, lane_of
from pikir.offices.questions.appeals.queries import appeal_of, listed_appeals
from pikir.offices.questions.models import Question
from pikir.offices.questions.pages import face_of
from pikir.offices.questions.sealing import FileError, SealError, sealed_answer
from pikir.offices.questions.watches import calendar_of_question, watch_of
from pikir.posts.kinds import Visibility
from pikir.web.pages import public_page
from pikir.web.rates import limited

EVENTS_SHOWN = 500


@require_safe
@public_page("questions", parameters=("after",))
def listed(request: Request) -> HttpResponse:
    """Show the appeals of which everyone may know."""
    rows = listed_appeals(now=timezone.now(), after=request.GET.get("after", ""))
    return render(request, "offices/questions/appeals/list.html", {"rows": rows})


def show_course(request: Request, found: Question) -> HttpResponse:
    """Show of an appeal what its author lets everyone see: topic, office, clock, acts, outcome; no text and no name."""
    calendar = calendar_of_question(found)
    face = face_of(found, calendar, timezone.now())
    events = queries.events_of(found, EVENTS_SHOWN)
    context = {
        "question": found,
        "face": face,
        "lane": lane_of(found, face.watch),
        "steps": bare_steps(found, events, calendar),
    }
    return render(request, "offices/questions/appeals/course.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@limited("question_act")
def convert(request: Request, number: str) -> HttpResponse:
    """Make a public question a formal appeal."""
    found = access_question(request.viewer, number)
    require(can_convert(request.viewer.itself, found))
    form = ConvertForm(request.POST or None, public=found.post.visibility != Visibility.PRIVATE)
    if request.method == "POST" and form.is_valid():
        try:
            actions.convert(actor=request.viewer.itself, question=found, wish=form.wish)
        except ActError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("It is a formal appeal now. A new term runs."))
            return redirect(address_of(found))
    context = {"question": found, "post": found.post, "form": form}
    status = 422 if form.errors else 200
    return render(request, "offices/questions/appeals/convert.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def register(request: Request, number: str) -> HttpResponse:
    """The registrar's page: open who made an appeal, say under which number it was registered."""
    found = access_question(request.viewer, number)
    if not can_register(request.viewer.itself, found):
        raise Http404
    if request.method != "POST":
        return _show(request, found, EnterForm(initial=_entered(found)))
    if request.POST.get("act") == "open":
        return _open(request, found)
    form = EnterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        actions.enter(actor=request.viewer.itself, question=found, **form.cleaned_data)
    except (ActError, FileError) as fault:
        form.add_error("slip" if isinstance(fault, FileError) else None, str(fault))
        return _show(request, found, form, status=422)
    messages.success(request, _("The registration is noted. The author sees it."))
    return redirect(address_of(found))


def _open(request: Request, found: Question) -> HttpResponse:
    form = EnterForm(initial=_entered(found))
    try:
        identity = actions.open_identity(actor=request.viewer.itself, question=found)
    except SealError as fault:
        messages.error(request, str(fault))
        return _show(request, found, form, status=500)
    return _show(request, found, form, identity=identity, opened=True)


def _entered(found: Question) -> dict[str, Any]:
    appeal = appeal_of(found)
    return {"number": appeal.number, "on": appeal.number_on or today()} if appeal else {}


def _show(
    request: Request,
    found: Question,
    form: EnterForm,
    *,
    identity: Identity | None = None,
    opened: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"question": found, "post": found.post, "form": form, "appeal": appeal_of(found)}
    context |= {"identity": identity, "opened": opened}
    return render(request, "offices/questions/appeals/register.html", context, status=status)


@require_safe
@never_cache
@signed_in
def registration(request: Request, number: str) -> HttpResponse:
    """Hand the slip of the registration to the author and the registrar."""
    found = access_question(request.viewer, number)
    if not can_read_slip(request.viewer.itself, found):
        raise Http404
    appeal = appeal_of(found)
    if appeal is None or appeal.slip is None:
        raise Http404
    return sealed_answer(appeal.slip)


@never_cache
@require_POST
@signed_in
@limited("question_act")
def course(request: Request, number: str) -> HttpResponse:
    """Let everyone see that an appeal is there, or no longer."""
    found = access_question(request.viewer, number)
    actions.show_course(actor=request.viewer.itself, question=found, public=request.POST.get("act") == "on")
    return redirect(address_of(found))


@require_safe
@never_cache
def appeal_text(request: Request, number: str) -> HttpResponse:
    """Show the text of an appeal to print, or hand it out as a file."""
    found = access_question(request.viewer, number)
    calendar = calendar_of_question(found)
    letter = appeal_letter(request, found, language=_wanted(request), calendar=calendar, today=today())
    return _answer(request, found, letter, "appeal")


@require_safe
@never_cache
def complaint_text(request: Request, number: str) -> HttpResponse:
    """The same for a complaint about an appeal that was refused or not answered."""
    found = access_question(request.viewer, number)
    calendar = calendar_of_question(found)
    lane = lane_of(found, watch_of(found, calendar, timezone.now()))
    if not lane.may_complain:
        raise Http404
    letter = complaint_letter(request, found, lane, language=_wanted(request), calendar=calendar, today=today())
    return _answer(request, found, letter, "complaint")


def _wanted(request: Request) -> str:
    """In which language: as chosen, else that of the page if offices take it, else Kazakh."""
    wanted = request.GET.get("in") or get_language() or ""
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def _answer(request: Request, found: Question, letter: Letter, kind: str) -> HttpResponse:
    if request.GET.get("save"):
        headers = {"Content-Disposition": f'attachment; filename="{letter.name}"'}
        return HttpResponse(letter.text, content_type="text/plain; charset=utf-8", headers=headers)
    languages = [(code, code == letter.language) for code in LANGUAGES]
    context = {"question": found, "lane": lane_of(found, None), "letter": letter, "kind": kind, "languages": languages}
    return render(request, "offices/questions/appeals/letter.html", context)
