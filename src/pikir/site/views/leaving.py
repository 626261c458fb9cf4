"""The page on which one leaves the square, or thinks better of it."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pikir.accounts import actions
from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.accounts.forms.doors import LeavingForm
from pikir.accounts.kinds import LEAVE_AFTER
from pikir.accounts.queries import departure_of
from pikir.posts.queries import count_said


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def leaving(request: Request) -> HttpResponse:
    """Say what leaving means, in numbers; ask for it with the password fresh in mind; take it back by one press."""
    if request.method == "POST" and request.POST.get("act") == "stay":
        if actions.stay(actor=request.viewer):
            messages.success(request, _("You stay. Nothing has changed."))
        return redirect("leaving")
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="pikir.accounts")
        if form.is_valid() and _asked(request, form):
            return redirect("leaving")
    context = {
        "form": form,
        "departure": departure_of(request.viewer),
        "said": count_said(account_id=request.viewer.account_id or 0),
        "day": timezone.now() + LEAVE_AFTER,
        "days": LEAVE_AFTER.days,
    }
    return render(request, "site/leaving.html", context, status=422 if form.errors else 200)


def _asked(request: Request, form: LeavingForm) -> bool:
    try:
        actions.ask_to_leave(actor=request.viewer, fate=form.cleaned_data["fate"])
    except actions.LeavingError as fault:
        form.add_error(None, str(fault))
        return False
    return True
