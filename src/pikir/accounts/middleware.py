"""Who is looking, on every request."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from pikir.accounts.access import Viewer
from pikir.accounts.models import User
from pikir.accounts.queries import find_viewer

_MEMBERS = 512  # whom a process remembers so


class ViewerMiddleware:
    """Sets ``request.viewer``, found on first use: no query for a guest, two for a user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hang the viewer on the request and go on."""
        request.viewer = SimpleLazyObject(lambda: viewer_of(request))  # type: ignore[attr-defined]  # see access.Request
        return self.get_response(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the viewer of a request; a guest when nobody is signed in or the password was changed since.

    A guest without a session cookie does not touch the session, so the answer may be kept for everyone.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Viewer.guest()
    user_id = request.session.get(SESSION_KEY)
    if user_id is None:
        return Viewer.guest()
    found = find_viewer(user_id=int(user_id))
    if found is None:
        return Viewer.guest()
    viewer, password = found
    if not constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), _expected(password)):
        return Viewer.guest()
    return viewer


@lru_cache(_MEMBERS)
def _expected(password: str) -> str:
    """What the sessions of a user hold as long as the password is this one, given as it is kept."""
    return str(User(password=password).get_session_auth_hash())
