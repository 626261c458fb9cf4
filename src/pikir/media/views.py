"""The files of pictures, one door to them all; and the one way in for what a text shows or leads to."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pikir.accounts.access import Request, Viewer
from pikir.accounts.decorators import signed_in
from pikir.media import actions
from pikir.media.access import can_view_picture
from pikir.media.answers import FOREVER, GONE, MISSING, NOT_KEPT, nothing, picture_answer
from pikir.media.attachments.actions import add_attachment
from pikir.media.attachments.contents import AttachmentError
from pikir.media.attachments.models import Attachment
from pikir.media.forms import UploadForm
from pikir.media.kinds import PictureState
from pikir.media.models import Picture
from pikir.media.queries import is_former_name, picture_by_name
from pikir.media.workshop import PictureError
from pikir.web.keyset import read_key
from pikir.web.rates import TooFastError


@require_safe
def picture(request: Request, name: str, width: str) -> HttpResponseBase:
    """Send one width of a picture to whoever may see it; strangers do not learn that it exists."""
    found = picture_by_name(name)
    if found is None:
        return nothing(GONE if is_former_name(name) else MISSING)
    if int(width) not in found.widths:
        return nothing(MISSING)
    if can_view_picture(Viewer.guest(), found):  # asked first: the answer for all must not depend on who asks
        return picture_answer(request, found, int(width), FOREVER)
    if can_view_picture(request.viewer, found):
        return picture_answer(request, found, int(width), NOT_KEPT)
    return nothing(GONE if found.state == PictureState.HIDDEN else MISSING)


@never_cache
@require_POST
@signed_in
def upload(request: Request) -> HttpResponse:
    """Take a picture or a file from a script; the answer says how a text calls it. Words may follow, in the text."""
    form = UploadForm(request.POST, request.FILES, asks_words=False)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    account_id = read_key(request.POST.get("account")) or request.viewer.account_id or 0
    try:
        if form.is_attachment:
            file = form.cleaned_data["file"]
            answer = _attached(add_attachment(actor=request.viewer, account_id=account_id, file=file))
        else:
            words = form.upload(request.POST.get("language", ""))
            answer = _pictured(actions.add_picture(actor=request.viewer, account_id=account_id, **words))
    except (AttachmentError, PictureError) as fault:
        return JsonResponse({"errors": {"file": [str(fault)]}}, status=422)
    except TooFastError as fault:
        return JsonResponse({"errors": {"file": [str(fault)]}}, status=429, headers={"Retry-After": str(fault.wait)})
    return JsonResponse(answer, status=201)


def _pictured(added: Picture) -> dict[str, Any]:
    answer = {"id": str(added.id), "src": added.src, "srcset": added.srcset, "alt": added.alt}
    return answer | {"width": added.width, "height": added.height}


def _attached(added: Attachment) -> dict[str, Any]:
    return {"id": str(added.id), "title": added.title, "address": added.address, "size": added.size}
