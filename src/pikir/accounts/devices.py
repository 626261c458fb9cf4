"""The device at the other end, in words as coarse as a person needs; the line that browsers send is never kept."""

import re
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

SESSION_DEVICE = "device"  # under this name a session remembers from what it was begun
COOKIE = "browser"
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one
COOKIE_USERS = 5  # who share one browser, a family say

# The first that fits: most browsers also claim to be those that stand below them.
_BROWSERS = (
    ("Yandex Browser", r"YaBrowser/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|Chromium/|CriOS/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("Android", r"Android"),
    ("iOS", r"iPhone|iPad|iPod"),
    ("Windows", r"Windows"),
    ("macOS", r"Macintosh|Mac OS X"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux|X11"),
)


@dataclass(frozen=True, kw_only=True)
class Device:
    """Browser family and system by name; empty where it cannot be told."""

    browser: str = ""
    system: str = ""

    @property
    def words(self) -> str:
        """What a person calls it: "Firefox, Windows"."""
        known = [name for name in (self.browser, self.system) if name]
        return ", ".join(known) or _("Unknown device")


def read_device(agent: str) -> Device:
    """Return the device that a User-Agent line tells of."""
    return Device(browser=_first(_BROWSERS, agent), system=_first(_SYSTEMS, agent))


def device_of(request: HttpRequest) -> Device:
    """Return the device that sent a request."""
    return read_device(request.META.get("HTTP_USER_AGENT", "")[:1000])


def remember_device(request: HttpRequest) -> None:
    """Have the session remember from what device it was begun."""
    request.session[SESSION_DEVICE] = asdict(device_of(request))


def is_known_browser(request: HttpRequest, user_id: int) -> bool:
    """Whether this user has signed in from this browser before; the browser itself remembers it."""
    return _mark(user_id) in _marks(request)


def remember_browser(request: HttpRequest, response: HttpResponseBase, user_id: int) -> None:
    """Have the browser remember who signed in from it, by marks that only the square can make or read."""
    others = [mark for mark in _marks(request) if mark != _mark(user_id)]
    response.set_cookie(
        COOKIE,
        signing.dumps([_mark(user_id), *others][:COOKIE_USERS], salt=COOKIE),
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[str]:
    try:
        return list(signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE))
    except signing.BadSignature:
        return []


def _mark(user_id: int) -> str:
    return salted_hmac(COOKIE, str(user_id)).hexdigest()[:20]


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, sign in names if re.search(sign, agent)), "")
