"""How a published text came to say what it says."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.posts.access import access_post, can_moderate
from pikir.posts.actions import TextError, hide_revision
from pikir.posts.addresses import address_of
from pikir.posts.forms import ReasonForm
from pikir.posts.histories import change_of, history_page, revision_of
from pikir.web.keyset import read_key
from pikir.web.pages import public_page


@require_safe
@public_page("post:{post_id}", parameters=("before",))
def history(request: Request, handle: str, post_id: int) -> HttpResponse:  # noqa: ARG001  # part of the address
    """List the changes of a text since it was published, for everyone who may read it."""
    found = access_post(request.viewer, post_id)
    page = history_page(found, before=read_key(request.GET.get("before")))
    context = {"post": found, "address": address_of(found), "changes": page}
    return render(request, "posts/history.html", context)


@require_safe
@public_page("post:{post_id}")
def change(request: Request, handle: str, post_id: int, number: int) -> HttpResponse:  # noqa: ARG001  # as above
    """Show what one change did, word by word."""
    found = access_post(request.viewer, post_id)
    revision = revision_of(found, number)
    if revision is None:
        raise Http404
    judges = can_moderate(request.viewer, found)
    shown = change_of(found, revision, staff=judges)
    names = {
        "title": _("Title"),
        "lead": _("Lead"),
        "cover": _("Content warning"),
        "source": pgettext("part of a post", "Text"),
    }
    parts = [(names[part.name], part.pieces) for part in shown.parts]
    context = {"post": found, "revision": revision, "change": shown, "parts": parts, "can_hide": judges}
    return render(request, "posts/change.html", context)


@signed_in
def hide(request: Request, post_id: int, number: int) -> HttpResponse:
    """Let staff take one earlier text out of the history, with a reason that stands there."""
    found = access_post(request.viewer, post_id)
    if not can_moderate(request.viewer, found):
        raise PermissionDenied
    revision = revision_of(found, number)
    if revision is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hide_revision(actor=request.viewer, revision=revision, reason=form.cleaned_data["reason"])
        except TextError as fault:
            form.add_error("reason", str(fault))
        else:
            messages.success(request, _("Done. Nobody else reads that text now."))
            return redirect("history", handle=found.account.handle, post_id=found.id)
    status = 422 if request.method == "POST" else 200
    context = {"post": found, "revision": revision, "form": form}
    return render(request, "posts/hide_revision.html", context, status=status)
