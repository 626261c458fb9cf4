"""Open data of questions: the page that explains it, and the files."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from pikir.offices.queries import office_called
from pikir.offices.questions.models import QuestionEvent
from pikir.offices.questions.open_data import CODES, FILES, LICENCE, LICENCE_NAME
from pikir.web.freshness import SITE, generations, slot_of
from pikir.web.pages import public_page

FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_EDITION = 1  # of the columns: another number when one changes
_TAGS = ("questions", "offices", "places", "topics")


@require_safe
@public_page("questions")
def page(request: HttpRequest) -> HttpResponse:
    """Say which files there are and what stands in each column."""
    files = [
        {"file": file, "forms": [(form, reverse("questions-data-file", args=[file.name, form])) for form in FORMS]}
        for file in FILES.values()
    ]
    return render(
        request,
        "offices/questions/data.html",
        {"files": files, "licence": LICENCE, "licence_name": LICENCE_NAME, "codes": CODES},
    )


def _newest(request: HttpRequest, **_kwargs: Any) -> QuestionEvent | None:
    """The newest event, asked for once a request; it is the last of their keys."""
    if not hasattr(request, "newest_event"):
        request.newest_event = QuestionEvent.objects.order_by("-pk").only("at").first()  # type: ignore[attr-defined]  # of this request alone
    found: QuestionEvent | None = request.newest_event  # type: ignore[attr-defined]  # set above
    return found


def _changed(request: HttpRequest, **kwargs: Any) -> datetime | None:
    newest = _newest(request, **kwargs)
    return newest.at if newest else None


def _tag(request: HttpRequest, **kwargs: Any) -> str:
    """A name of what the file holds: another after every event, and after every touch of what its rows name."""
    newest = _newest(request, **kwargs)
    slots = tuple(slot_of(tag) for tag in (SITE, *_TAGS))
    parts = (_EDITION, request.path, newest.pk if newest else 0, generations(slots))
    return f'W/"{blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


_conditional: Callable[[Any], Any] = condition(etag_func=_tag, last_modified_func=_changed)


@require_safe
@public_page(*_TAGS)
@_conditional
def file(request: HttpRequest, name: str, form: str, handle: str = "") -> HttpResponseBase:  # noqa: ARG001  # a view's signature
    """Hand out a file of open data, of the whole square or of one office, piece by piece."""
    found = FILES.get(name)
    if found is None or form not in FORMS:
        raise Http404
    where = Q()
    if handle:
        office = office_called(handle)
        if office is None:
            raise Http404
        if office.account.handle != handle:
            return redirect("office-questions-data-file", office.account.handle, name, form, permanent=True)
        where = Q(office=office)
    explained = settings.SQUARE_URL + reverse("questions-data")
    head = {"about": explained, "licence": LICENCE, "made_at": timezone.now().isoformat(timespec="seconds")}
    pieces = found.as_csv(where) if form == "csv" else found.as_json(where, head)
    answer = StreamingHttpResponse(pieces, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="{f"{handle}-" if handle else ""}{name}.{form}"'
    answer["Link"] = f'<{LICENCE}>; rel="license", <{explained}>; rel="describedby"'
    answer["Access-Control-Allow-Origin"] = "*"  # what everyone may read, any page may read
    return answer
