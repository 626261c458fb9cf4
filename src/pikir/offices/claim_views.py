"""Asking to take over an office that is not here yet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.offices import actions, queries
from pikir.offices.access import can_claim
from pikir.offices.forms import ClaimCodeForm, ClaimForm
from pikir.offices.models import Office
from pikir.web.rates import TooFastError, status_of, take


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def claim(request: Request, handle: str) -> HttpResponse:
    """Ask for a code in a letter to the office, type it, or see that it waits for an operator."""
    found = queries.office_called(handle)
    if found is None or not can_claim(request.viewer, found):
        raise Http404
    act = request.POST.get("act")
    form = ClaimForm(request.POST if act == "ask" else None)
    typed = ClaimCodeForm(request.POST if act == "prove" else None)
    if _asked(request, found, form) or _proved(request, found, typed):
        return redirect("office-claim", handle=found.account.handle)
    mine = queries.claim_of(request.viewer, found)
    context = {
        "office": found,
        "form": form,
        "typed": typed,
        "sent": mine if mine and mine.open_at(timezone.now()) else None,
        "waits": bool(mine and mine.proved_at),
    }
    status = status_of(request) if form.errors or typed.errors else 200
    return render(request, "offices/claim.html", context, status=status)


def _asked(request: Request, office: Office, form: ClaimForm) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    try:
        take(request, "claim_office")
        actions.ask_for_office(actor=request.viewer, office=office, words=form.cleaned_data["words"])
    except (actions.ClaimError, TooFastError) as fault:
        form.add_error(None, str(fault))
        return False
    messages.success(request, _("A letter with a code is on its way to the office."))
    return True


def _proved(request: Request, office: Office, form: ClaimCodeForm) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    try:
        actions.prove_claim(actor=request.viewer, office=office, code=form.cleaned_data["code"])
    except actions.ClaimError as fault:
        form.add_error(None, str(fault))
        return False
    messages.success(request, _("The code is right. An operator of the square looks at it now."))
    return True
