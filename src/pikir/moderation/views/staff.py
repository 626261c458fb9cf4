"""Appeals, who does how much, the rules as they are written, and who moderates a column."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.moderation.access import access_appeal, can_answer
from pikir.moderation.actions.appeals import answer
from pikir.moderation.actions.cases import CaseError
from pikir.moderation.actions.rules import RuleError, add_rule, end_rule, write_rule
from pikir.moderation.actions.staff import give_column, take_column
from pikir.moderation.doors import staff_only
from pikir.moderation.forms import AnswerForm, ColumnForm, RuleForm
from pikir.moderation.kinds import Act
from pikir.moderation.models import Rule
from pikir.moderation.queries import appeals_open, column_moderators, rule_by_key, rules_of_desk, versions_of, workload
from pikir.moderation.words import decision_title, done_words, in_language, rule_title
from pikir.posts.topic_lists import columns


@require_safe
@staff_only(Act.ANSWER)
def appeals(request: Request) -> HttpResponse:
    """Show the appeals that wait, the most pressing first."""
    now = timezone.now()
    lines = [
        (one, decision_title(one.decision), can_answer(request.viewer, one), one.due_at < now) for one in appeals_open()
    ]
    return render(request, "moderation/appeals.html", {"lines": lines, "section": "appeals"})


@staff_only(Act.ANSWER)
def appeal(request: Request, decision_id: int) -> HttpResponse:
    """Show a decision and why it is said to be wrong; answer."""
    found = access_appeal(decision_id)
    may = can_answer(request.viewer, found)
    form = AnswerForm(request.POST or None) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            answer(actor=request.viewer, appeal=found, overturned=given["overturned"], words=given["words"])
        except CaseError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Done. Whoever appealed is told."))
            return redirect("appeals")
    decision = found.decision
    context = {
        "appeal": found,
        "decision": decision,
        "title": decision_title(decision),
        "done": done_words(decision.measure),
        "rule": rule_title(decision.rule),
        "form": form,
        "section": "appeals",
    }
    return render(request, "moderation/appeal.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@staff_only(Act.WORKLOAD)
def load(request: Request) -> HttpResponse:
    """Show who did how much in the last thirty days."""
    return render(request, "moderation/workload.html", {"rows": workload(now=timezone.now()), "section": "workload"})


@require_safe
@staff_only(Act.RULES)
def rules(request: Request) -> HttpResponse:
    """List the rules, those that hold no longer too."""
    lines = [(rule, version, in_language(version.titles)) for rule, version in rules_of_desk()]
    return render(request, "moderation/rules.html", {"lines": lines, "section": "rules"})


@staff_only(Act.RULES)
def rule(request: Request, key: str) -> HttpResponse:
    """Write a rule, or end it; under the address "new" a new one."""
    known = rule_by_key(key)
    if known is None and key != "new":
        raise Http404
    versions = versions_of(known) if known else []
    if known and request.method == "POST" and request.POST.get("act") in ("end", "renew"):
        end_rule(actor=request.viewer, rule=known, ended=request.POST["act"] == "end")
        return redirect("desk-rules")
    form = RuleForm(request.POST or None, version=versions[0] if versions else None)
    if request.method == "POST" and form.is_valid() and _write(request, known, form):
        messages.success(request, _("Saved."))
        return redirect("desk-rules")
    context = {"rule": known, "versions": versions, "form": form, "section": "rules"}
    return render(request, "moderation/rule.html", context, status=422 if request.method == "POST" else 200)


def _write(request: Request, known: Rule | None, form: RuleForm) -> bool:
    said = {part: form.texts(part) for part in ("titles", "words", "reasons")}
    try:
        if known:
            write_rule(actor=request.viewer, rule=known, **said)
        else:
            add_rule(actor=request.viewer, key=form.cleaned_data["key"], **said)
    except RuleError as fault:
        form.add_error(None, str(fault))
        return False
    return True


@staff_only(Act.STAFF)
def column_staff(request: Request) -> HttpResponse:
    """Say who moderates which column."""
    rows = column_moderators()
    offered = {column.id: column for column in (*columns(), *(row.column for row in rows))}  # what was one can be taken
    form = ColumnForm(request.POST or None, columns=list(offered.values()))
    if request.method == "POST" and form.is_valid():
        act = take_column if request.POST.get("act") == "take" else give_column
        act(actor=request.viewer, user_id=form.cleaned_data["handle"].id, column_id=form.cleaned_data["column"])
        return redirect("desk-column-staff")
    context = {"rows": rows, "form": form, "section": "columns"}
    return render(request, "moderation/column_staff.html", context, status=422 if form.errors else 200)
