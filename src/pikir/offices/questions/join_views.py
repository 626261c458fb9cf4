"""Pages on which a question is joined with the same one, and split into parts."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request, Viewer
from pikir.accounts.decorators import signed_in
from pikir.offices.questions.access import access_question, may_join, parts_of
from pikir.offices.questions.actions import joining
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.clocks import ROUTING
from pikir.offices.questions.facts import proposed_link, same_matter, standing_proposal
from pikir.offices.questions.guards import TRANSFER_DAYS
from pikir.offices.questions.join_forms import JoinForm, SplitForm
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.queries import similar_to
from pikir.offices.questions.states import Part
from pikir.offices.questions.watches import calendar_of_question
from pikir.posts.actions import MoveError
from pikir.web.rates import limited

_SPLITTERS = frozenset({Part.REGISTRAR, Part.HANDLER, Part.ARBITER})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@limited("question_act")
def join(request: Request, number: str) -> HttpResponse:
    """Propose to join a question with the same one; once it is proposed, show both and let the author say."""
    found = access_question(request.viewer, number)
    events = list(found.events.order_by("number"))
    if found.state in ROUTING and standing_proposal(events):
        return _show_proposal(request, found, events)
    if not _joinable(request.viewer, found, events):
        raise PermissionDenied
    form = JoinForm(request.POST or None, initial={"number": request.GET.get("with", "")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            joining.propose_join(
                actor=request.viewer.itself, question=found, into=given["number"], words=given["words"]
            )
        except ActError as fault:
            form.add_error("number", str(fault))
        else:
            messages.success(request, _("Proposed. The author has three working days to say what they think."))
            return redirect(address_of(found))
    context = {"question": found, "post": found.post, "form": form, "similar": _similar(found)}
    return render(request, "offices/questions/join.html", context, status=422 if form.errors else 200)


def _show_proposal(request: Request, found: Question, events: Sequence[QuestionEvent]) -> HttpResponse:
    link = proposed_link(found)
    parts = parts_of(request.viewer, found)
    if link is None or not (parts or may_join(request.viewer, found)):
        raise PermissionDenied
    context = {
        "question": found,
        "post": found.post,
        "main": link.main,
        "proposal": standing_proposal(events),
        "is_author": Part.AUTHOR in parts,
        "may_end": bool(parts & {Part.AUTHOR, Part.REGISTRAR}) or may_join(request.viewer, found),
    }
    return render(request, "offices/questions/joining.html", context)


def _similar(found: Question) -> list[Question]:
    """Those that share words with it, then the newest of its topic."""
    near = [one for words in (found.post.title, "") for one in similar_to(words, topic=found.topic, territory=None)]
    return [one for one in dict.fromkeys(near) if same_matter(found, one)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@limited("question_act")
def split(request: Request, number: str) -> HttpResponse:
    """Split a question into parts: one office leads, others answer their part."""
    found = access_question(request.viewer, number)
    if not _splittable(request.viewer, found, list(found.events.order_by("number"))):
        raise PermissionDenied
    form = SplitForm(request.POST or None, question=found)
    if request.method == "POST" and form.is_valid():
        try:
            joining.split(
                actor=request.viewer.itself, question=found, pieces=form.pieces(), words=form.cleaned_data["words"]
            )
        except (ActError, MoveError) as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Split. Each part has a number, an office and a clock of its own."))
            return redirect(address_of(found))
    context = {"question": found, "post": found.post, "form": form, "rows": form.rows()}
    return render(request, "offices/questions/split.html", context, status=422 if form.errors else 200)


def shapes_for(viewer: Viewer, found: Question, events: Sequence[QuestionEvent]) -> list[tuple[Any, str]]:
    """Return words and address of what the viewer may make of a question: joined with another one, or parts."""
    ways = []
    if _joinable(viewer, found, events):
        ways.append((_("Join with the same question"), reverse("question-join", args=[found.number])))
    if _splittable(viewer, found, events):
        ways.append((_("Split into parts"), reverse("question-split", args=[found.number])))
    return ways


def _joinable(viewer: Viewer, found: Question, events: Sequence[QuestionEvent]) -> bool:
    asked = any(event.act == "propose_merge" for event in events)
    return found.state in ROUTING and not asked and may_join(viewer, found)


def _splittable(viewer: Viewer, found: Question, events: Sequence[QuestionEvent]) -> bool:
    if found.state not in ROUTING or found.zero is None:
        return False
    parts = parts_of(viewer, found)
    if not parts & _SPLITTERS:
        return False
    if any(event.act in {"split", "split_off"} for event in events):
        return False
    today = timezone.localdate()
    in_time = calendar_of_question(found).difference(found.zero, today) <= TRANSFER_DAYS
    return in_time or Part.ARBITER in parts
