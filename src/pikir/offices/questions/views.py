"""The page of a question, acting on it, what somebody asked, how all this works."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.kernel.workdays import Calendar
from pikir.offices.questions import queries
from pikir.offices.questions.access import access_question, is_staff, parts_of, post_of_number
from pikir.offices.questions.actions import acting, judging
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.redacting import ask_redaction
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.appeals.actions import mark_seen
from pikir.offices.questions.appeals.pages import lane_of, sealed_of
from pikir.offices.questions.appeals.queries import course_of
from pikir.offices.questions.appeals.views import show_course
from pikir.offices.questions.clock_pages import clocks_shown
from pikir.offices.questions.drawing import way
from pikir.offices.questions.forms import ActForm, VerdictForm
from pikir.offices.questions.join_views import shapes_for
from pikir.offices.questions.machine import TRANSITIONS
from pikir.offices.questions.mend_views import asked_to_mend
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.offers import answers, offers_to
from pikir.offices.questions.pages import face_of, meters_of, state_words, steps_of, why_of
from pikir.offices.questions.photos.queries import photos_of
from pikir.offices.questions.states import Lane, Outcome, State
from pikir.offices.questions.texts import OUTCOMES, PARTS, STATES
from pikir.offices.questions.ties import ties_of
from pikir.offices.questions.tombstones import show_removed
from pikir.offices.questions.watches import calendar_of_question
from pikir.posts.shapes import author_of
from pikir.posts.threads import PARAMETERS
from pikir.posts.views.players import may_open_players
from pikir.posts.views.reading import Saying
from pikir.posts.views.talk import read_thread
from pikir.web.errors import Gone
from pikir.web.pages import depend_on, public_page
from pikir.web.pieces import identity
from pikir.web.rates import limited

_STILL = {"still_yes", "still_no", "still_early"}
_APART = _STILL | {"merge", "keep_apart", "take_over"}  # with a place of their own
FOUND_EVENTS = 500  # shown on a page; a question has a dozen


@may_open_players
@require_safe
@public_page(parameters=PARAMETERS)
def question(request: Request, number: str) -> HttpResponse:
    """Show a question: what was asked, whose turn it is, the clock, what happened and why."""
    depend_on(request, f"question:{number}", *_of_post(number))
    try:
        found = access_question(request.viewer.itself, number, to_read=True)
    except Http404 as fault:
        bare = course_of(number)
        if bare is not None:
            return show_course(request, bare)
        if isinstance(fault, Gone):
            return show_removed(request, number, fault)
        raise
    return _show(request, found)


def _of_post(number: str) -> list[str]:
    """What else changes the page: the text, its comments. A number keeps its post for ever."""
    post_id = post_of_number(number)
    return [f"post:{post_id}"] if post_id else []


def _show(request: Request, found: Question, failed: ActForm | None = None, status: int = 200) -> HttpResponse:
    viewer, now = request.viewer.itself, timezone.now()
    calendar = calendar_of_question(found)
    events = queries.events_of(found, FOUND_EVENTS)
    tallies = queries.tallies_of(found)
    face = face_of(found, calendar, now, tallies)
    ties = ties_of(found, events)
    depend_on(request, *(f"question:{number}" for number in ties.numbers()))
    author, lane = author_of(found.post.account), lane_of(found, face.watch)
    context: dict[str, Any] = {
        "question": found,
        "post": found.post,
        "author": author,
        "face": face,
        "lane": lane,
        "shown": identity([found, face, lane, author]),
        "calendar": calendar,
        "why": partial(why_of, found, calendar),  # like steps asked for only where they are not drawn yet
        "events": events,
        "steps": partial(steps_of, found, events, calendar),
        "answers": queries.signed_answers(found)[::-1],
        "meters": meters_of(tallies),
        "photos": photos_of(found, viewer),
        "ties": ties,
        **read_thread(request, found.post),
        "answer": Saying(request, found.post, fresh=True),
        "reply_to": None,
    }
    if viewer.signed_in:
        context |= _for_viewer(request, found, events, calendar, failed)
    return render(request, "offices/questions/question.html", context, status=status)


def _for_viewer(
    request: Request, found: Question, events: list[QuestionEvent], calendar: Calendar, failed: ActForm | None
) -> dict[str, Any]:
    viewer = request.viewer.itself
    offered = offers_to(viewer, found, events, calendar, timezone.now())
    acts = [
        (
            one.move,
            failed
            if failed and failed.act == one.move.act
            else ActForm(act=one.move.act, question=found, wanted=one.fields),
        )
        for one in offered
    ]
    sealed = sealed_of(viewer, found)
    if sealed.unseen:
        mark_seen(found, now=timezone.now())
    mine = queries.own_verdict(viewer, found)
    judges = found.state in judging.JUDGED and not is_staff(viewer, found)
    given = {"answered": mine.answered, "solved": mine.solved} if mine else None
    asked_still = [pair for pair in acts if pair[0].act in _STILL]
    return {
        "acts": [pair for pair in acts if pair[0].act not in _APART],
        "asked_still": asked_still,
        "offered": any(move.act == "take_over" for move, _form in acts),
        "mending": asked_to_mend(viewer, found, events),
        "shapes": shapes_for(viewer, found, events),
        "writes_answer": answers(viewer, found),
        "verdict": VerdictForm(initial=given) if judges else None,
        "supports": queries.supports(viewer, found),
        "is_author": found.asker_id == viewer.user_id,
        "sealed": sealed,
        "parts": [PARTS[part] for part in sorted(parts_of(viewer, found))],
    }


@never_cache
@require_POST
@signed_in
@limited("question_act")
def act(request: Request, number: str, name: str) -> HttpResponse:
    """Act on a question as its forms say."""
    found = access_question(request.viewer, number)
    offered = offers_to(
        request.viewer, found, list(found.events.order_by("number")), calendar_of_question(found), timezone.now()
    )
    offer = next((one for one in offered if one.move.act == name), None)
    if offer is None:
        messages.error(request, _("This cannot be done with the question as it stands now."))
        return redirect(address_of(found))
    form = ActForm(request.POST, act=name, question=found, wanted=offer.fields)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        if name == "ask_redaction":
            ask_redaction(actor=request.viewer.itself, question=found, given=form.given())
        else:
            acting.act(found.pk, name, actor=request.viewer.itself, given=form.given())
    except ActError as fault:
        form.add_error(None, str(fault))
        return _show(request, found, form, status=422)
    messages.success(request, _("Done. It stands in the record of the question."))
    return redirect(address_of(found))


@never_cache
@require_POST
@signed_in
@limited("question_act")
def support(request: Request, number: str) -> HttpResponse:
    """Say "me too", or take it back."""
    found = access_question(request.viewer, number)
    if request.POST.get("act") == "off":
        judging.stop_support(actor=request.viewer, question=found)
    else:
        judging.support(actor=request.viewer, question=found)
    return redirect(address_of(found))


@never_cache
@require_POST
@signed_in
@limited("question_act")
def verdict(request: Request, number: str) -> HttpResponse:
    """Judge the answer, in two different questions."""
    found = access_question(request.viewer, number)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose an answer to both questions."))
        return redirect(f"{address_of(found)}#verdict")
    try:
        judging.judge(actor=request.viewer, question=found, **form.cleaned_data)
    except PermissionDenied:
        messages.error(request, _("There is nothing to judge now."))
    else:
        messages.success(request, _("Your voice is counted. You can change it until the question is closed."))
    return redirect(f"{address_of(found)}#verdict")


@require_safe
@never_cache
@signed_in
def slip(request: Request, number: str) -> HttpResponse:
    """Show a slip to print: number, day, to whom, until when."""
    found = access_question(request.viewer, number)
    context = {"question": found, "post": found.post, "state": state_words(found), "due": found.due}
    context["lane"] = lane_of(found, None)
    return render(request, "offices/questions/slip.html", context)


@require_safe
@never_cache
@signed_in
def mine(request: Request) -> HttpResponse:
    """Show somebody what they asked, however the public knows them."""
    rows = queries.asked_by(request.viewer, now=timezone.now(), after=request.GET.get("after", ""))
    context = {"rows": rows}
    return render(request, "offices/questions/mine.html", context)


@require_safe
@public_page("offices")
def how(request: HttpRequest) -> HttpResponse:
    """Explain the way of a question from the table that the square itself keeps to."""
    acts = [
        {
            "label": move.label,
            "sources": [STATES[state] for state in State if state in move.sources],
            "target": STATES[move.target] if move.target else "",
            "who": [PARTS[part] for part in sorted(move.parts)],
            "guards": [guard.refusal for guard in move.guards],
            "outcomes": [OUTCOMES[Outcome(one)] for one in sorted(move.outcomes)],
        }
        for move in TRANSITIONS
        if Lane.QUESTION in move.lanes
    ]
    context = {"acts": acts, "way": way(), "clocks": clocks_shown()}
    return render(request, "offices/questions/how.html", context)
