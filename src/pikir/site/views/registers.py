"""The desk's page on which a register of offices is brought in: a look first, then the word."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request
from pikir.accounts.decorators import with_role
from pikir.accounts.kinds import Role
from pikir.offices.actions import import_register
from pikir.offices.kinds import FAULTS_NAMED
from pikir.offices.register_forms import RegisterForm
from pikir.offices.reports import OUTCOMES, Report

WRITE = "write"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_role(Role.OPERATOR)
def register(request: Request) -> HttpResponse:
    """Say what a register would change; bring it in once the operator has read that."""
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else RegisterForm()
    if not form.is_bound or not form.is_valid():
        return _show(request, form)
    write = request.POST.get("act") == WRITE
    report = import_register(
        actor=request.viewer,
        register=form.register,
        language=form.cleaned_data["language"],
        retire_missing=form.cleaned_data["retire"],
        dry_run=not write,
    )
    if write and not report.faults:
        messages.success(request, _("The register is brought in."))
        return redirect("desk-register")
    return _show(request, form, report)


def _show(request: Request, form: RegisterForm, report: Report | None = None) -> HttpResponse:
    context = {"form": form, "section": "offices", "report": report}
    if report is not None:
        words = outcome_words()
        context |= {
            "heads": [words[one] for one in OUTCOMES],
            "rows": [(name, [counts.get(one, 0) for one in OUTCOMES]) for name, counts in report.told.items()],
            "named": [
                (f"{name}.csv", words[outcome], labels, report.counts[name][outcome] - len(labels))
                for (name, outcome), labels in report.named.items()
            ],
            "faults": report.faults[:FAULTS_NAMED],
            "more_faults": len(report.faults[FAULTS_NAMED:]),
            "writes": any(counts.keys() & {"new", "changed", "over"} for counts in report.told.values()),
        }
    at_fault = form.errors or (report and report.faults)
    return render(request, "site/desk/register.html", context, status=422 if at_fault else 200)


def outcome_words() -> dict[str, str]:
    """What becomes of a line, in words."""
    return {
        "new": pgettext("line of a register", "new"),
        "changed": pgettext("line of a register", "changed"),
        "same": pgettext("line of a register", "the same"),
        "over": pgettext("line of a register", "over from today"),
        "missing": pgettext("line of a register", "missing, stays"),
    }
