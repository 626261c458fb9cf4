"""Asking others to be named as authors, and answering."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pikir.accounts.access import Request, Viewer
from pikir.accounts.decorators import signed_in
from pikir.posts.access import access_own_post, can_invite
from pikir.posts.actions import (
    CoAuthorError,
    accept_co_author,
    decline_co_author,
    invite_co_author,
    remove_co_author,
)
from pikir.posts.life_forms import HandleForm
from pikir.posts.models import CoAuthor
from pikir.posts.queries import asked_co_authors, own_co_authorship
from pikir.posts.views.players import may_open_players


@signed_in
def co_authors(request: Request, post_id: int) -> HttpResponse:
    """List who was asked, ask another, or take a name away."""
    found = access_own_post(request.viewer, post_id)
    if not can_invite(request.viewer, found):
        raise PermissionDenied
    rows = asked_co_authors(found)
    form = HandleForm()
    status = 200
    if request.method == "POST" and request.POST.get("remove"):
        _remove(request.viewer, rows, request.POST["remove"])
        return redirect("co-authors", post_id=found.id)
    if request.method == "POST":
        form, status = HandleForm(request.POST), 422
        if form.is_valid():
            try:
                invite_co_author(actor=request.viewer, post=found, handle=form.cleaned_data["handle"])
            except CoAuthorError as fault:
                form.add_error("handle", str(fault))
            else:
                messages.success(request, _("They are asked. Their name stands there once they agree."))
                return redirect("co-authors", post_id=found.id)
    context = {"post": found, "rows": rows, "form": form}
    return render(request, "posts/co_authors.html", context, status=status)


def _remove(viewer: Viewer, rows: list[CoAuthor], named: str) -> None:
    row = next((row for row in rows if str(row.pk) == named), None)
    if row is not None:
        remove_co_author(actor=viewer, row=row)


@may_open_players
@signed_in
def answer(request: Request, post_id: int) -> HttpResponse:
    """Read what one is asked to put one's name to, then agree, decline, or later leave it."""
    row = own_co_authorship(request.viewer, post_id)
    if row is None:
        raise Http404
    if request.method != "POST":
        return render(request, "posts/co_author.html", {"row": row, "post": row.post})
    if request.POST.get("act") == "accept":
        accept_co_author(actor=request.viewer, row=row)
        messages.success(request, _("Your name stands beside the author's."))
        return redirect("co-author", post_id=post_id)
    decline_co_author(actor=request.viewer, row=row)
    messages.success(request, _("Your name does not stand there."))
    return redirect("inbox")
