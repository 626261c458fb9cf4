"""Pages for what cannot be shown, and the refusals that lead to them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from pikir.web.logs import request_id


class Gone(Http404):
    """What was asked for stood here once and does not any more: answered with 410; ``state`` may say why."""

    kept = False  # whether a public page says so as long as nothing touches its tags


class Withheld(Http404):
    """What was asked for may not be shown by law; the message is the reason: answered with 451."""


def show_fault(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    """Answer with the page of an error, in the reader's language."""
    return render(request, f"web/errors/{status}.html", context, status=status)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Answer 403: the reader may not see or do this."""
    return show_fault(request, 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, or 410 or 451 when it is known why nothing is here."""
    if isinstance(exception, Gone):
        return show_fault(request, 410, gone=exception)
    if isinstance(exception, Withheld):
        return show_fault(request, 451, reason=str(exception))
    return show_fault(request, 404)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Answer 400: the request makes no sense. No database or session is asked, for they may be what is wrong."""
    return _plain("400", 400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Answer 403 to a form whose token is missing or old."""
    return show_fault(request, 403, stale=True)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """Answer 500, from a page that asks nothing of the database."""
    return _plain("500", 500)


def _plain(name: str, status: int) -> HttpResponse:
    context = {"language": get_language(), "request_id": request_id.get()}
    return HttpResponse(render_to_string(f"web/errors/{name}.html", context), status=status)
