"""Staff hide, remove or restore a post, each with a reason that the author is told."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.posts.access import access_post, can_moderate
from pikir.posts.actions import MoveError, hide_post, remove_post, restore_post
from pikir.posts.addresses import address_of
from pikir.posts.forms import ReasonForm
from pikir.posts.kinds import TRANSITIONS

ACTS = {"hide": hide_post, "remove": remove_post, "restore": restore_post}


@signed_in
def takedown(request: Request, post_id: int) -> HttpResponse:
    """Show the form, or carry out the act that the pressed button names."""
    found = access_post(request.viewer, post_id)
    if not can_moderate(request.viewer, found):
        raise PermissionDenied
    possible = [verb for verb in ACTS if found.state in TRANSITIONS[verb].sources]
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or request.POST.get("act") not in possible:
        status = 422 if request.method == "POST" else 200
        context = {"post": found, "address": address_of(found), "form": form, "acts": possible}
        return render(request, "posts/takedown.html", context, status=status)
    try:
        ACTS[request.POST["act"]](actor=request.viewer, post=found, reason=form.cleaned_data["reason"])
    except MoveError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Done. The author has been told the reason."))
    return redirect(address_of(found))
