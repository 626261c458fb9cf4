"""Who wants to take an office over, for operators; who does what at its desk, also for its heads."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pikir.accounts.access import Request, require
from pikir.accounts.actions import LastOwnerError
from pikir.accounts.decorators import signed_in, with_role
from pikir.accounts.kinds import Role
from pikir.accounts.models import Operator
from pikir.offices import actions
from pikir.offices.access import Act, can_judge_claim, may
from pikir.offices.forms import DutiesForm
from pikir.offices.models import Office
from pikir.offices.queries import claims_to_check, desk_of, office_called
from pikir.site.deeds import deeds_page
from pikir.web.keyset import read_key


@never_cache
@require_safe
@with_role(Role.OPERATOR)
def claims(request: Request) -> HttpResponse:
    """List who typed the code of an office and waits for a check."""
    waiting = [(claim, can_judge_claim(request.viewer, claim.user_id)) for claim in claims_to_check()]
    return render(request, "site/desk/offices.html", {"section": "offices", "waiting": waiting})


@require_POST
@with_role(Role.OPERATOR)
def judge(request: Request, claim_id: int) -> HttpResponse:
    """Hand an office over to who asked for it, or refuse."""
    if request.POST.get("act") != "confirm":
        actions.refuse_claim(actor=request.viewer, claim_id=claim_id)
        messages.success(request, _("Refused. The person is told."))
        return redirect("desk-offices")
    try:
        actions.confirm_claim(actor=request.viewer, claim_id=claim_id)
    except actions.ClaimError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Confirmed. The person is told."))
    return redirect("desk-offices")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def duties(request: Request, handle: str) -> HttpResponse:
    """Show its heads and the operators who does what at the desk of an office, and have them change it."""
    office = office_called(handle)
    if office is None:
        raise Http404
    require(may(request.viewer, office.pk, Act.GIVE_DUTIES))
    people = desk_of(office)
    user_id = read_key(request.POST.get("user"))
    if request.method == "POST":
        _give(request, office, next((one for one, _duties in people if one.user_id == user_id), None))
        return redirect("office-duties", handle=office.account.handle)
    context = {
        "account": office.account,
        "office": office,
        "people": [
            (one, DutiesForm(initial={"duties": given}, auto_id=f"id_{one.user_id}_%s")) for one, given in people
        ],
        "page": deeds_page(account=office.account, viewer=request.viewer, before=read_key(request.GET.get("before"))),
    }
    return render(request, "site/office_duties.html", context)


def _give(request: Request, office: Office, person: Operator | None) -> None:
    form = DutiesForm(request.POST)
    if person is None or not form.is_valid():
        raise Http404
    given = form.cleaned_data["duties"]
    try:
        actions.give_duties(actor=request.viewer, office=office, user_id=person.user_id, duties=given)
    except LastOwnerError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Saved."))
