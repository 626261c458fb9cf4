"""The desk's page of offices: who wants to take one over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import with_role
from pikir.accounts.kinds import Role
from pikir.offices import actions
from pikir.offices.access import can_judge_claim
from pikir.offices.queries import claims_to_check


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
