"""The desk's pages of verified voices: documents to look at twice, registers, hosts of addresses, mistakes to end."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request
from pikir.accounts.attestations import actions
from pikir.accounts.attestations.access import can_confirm, can_judge
from pikir.accounts.attestations.blind import NumberError
from pikir.accounts.attestations.files import written_letters
from pikir.accounts.attestations.forms import DocumentForm, HostForm, RecordForm, RegisterForm, RevokeForm
from pikir.accounts.attestations.queries import (
    claim_to_check,
    claims_to_check,
    mail_domains,
    registers_page,
    running_of,
)
from pikir.accounts.decorators import with_role
from pikir.accounts.kinds import Role
from pikir.accounts.models import Account, Claim
from pikir.web.keyset import read_key

METHODS = ["GET", "HEAD", "POST"]
FAULTS = (actions.AttestationError, NumberError)


@never_cache
@require_http_methods(METHODS)
@with_role(Role.OPERATOR)
def queue(request: Request) -> HttpResponse:
    """Record a document that was shown; list those that wait for a second operator."""
    form = RecordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_document(actor=request.viewer, **form.cleaned_data)
        except FAULTS as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Recorded. A second operator must look at the document before it counts."))
            return redirect("desk-voices")
    waiting = [(claim, _may_confirm(request, claim)) for claim in claims_to_check()]
    return _show(request, "queue", {"form": form, "waiting": waiting}, form)


def _may_confirm(request: Request, claim: Claim) -> bool:
    return can_confirm(request.viewer, account_id=claim.account_id, recorded_by=claim.recorded_by_id)


@never_cache
@require_http_methods(METHODS)
@with_role(Role.OPERATOR)
def check(request: Request, claim_id: int) -> HttpResponse:
    """Look at a document as the second operator: type its number anew, or put the claim away."""
    if request.POST.get("act") == "drop":
        actions.drop_claim(actor=request.viewer, claim_id=claim_id)
        messages.success(request, _("Put away."))
        return redirect("desk-voices")
    claim = claim_to_check(claim_id)
    form = DocumentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_document(actor=request.viewer, claim_id=claim_id, **form.cleaned_data)
        except FAULTS as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Confirmed. The person is told."))
            return redirect("desk-voices")
    return _show(request, "check", {"form": form, "claim": claim, "may": _may_confirm(request, claim)}, form)


@never_cache
@require_http_methods(METHODS)
@with_role(Role.OPERATOR)
def registers(request: Request) -> HttpResponse:
    """Bring a register in and hand it back with codes, once; list registers; forget one."""
    removed = read_key(request.POST.get("remove"))
    if removed is not None:
        actions.remove_register(actor=request.viewer, register_id=removed)
        messages.success(request, _("Forgotten. Its codes are worth nothing any more."))
        return redirect("desk-registers")
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else RegisterForm()
    if request.method == "POST" and form.is_valid():
        register, codes = actions.add_register(
            actor=request.viewer, source=form.cleaned_data["source"], sheet=form.sheet
        )
        headers = {"Content-Disposition": f'attachment; filename="letters-{register.id}.csv"'}
        content = "\ufeff" + written_letters(form.sheet, codes)  # the mark tells table programs that it is UTF-8
        return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
    page = registers_page(before=read_key(request.GET.get("before")))
    return _show(request, "registers", {"form": form, "page": page}, form)


@never_cache
@require_http_methods(METHODS)
@with_role(Role.OPERATOR)
def hosts(request: Request) -> HttpResponse:
    """Hosts of addresses that tell of a territory."""
    removed = read_key(request.POST.get("remove"))
    if removed is not None:
        actions.remove_domain(actor=request.viewer, domain_id=removed)
        return redirect("desk-hosts")
    form = HostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_domain(actor=request.viewer, **form.cleaned_data)
        except actions.AttestationError as fault:
            form.add_error("host", str(fault))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk-hosts")
    return _show(request, "hosts", {"form": form, "hosts": mail_domains()}, form)


@never_cache
@require_http_methods(METHODS)
@with_role(Role.OPERATOR)
def account(request: Request, account_id: int) -> HttpResponse:
    """What verifies an account; end what was wrong, with a reason."""
    found = get_object_or_404(Account, id=account_id)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    chosen = read_key(request.POST.get("attestation")) or 0
    if request.method == "POST" and form.is_valid():
        actions.revoke(actor=request.viewer, attestation_id=chosen, reason=form.cleaned_data["reason"])
        messages.success(request, _("Ended. The person is told the reason."))
        return redirect("desk-account-voice", account_id=account_id)
    context = {
        "account": found,
        "held": list(running_of(found.id)),
        "form": form,
        "chosen": chosen,
        "may": can_judge(request.viewer, found.id),
    }
    return _show(request, "account", context, form)


def _show(request: Request, part: str, context: dict[str, object], form: Form) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"site/desk/voices/{part}.html", context | {"section": "voices"}, status=status)
