"""The organisations for which one acts: making one, its people, how it is reached, what was done in its name."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts import actions
from pikir.accounts.access import Request, can_change_operators, can_edit_profile, can_see_log, require, user_of
from pikir.accounts.decorators import signed_in
from pikir.accounts.forms.organisations import FoundForm, InviteForm, ServiceForm
from pikir.accounts.handles import HandleError
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.models import Account
from pikir.accounts.queries import invitations_of, invitations_to, names_of_users, operated_accounts, operators_of
from pikir.accounts.views.pages import named_account
from pikir.audit.models import Entry
from pikir.audit.queries import entries_of


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
    """One organisation: its people and log for all who act for it; owners and editors change what it shows."""
    account = named_account(request, handle)
    if account.is_person:
        raise Http404
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in ACTS:
        return _do(request, account, act)
    viewer = request.viewer
    require(can_see_log(viewer, account.id))
    service = ServiceForm.filled(getattr(account, "profile", None))
    invite = InviteForm(request.POST if act == "invite" else None)
    if act == "invite" and invite.is_valid() and _invite(request, account, invite):
        return redirect(request.path)
    if act == "service":
        service = ServiceForm(request.POST)
        if service.is_valid():
            actions.describe_service(actor=viewer, account_id=account.id, **service.service)
            messages.success(request, _("Saved."))
            return redirect(request.path)
    entries = entries_of(kind="account", object_id=account.id)
    people = operators_of(account.id)
    context = {
        "account": account,
        "people": people,
        "mine": next((one for one in people if one.user_id == viewer.user_id), None),
        "invitations": invitations_of(account.id),
        "log": _named(entries),
        "roles": OperatorRole.choices,
        "service": service,
        "invite": invite,
        "can_edit": can_edit_profile(viewer, account.id),
        "can_rule": can_change_operators(viewer, account.id),
    }
    return render(
        request, "accounts/organisation.html", context, status=422 if invite.errors or service.errors else 200
    )


ACTS = ("accept", "decline", "take_back", "role", "remove", "show")


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
        elif act in ("decline", "take_back"):
            actions.withdraw_invitation(actor=viewer, account_id=account.id, user_id=user_id)
        elif act == "role":
            actions.add_operator(actor=viewer, account_id=account.id, user_id=user_id, role=role)
        elif act == "remove":
            actions.remove_operator(actor=viewer, account_id=account.id, user_id=user_id)
        else:
            actions.show_operator(actor=viewer, account_id=account.id, shown=request.POST.get("shown") == "1")
    except actions.LastOwnerError as fault:
        messages.error(request, str(fault))
    stays = act not in ("decline", "remove") or user_id != viewer.user_id
    return redirect("organisation", handle=account.handle) if stays else redirect("organisations")


def _invite(request: Request, account: Account, form: InviteForm) -> bool:
    try:
        actions.invite_operator(actor=request.viewer, account_id=account.id, **form.cleaned_data)
    except actions.InvitationError as fault:
        form.add_error("handle", str(fault))
        return False
    messages.success(request, _("The invitation is sent."))
    return True


def _named(entries: list[Entry]) -> list[tuple[Entry, Account | None]]:
    people = names_of_users({entry.actor_id for entry in entries if entry.actor_id})
    return [(entry, people.get(entry.actor_id or 0)) for entry in entries]
