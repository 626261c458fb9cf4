"""What every request through Django passes first."""

import logging
import secrets
import time
from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from typing_extensions import override

from pikir.web.bridge import TOO_LARGE
from pikir.web.errors import show_fault
from pikir.web.latin import in_latin
from pikir.web.logs import request_id
from pikir.web.look import drawn_for, look_of_request
from pikir.web.pages import mark_of

Next = Callable[[HttpRequest], HttpResponseBase]

# Nothing of a browser's machinery is used but what stands in a page; a room that needs more asks for it here.
_UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _UNUSED)
SECRET_ARGUMENTS = frozenset({"key", "token"})  # of addresses: confirming, resetting, setting up
requests = logging.getLogger("pikir.requests")


class RequestLog:
    """Write one line for each request: what was asked and answered, never by whom or from where, nor a query."""

    def __init__(self, get_response: Next) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the request's id in ``X-Request-Id``, by which a reader's complaint finds its lines."""
        identity = secrets.token_hex(8)
        token = request_id.set(identity)
        try:
            return self._answer(request, identity)
        finally:
            request_id.reset(token)

    def _answer(self, request: HttpRequest, identity: str) -> HttpResponseBase:
        start = time.perf_counter()
        response = self._get_response(request)
        response["X-Request-Id"] = identity
        requests.info(
            "request",
            extra={
                "method": request.method,
                "path": _shown_path(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - start) * 1000, 1),
            },
        )
        return response


def _shown_path(request: HttpRequest) -> str:
    """Return the path without the secret of a link in a letter: who reads the log must not be able to follow it."""
    arguments = request.resolver_match.kwargs if request.resolver_match else {}
    path = request.path
    for name in SECRET_ARGUMENTS.intersection(arguments):
        path = path.replace(str(arguments[name]), "-")
    return path


class Caution:
    """Say of each answer who may keep it and what a page may use; a view that knows better says so itself."""

    def __init__(self, get_response: Next) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add ``Cache-Control`` and ``Permissions-Policy``."""
        response = self._get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        personal = mark_of(response) is None or settings.SESSION_COOKIE_NAME in request.COOKIES
        response.setdefault("Cache-Control", "private, no-store" if personal else "no-cache")
        return response


class PagePolicy(CSPMiddleware):
    """What django-csp does, which writes the policy anew for each answer; here it is kept for each kind of page."""

    def __init__(self, get_response: Next) -> None:
        super().__init__(get_response)
        self._written: dict[str, str] = {}

    @override
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add ``Content-Security-Policy``."""
        asked = {name: value for name, value in vars(response).items() if name.startswith("_csp")}
        if HEADER in response or asked.keys() - {"_csp_update"} or hasattr(request, "_csp_nonce"):
            return super().process_response(request, response)
        kind = repr(asked)
        if kind in self._written:
            response.setdefault(HEADER, self._written[kind])
            return response
        written = super().process_response(request, response)
        if HEADER in written:
            self._written[kind] = written[HEADER]
        return written


class LookOfPages:
    """Have everything drawn in the look that the reader chose; the template of the frame asks ``here`` for it."""

    def __init__(self, get_response: Next) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in that look."""
        look = look_of_request(request)
        with drawn_for(look):
            response = self._get_response(request)
        return _with_latin(response) if look.latin else response


def _with_latin(response: HttpResponseBase) -> HttpResponseBase:
    """Rewrite the Kazakh of a page in Latin letters."""
    if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
        response.content = in_latin(response.content.decode()).encode()
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
    return response


class BodyLimit:
    """Refuse a body that was too large to keep. Stands last, so that the page knows language and reader."""

    def __init__(self, get_response: Next) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 in place of the view."""
        if request.META.get(TOO_LARGE):
            return show_fault(request, 413)
        return self._get_response(request)
