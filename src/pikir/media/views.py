"""The files of pictures, one door to them all; and the page of one's own portrait."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pikir.accounts.access import Request, Viewer, can_edit_profile, require
from pikir.accounts.decorators import signed_in
from pikir.accounts.models import Account
from pikir.accounts.queries import account_by_handle
from pikir.media import actions, files
from pikir.media.access import can_view_picture
from pikir.media.forms import PictureForm, PortraitForm
from pikir.media.kinds import PORTRAIT_WIDTHS, PictureState, address_of
from pikir.media.models import Picture
from pikir.media.queries import is_former_name, picture_by_name
from pikir.media.workshop import PictureError
from pikir.web.keyset import read_key

FOREVER = "public, max-age=31536000, immutable"  # what is at a name never changes; what may not be seen has none
NOT_KEPT = "private, no-store"
MISSING, GONE = 404, 410


@require_safe
def picture(request: Request, name: str, width: str) -> HttpResponseBase:
    """Send one width of a picture to whoever may see it; strangers do not learn that it exists."""
    found = picture_by_name(name)
    if found is None:
        return _nothing(GONE if is_former_name(name) else MISSING)
    if int(width) not in found.widths:
        return _nothing(MISSING)
    if can_view_picture(Viewer.guest(), found):  # asked first: the answer for all must not depend on who asks
        return _send(request, found, int(width), FOREVER)
    if can_view_picture(request.viewer, found):
        return _send(request, found, int(width), NOT_KEPT)
    return _nothing(GONE if found.state == PictureState.HIDDEN else MISSING)


def _send(request: HttpRequest, found: Picture, width: int, kept: str) -> HttpResponseBase:
    etag = f'"{found.id}-{width}"'
    try:
        response = get_conditional_response(request, etag=etag) or _file(found, width)
    except FileNotFoundError:
        return _nothing(MISSING)
    response["ETag"] = etag
    response["Cache-Control"] = kept
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _file(found: Picture, width: int) -> HttpResponseBase:
    file = files.open_file(found.id, width)
    return FileResponse(file, content_type="image/webp", filename=f"{found.name}-{width}.webp")


def _nothing(status: int) -> HttpResponse:
    """No page: whoever asks for a picture draws none."""
    return HttpResponse(status=status, content_type="text/plain", headers={"Cache-Control": "no-store"})


@never_cache
@require_POST
@signed_in
def upload(request: Request) -> HttpResponse:
    """Take a picture from a script; the answer says how a text calls it."""
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        added = actions.add_picture(
            actor=request.viewer,
            account_id=read_key(request.POST.get("account")) or request.viewer.account_id or 0,
            **form.upload(request.POST.get("language", "")),
        )
    except PictureError as fault:
        return JsonResponse({"errors": {"picture": [str(fault)]}}, status=422)
    answer = {"id": str(added.id), "src": added.src, "srcset": added.srcset, "alt": added.alt}
    return JsonResponse(answer | {"width": added.width, "height": added.height}, status=201)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def portrait(request: Request, handle: str = "") -> HttpResponse:
    """Set or take away the picture of one's own account, or of one that one acts for."""
    account = _account_of(request.viewer, handle)
    form = PortraitForm()
    if request.method == "POST" and request.POST.get("act") == "remove":
        actions.remove_portrait(actor=request.viewer, account_id=account.id)
        messages.success(request, _("The picture is removed."))
        return redirect(request.path)
    if request.method == "POST":
        form = PortraitForm(request.POST, request.FILES)
        if form.is_valid() and _set_portrait(request, account, form):
            messages.success(request, _("The new picture is set."))
            return redirect(request.path)
    context = {"account": account, "form": form, "present": address_of(account.picture, PORTRAIT_WIDTHS[-1])}
    return render(request, "media/portrait.html", context, status=422 if form.errors else 200)


def _account_of(viewer: Viewer, handle: str) -> Account:
    account = account_by_handle(handle or viewer.handle)
    if account is None:
        raise Http404
    require(can_edit_profile(viewer, account.id))
    return account


def _set_portrait(request: Request, account: Account, form: PortraitForm) -> bool:
    file, alt = form.cleaned_data["picture"], form.cleaned_data["alt"]
    try:
        actions.set_portrait(actor=request.viewer, account_id=account.id, file=file, alt=alt)
    except PictureError as fault:
        form.add_error("picture", str(fault))
        return False
    return True
