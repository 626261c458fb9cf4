"""The queue, its cases, and judging what nobody reported."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.moderation.access import access_case, can_claim, can_decide, can_note, can_take, possible_measures
from pikir.moderation.actions import cases
from pikir.moderation.actions.cases import CaseError
from pikir.moderation.actions.deciding import Reasons, decide, dismiss
from pikir.moderation.doors import staff_only
from pikir.moderation.forms import DecisionForm, NoteForm
from pikir.moderation.kinds import BULK_MAX
from pikir.moderation.models import Case
from pikir.moderation.queries import case_id_of, has_claimed, queue_page, rules_in_force
from pikir.moderation.subjects import access_subject
from pikir.moderation.surroundings import surroundings_of
from pikir.posts.gates import why_held
from pikir.posts.kinds import State
from pikir.web.keyset import read_key


@require_safe
@staff_only()
def queue(request: Request) -> HttpResponse:
    """Show what waits, the most urgent first."""
    page = queue_page(viewer=request.viewer, before=read_key(request.GET.get("before")))
    return render(request, "moderation/queue.html", {"page": page, "now": timezone.now(), "section": "queue"})


@require_POST
@staff_only()
def bulk(request: Request) -> HttpResponse:
    """Say of several cases at once that no rule was broken, or claim them; each is its own act with its own entry."""
    chosen = [number for one in request.POST.getlist("case") if (number := read_key(one))][:BULK_MAX]
    done = 0
    for case_id in chosen:
        try:
            case = access_case(request.viewer, case_id)
            if request.POST.get("act") == "dismiss":
                dismiss(actor=request.viewer, case=case)
            else:
                cases.claim_case(actor=request.viewer, case=case)
        except (CaseError, PermissionDenied) as fault:
            messages.error(request, str(fault) or _("You may not do this."))
        else:
            done += 1
    if done:
        messages.success(request, ngettext("%(count)s case done.", "%(count)s cases done.", done) % {"count": done})
    elif not chosen:
        messages.error(request, _("Choose a case first."))
    return redirect("queue")


@staff_only()
def case(request: Request, case_id: int) -> HttpResponse:
    """Show a case with all that lies beside it; claim, note, decide."""
    found = access_case(request.viewer, case_id)
    form, note = _decision_form(request, found), NoteForm(request.POST if _act(request) == "note" else None)
    if request.method == "POST":
        try:
            if _carry_out(request, found, form, note):
                return redirect("case", case_id=found.id)
        except CaseError as fault:
            if _act(request) != "note":
                messages.error(request, str(fault))
                return redirect("case", case_id=found.id)
            note.add_error("words", str(fault))
    return render(request, "moderation/case.html", _context(request, found, form, note), status=_status(form, note))


def _status(*forms: Any) -> int:
    return 422 if any(form is not None and form.errors for form in forms) else 200


def _act(request: Request) -> str:
    return str(request.POST.get("act", ""))


def _decision_form(request: Request, found: Case) -> DecisionForm | None:
    """The form with what this viewer may do; None for who may not judge the case, or where nothing can be done."""
    measures = [one for one in possible_measures(found) if can_take(request.viewer, found, one)]
    if not measures:
        return None
    data = request.POST if _act(request) == "decide" else None
    return DecisionForm(data, rules=rules_in_force(), measures=measures, initial={"turn": found.turn})


def _carry_out(request: Request, found: Case, form: DecisionForm | None, note: NoteForm) -> bool:
    """Do what the pressed button says; whether it was done. Raises CaseError or PermissionDenied."""
    act, viewer = _act(request), request.viewer
    if act == "claim":
        cases.claim_case(actor=viewer, case=found)
    elif act == "release":
        cases.release_case(actor=viewer, case=found)
    elif act == "dismiss":
        dismiss(actor=viewer, case=found, turn=read_key(request.POST.get("turn")))
        messages.success(request, _("Done. Whoever reported it is told."))
    elif act == "note" and note.is_valid():
        cases.note_case(actor=viewer, case=found, kind=note.cleaned_data["kind"], words=note.cleaned_data["words"])
    elif act == "decide" and form is not None and form.is_valid():
        return _decide(request, found, form)
    else:
        return False
    return True


def _decide(request: Request, found: Case, form: DecisionForm) -> bool:
    given = form.cleaned_data
    reasons = Reasons(rule=form.chosen_rule, legal_ground=given["legal_ground"], facts=given["facts"])
    try:
        decide(
            actor=request.viewer,
            case=found,
            measure=given["measure"],
            reasons=reasons,
            days=given["days"],
            turn=given["turn"],
            phrases=given.get("phrases", "").splitlines(),
            areas=given.get("areas", ()),
        )
    except CaseError as fault:
        form.add_error(None, str(fault))
        form.data = request.POST.copy()
        form.data["turn"] = str(found.turn)  # what was written may be sent again below what it is now
        return False
    messages.success(request, _("Done. The author has been told the reason."))
    return True


def _context(request: Request, found: Case, form: DecisionForm | None, note: NoteForm) -> dict[str, Any]:
    viewer, now = request.viewer, timezone.now()
    return {
        "case": found,
        "around": surroundings_of(found),
        "form": form,
        "note": note,
        "rules": rules_in_force(),
        "can_claim": can_claim(viewer, found),
        "can_note": can_note(viewer, found),
        "can_decide": can_decide(viewer, found),
        "mine": has_claimed(viewer, found, now=now),
        "holder": found.claimed_by if found.held_by(now) else None,
        "section": "queue",
        "held": why_held(found.post) if found.post and found.post.state == State.HELD else "",
    }


@staff_only()
def judge(request: Request, kind: str, object_id: int) -> HttpResponse:
    """Open the case of something that nobody reported: asked first, since it is noted who looked."""
    subject = access_subject(request.viewer, kind, object_id)
    known = case_id_of(kind, object_id)
    if known:
        return redirect("case", case_id=known)
    if request.method == "POST":
        return redirect("case", case_id=cases.open_case(actor=request.viewer, subject=subject).id)
    return render(request, "moderation/open.html", {"subject": subject, "section": "queue"})


def takedown(request: Request, post_id: int) -> HttpResponse:
    """The address under which moderators judge a post."""
    return judge(request, "post", post_id)
