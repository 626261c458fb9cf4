"""A decision as whom it met reads it, with the form for an appeal; and as staff takes it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.moderation.access import access_decision, appeal_until, can_appeal, can_read, can_reverse
from pikir.moderation.actions.appeals import appeal
from pikir.moderation.actions.cases import CaseError
from pikir.moderation.actions.deciding import reverse
from pikir.moderation.forms import AppealForm, WordsForm
from pikir.moderation.kinds import ANSWER_DAYS
from pikir.moderation.queries import decisions_page, newest_decision
from pikir.moderation.words import decision_title, done_words, in_language, rule_title
from pikir.web.keyset import read_key


@never_cache
@signed_in
def decision(request: Request, decision_id: int) -> HttpResponse:
    """Show the statement of reasons; take an appeal, or staff's word that it was a mistake."""
    found = access_decision(request.viewer, decision_id)
    act = request.POST.get("act", "")
    appealing = AppealForm(request.POST if act == "appeal" else None)
    reversing = WordsForm(request.POST if act == "reverse" else None)
    form = appealing if act == "appeal" else reversing
    if act == "appeal" and hasattr(found, "appeal"):  # sent twice
        return redirect("decision", decision_id=found.id)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            if act == "appeal":
                appeal(actor=request.viewer, decision=found, words=words)
            else:
                reverse(actor=request.viewer, decision=found, reason=words)
        except CaseError as fault:
            form.add_error("words", str(fault))
        else:
            messages.success(request, _("Done."))
            return redirect("decision", decision_id=found.id)
    context = {
        "decision": found,
        "title": decision_title(found),
        "done": done_words(found.measure),
        "rule": rule_title(found.rule),
        "rule_words": in_language(found.rule.words) if found.rule else "",
        "holds": found.holds(timezone.now()),
        "appeal": getattr(found, "appeal", None),
        "appealing": appealing if can_appeal(request.viewer, found) else None,
        "reversing": reversing if can_reverse(request.viewer, found) else None,
        "appeal_until": appeal_until(found),
        "answer_days": ANSWER_DAYS,
        "staff": can_read(request.viewer, found.case),
    }
    return render(request, "moderation/decision.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@never_cache
@signed_in
def about_post(request: Request, post_id: int) -> HttpResponse:
    """Lead the author of a post to the newest decision about it."""
    found = newest_decision(viewer=request.viewer, post_id=post_id)
    if found is None:
        raise Http404
    return redirect("decision", decision_id=found.id)


@require_safe
@never_cache
@signed_in
def mine(request: Request) -> HttpResponse:
    """List the decisions that met one, and accounts for which one acts."""
    page = decisions_page(viewer=request.viewer, before=read_key(request.GET.get("before")))
    lines = [(one, decision_title(one)) for one in page.items]
    return render(request, "moderation/my_decisions.html", {"lines": lines, "page": page, "now": timezone.now()})
