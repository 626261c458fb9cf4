"""The organisations for which one acts: making one, its people, how it is reached; and invitations to act for one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts import actions
from pikir.accounts.access import Request, can_change_operators, can_edit_profile, can_see_log, require, user_of
from pikir.accounts.decorators import signed_in
from pikir.accounts.forms.organisations import FoundForm, InviteForm, NamedForm, ServiceForm
from pikir.accounts.handles import HandleError
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.models import Account, Operator
from pikir.accounts.queries import invitations_of, invitations_to, operated_accounts, operators_of
from pikir.accounts.views.pages import named_account


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def overview(request: Request) -> HttpResponse:
    """Those for which one acts or is asked to, and a form for a new one."""
    form = FoundForm(request.POST or None, initial={"language": request.viewer.language})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.found_organisation(actor=request.viewer, **form.cleaned_data)
        except (actions.OrganisationError, HandleError) as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("organisation", handle=made.handle)
    context = {
        "form": form,
        "operated": operated_accounts(request.viewer),
        "invitations": invitations_to(request.viewer),
    }
    return render(request, "accounts/organisations.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def organisation(request: Request, handle: str) -> HttpResponse:
    """One organisation: its people for all who act for it; owners and editors change what it shows."""
    account = named_account(request, handle)
    if account.is_person:
        raise Http404
    viewer = request.viewer
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in ACTS:
        return _do(request, account, act)
    require(can_see_log(viewer, account.id))
    people = operators_of(account.id)
    mine = next((one for one in people if one.user_id == viewer.user_id), None)
    sent = _forms(account, mine)
    if act in sent:
        sent[act] = type(sent[act])(request.POST)
        if sent[act].is_valid() and FORMS[act](request, account, sent[act]):
            return redirect(request.path)
    context = {
        "account": account,
        "people": people,
        "mine": mine,
        "invitations": invitations_of(account.id),
        "roles": OperatorRole.choices,
        "can_edit": can_edit_profile(viewer, account.id),
        "can_rule": can_change_operators(viewer, account.id),
        **sent,
    }
    faulty = any(form.errors for form in sent.values())
    return render(request, "accounts/organisation.html", context, status=422 if faulty else 200)


def _forms(account: Account, mine: Operator | None) -> dict[str, forms.Form]:
    """The forms of the page by their names in the template, filled with what is known."""
    named = {"shown": mine.shown, "position": mine.position} if mine else {}
    return {
        "invite": InviteForm(),
        "service": ServiceForm.filled(getattr(account, "profile", None)),
        "named": NamedForm(initial=named),
    }


def _invite(request: Request, account: Account, form: Any) -> bool:
    try:
        actions.invite_operator(actor=request.viewer, account_id=account.id, **form.cleaned_data)
    except actions.InvitationError as fault:
        form.add_error("handle", str(fault))
        return False
    messages.success(request, _("The invitation is sent."))
    return True


def _describe(request: Request, account: Account, form: Any) -> bool:
    actions.describe_service(actor=request.viewer, account_id=account.id, **form.service)
    messages.success(request, _("Saved."))
    return True


def _name(request: Request, account: Account, form: Any) -> bool:
    actions.show_operator(actor=request.viewer, account_id=account.id, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return True


FORMS: dict[str, Callable[[Request, Account, Any], bool]] = {
    "invite": _invite,
    "service": _describe,
    "named": _name,
}
ACTS = ("accept", "decline", "take_back", "role", "remove")


def _do(request: Request, account: Account, act: str) -> HttpResponse:
    """Do one of ACTS; the actions say who may."""
    viewer, person = request.viewer, request.POST.get("user", "")
    user_id = int(person) if person.isdecimal() and len(person) < 19 else user_of(viewer)  # digits of 63 bits
    role = request.POST.get("role", "")
    if act == "role" and role not in OperatorRole.values:
        raise Http404
    try:
        if act == "accept":
            actions.accept_invitation(actor=viewer, account_id=account.id)
            text = _("You act for “%(name)s” now. Where you write, you choose as whom.") % {"name": account.bare_name}
            messages.success(request, text)
        elif act in ("decline", "take_back"):
            actions.withdraw_invitation(actor=viewer, account_id=account.id, user_id=user_id)
        elif act == "role":
            actions.add_operator(actor=viewer, account_id=account.id, user_id=user_id, role=role)
        else:
            actions.remove_operator(actor=viewer, account_id=account.id, user_id=user_id)
    except actions.LastOwnerError as fault:
        messages.error(request, str(fault))
    stays = act not in ("decline", "remove") or user_id != viewer.user_id
    return redirect("organisation", handle=account.handle) if stays else redirect("organisations")
