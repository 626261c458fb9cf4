"""The page of one's own archive, and the archive itself."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pikir.accounts.access import Request
from pikir.accounts.decorators import signed_in
from pikir.transfer import actions
from pikir.transfer.kinds import ARCHIVE_KEPT
from pikir.transfer.personal import path_of
from pikir.transfer.queries import archive_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive(request: Request) -> HttpResponse:
    """Ask for an archive with the password fresh in mind; see how far it is; fetch it."""
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="pikir.transfer")
        actions.ask_for_archive(actor=request.viewer)
        return redirect("archive")
    context = {"archive": archive_of(request.viewer, now=timezone.now()), "days": ARCHIVE_KEPT.days}
    return render(request, "transfer/archive.html", context)


@never_cache
@require_safe
def download(request: Request, token: str) -> HttpResponseBase:
    """Hand an archive to its owner alone, while its time is not over."""
    found = archive_of(request.viewer, now=timezone.now()) if request.viewer.signed_in else None
    if found is None or not found.ready or found.token != token:
        raise Http404
    try:
        file = path_of(token).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    name = f"{request.viewer.handle}-{timezone.localtime(found.asked_at):%Y-%m-%d}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response
