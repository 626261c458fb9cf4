"""The files of pictures, one door to them all."""

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request, Viewer
from pikir.accounts.decorators import signed_in
from pikir.media import actions, files
from pikir.media.access import can_view_picture
from pikir.media.forms import PictureForm
from pikir.media.kinds import PictureState
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
    """No page: whoever asks for a picture draws none. No header tells whether there is one that they may not see."""
    headers = {"Cache-Control": "no-store", "Vary": "Cookie"}
    return HttpResponse(status=status, content_type="text/plain", headers=headers)


@never_cache
@require_POST
@signed_in
def upload(request: Request) -> HttpResponse:
    """Take a picture from a script; the answer says how a text calls it. Its words may follow, in the text."""
    form = PictureForm(request.POST, request.FILES)
    form.fields["alt"].required = False
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
