"""How a reader wants pages to look: kept in one cookie of few possible values, so that kept pages stay few.

What was chosen becomes attributes of ``<html>``, written by the server: nothing flickers and no script is needed.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import product
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "look"  # also read and written by web/static/web/shell.js
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one
LOOK = "pikir.look"  # key of the environment: the look that the edge found, by which it keeps the page
CODE_LENGTH = 40  # with room to spare

THEMES = ("device", "light", "dark")
SIZES = ("normal", "larger", "largest", "plain")  # plain: one size for everything, that of the browser
TRAFFIC = ("device", "saving", "full")  # device: as the browser asks by its header Save-Data
LETTERS = ("cyrillic", "latin")  # in which Kazakh is read


class Look(NamedTuple):
    """What tells two drawings of the same page apart. An empty word is the usual."""

    theme: str = ""
    size: str = ""
    saving: bool = False
    latin: bool = False


_USUAL = Look()


class Choice(NamedTuple):
    """What a reader chose, word by word."""

    theme: str = "device"
    size: str = "normal"
    traffic: str = "device"
    letters: str = "cyrillic"

    @property
    def code(self) -> str:
        """The choice as cookie and database keep it."""
        return "-".join(self)


_CHOICES = {choice.code: choice for choice in map(Choice._make, product(THEMES, SIZES, TRAFFIC, LETTERS))}
_COOKIE = re.compile(rb"(?:^|;)\s*look=([a-z-]+)")
_saving: ContextVar[bool] = ContextVar("saving", default=False)


def read_choice(code: str) -> Choice:
    """Return the choice with this code; the usual one for a code that is not ours."""
    return _CHOICES.get(code, Choice())


def look_of(cookie: bytes, save_data: bytes) -> Look:
    """Return the look for the headers ``Cookie`` and ``Save-Data`` of a request: one of 48."""
    if not cookie and not save_data:
        return _USUAL  # as most guests ask: at once
    found = _COOKIE.search(cookie) if b"look=" in cookie else None
    choice = read_choice(found[1].decode("ascii")) if found else Choice()
    return Look(
        theme="" if choice.theme == "device" else choice.theme,
        size="" if choice.size == "normal" else choice.size,
        saving=choice.traffic == "saving" or (choice.traffic == "device" and save_data.strip().lower() == b"on"),
        latin=choice.letters == "latin",
    )


def look_of_request(request: HttpRequest) -> Look:
    """Return the look of the page that a request asks for; what the edge keeps the page by is believed."""
    known = request.META.get(LOOK)
    if isinstance(known, Look):
        return known
    fields = (request.META.get(name, "").encode("latin-1", "replace") for name in ("HTTP_COOKIE", "HTTP_SAVE_DATA"))
    return look_of(*fields)


def choice_of(request: HttpRequest) -> Choice:
    """Return what the reader of this browser chose."""
    return read_choice(request.COOKIES.get(COOKIE, ""))


def remember_choice(response: HttpResponseBase, choice: Choice) -> None:
    """Have the browser remember a choice. Scripts may read it: the switch of day and night in the foot does."""
    response.set_cookie(
        COOKIE, choice.code, max_age=COOKIE_SECONDS, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def remember_language(response: HttpResponseBase, language: str) -> None:
    """Have the browser remember the language to lead its reader to."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


@contextmanager
def drawn_for(look: Look) -> Iterator[None]:
    """Within it components draw for this look."""
    token = _saving.set(look.saving)
    try:
        yield
    finally:
        _saving.reset(token)


def is_saving() -> bool:
    """Whether what is drawn now is for a reader who saves data: pictures only wait behind links."""
    return _saving.get()
