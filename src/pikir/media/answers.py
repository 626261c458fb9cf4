"""Files as answers: how pictures and files go out, and what is said where there is none; rights are asked before."""

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from pikir.media import files
from pikir.media.attachments.models import TYPES, Attachment
from pikir.media.models import Picture

FOREVER = "public, max-age=31536000, immutable"  # what is at a name never changes; what may not be seen has none
NOT_KEPT = "private, no-store"
MISSING, GONE = 404, 410


def picture_answer(request: HttpRequest, found: Picture, width: int, kept: str) -> HttpResponseBase:
    """Send one width of a picture; ``kept`` says who may keep it."""
    if not found.drawn:
        return nothing(MISSING)
    etag = f'"{found.name}-{width}"'
    try:
        response = get_conditional_response(request, etag=etag) or _file(found, width)
    except FileNotFoundError:
        return nothing(MISSING)
    response["ETag"] = etag
    response["Cache-Control"] = kept
    return _harmless(response)


def _file(found: Picture, width: int) -> HttpResponseBase:
    file = files.open_file(found.id, width, found.cut)
    return FileResponse(file, content_type="image/webp", filename=f"{found.name}-{width}.webp")


def nothing(status: int) -> HttpResponse:
    """No page: whoever asks for a picture draws none. No header tells whether there is one that they may not see."""
    headers = {"Cache-Control": "no-store", "Vary": "Cookie"}
    return HttpResponse(status=status, content_type="text/plain", headers=headers)


def attachment_answer(found: Attachment) -> HttpResponseBase:
    """Hand a file out to be saved, never to be shown here and kept by nobody on the way."""
    try:
        file = default_storage.open(found.path, "rb")
    except FileNotFoundError:
        return nothing(MISSING)
    response = FileResponse(file, as_attachment=True, filename=found.title, content_type=TYPES[found.kind])
    response["Cache-Control"] = NOT_KEPT  # a text that is taken down takes its files along at once
    return _harmless(response)


def _harmless(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
