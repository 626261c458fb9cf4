"""An author's public notice at the head of an own text."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.posts.access import access_own_post, can_correct
from pikir.posts.actions import CorrectionError, correct_post, retract_post
from pikir.posts.addresses import address_of
from pikir.posts.life_forms import CorrectionForm


@signed_in
def correct(request: Request, post_id: int) -> HttpResponse:
    """Write a correction, or retract the text, as the pressed button says."""
    found = access_own_post(request.viewer, post_id)
    if not can_correct(request.viewer, found):
        raise PermissionDenied
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = retract_post if request.POST.get("act") == "retract" else correct_post
        try:
            act(actor=request.viewer, post=found, words=form.cleaned_data["words"])
        except CorrectionError as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Your notice stands at the head of the text."))
            return redirect(address_of(found))
    status = 422 if request.method == "POST" else 200
    return render(request, "posts/correct.html", {"post": found, "form": form}, status=status)
