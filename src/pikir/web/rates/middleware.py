"""What is answered to whoever was too quick, so that nothing they typed is lost."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from pikir.web.limits import MINUTE
from pikir.web.rates import TooFastError
from pikir.web.rates.proofs import FIELD

_SECRETS = ("password", "credential", "code")  # parts of names whose values never stand in a page
_BESIDE = ("csrfmiddlewaretoken", FIELD)
WORDS = 40  # letters from which on a value is something somebody wrote
BOXES = 200  # more fields than this no form of ours has


class Haste:
    """Say how long to wait, in a header and, where no view shows its form again, on a page that holds what was sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with ``Retry-After`` when it is 429."""
        response = self._get_response(request)
        fault = getattr(request, "haste", None)
        if fault is not None and response.status_code == 429:
            response["Retry-After"] = str(fault.wait)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what no view caught."""
        return show_haste(request, exception) if isinstance(exception, TooFastError) else None


def show_haste(request: HttpRequest, fault: TooFastError | None = None) -> HttpResponse:
    """Answer 429 with the page of haste; without a fault it was allauth that counted, within a minute."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name not in _BESIDE]
    secret = any(part in name for name, _value in sent for part in _SECRETS)
    context = {
        "fault": fault,
        "sent": [] if secret else sent[:BOXES],
        "again": request.method == "POST" and not secret,
        "typed": [] if secret else [value for _name, value in sent if len(value) >= WORDS],
        "files": bool(request.FILES),
        "address": request.get_full_path(),
    }
    response = render(request, "web/errors/429.html", context, status=429)
    response["Retry-After"] = str(fault.wait if fault else MINUTE)
    return response
