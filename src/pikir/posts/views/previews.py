"""Secret addresses: making and ending them, and reading a text at one."""

from typing import TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.media.answers import MISSING, NOT_KEPT, attachment_answer, nothing, picture_answer
from pikir.posts.access import access_own_post, access_preview, can_preview
from pikir.posts.actions import PreviewError, make_preview, revoke_preview
from pikir.posts.attachments import attachment_in
from pikir.posts.kinds import PREVIEW_DAYS
from pikir.posts.pictures import picture_in
from pikir.posts.queries import previews_of
from pikir.posts.rendering import with_secret
from pikir.posts.shapes import author_of
from pikir.posts.views.players import may_open_players
from pikir.web.keyset import read_key

Answer = TypeVar("Answer", bound=HttpResponseBase)


@signed_in
def previews(request: Request, post_id: int) -> HttpResponse:
    """List the addresses of a text without their secrets, end one, or make one: it is shown this once."""
    found = access_own_post(request.viewer, post_id)
    if not can_preview(request.viewer, found):
        raise PermissionDenied
    made = fault = ""
    if request.method == "POST" and "revoke" in request.POST:
        revoke_preview(actor=request.viewer, post=found, link_id=read_key(request.POST["revoke"]) or 0)
        return redirect("previews", post_id=found.id)
    if request.method == "POST":
        try:
            token = make_preview(actor=request.viewer, post=found)
        except PreviewError as problem:
            fault = str(problem)
        else:
            made = settings.SQUARE_URL + reverse("preview", args=[token])
    context = {
        "post": found,
        "made": made,
        "fault": fault,
        "days": PREVIEW_DAYS,
        "links": previews_of(found, now=timezone.now()),
    }
    return render(request, "posts/previews.html", context, status=422 if fault else 200)


@may_open_players
@require_safe
def preview(request: Request, token: str) -> HttpResponse:
    """Show a text that is not public to whoever has its secret address; nothing on the way may keep or tell it."""
    found = access_preview(token, now=timezone.now())
    if found is None:
        raise Http404
    found.html = with_secret(found.html, reverse("preview", args=[token]))
    context = {"post": found, "author": author_of(found.account)}
    return _told_to_none(render(request, "posts/preview_address.html", context))


@require_safe
def preview_picture(request: Request, token: str, name: str, width: str) -> HttpResponseBase:
    """Send a picture of a text to whoever has the text's secret address, below it and nowhere else."""
    found = access_preview(token, now=timezone.now())
    picture = picture_in(found, name) if found else None
    if picture is None or int(width) not in picture.widths:
        return nothing(MISSING)
    return _told_to_none(picture_answer(request, picture, int(width), NOT_KEPT))


@require_safe
def preview_file(request: Request, token: str, name: str, extension: str) -> HttpResponseBase:  # noqa: ARG001  # a view
    """Hand a file of a text out to whoever has the text's secret address."""
    found = access_preview(token, now=timezone.now())
    file = attachment_in(found, name) if found else None
    if file is None or file.kind != extension:
        return nothing(MISSING)
    return _told_to_none(attachment_answer(file))


def _told_to_none(answer: Answer) -> Answer:
    answer["Cache-Control"] = NOT_KEPT
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer
