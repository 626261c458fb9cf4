"""What every template may ask about the page it is part of."""

from functools import cached_property

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.translation import get_language

from pikir import __version__
from pikir.web.addresses import address
from pikir.web.look import Look, look_of_request
from pikir.web.shapes import Alternate

# Faces that the first screen needs before anything else; the rest come when a letter asks for them.
_FONTS = {
    "kk": ("web/fonts/serif-cyr.woff2", "web/fonts/sans-400-cyr.woff2", "web/fonts/serif-latin.woff2"),
    "ru": ("web/fonts/serif-cyr.woff2", "web/fonts/sans-400-cyr.woff2", "web/fonts/serif-latin.woff2"),
    "en": ("web/fonts/serif-latin.woff2", "web/fonts/sans-400-latin.woff2"),
}


_LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}  # of the words of a page, as whoever shows a link wants them


class Here:
    """The page being drawn: its language, its addresses, and what the reader is to be told once."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request; all else is found out when a template asks."""
        self._request = request
        self.language = get_language() or settings.LANGUAGE_CODE
        self.software = f"Pikir {__version__}"

    @property
    def fonts(self) -> tuple[str, ...]:
        """Static names of the fonts to fetch at once; none for who saves data."""
        return () if self.look.saving else _FONTS[self.language]

    @cached_property
    def look(self) -> Look:
        """How the reader wants pages to look."""
        return look_of_request(self._request)

    @property
    def locale(self) -> str:
        """The language of the page with a country, for ``og:locale``."""
        return _LOCALES[self.language]

    @property
    def root(self) -> str:
        """The address of the square, without a slash at its end."""
        return settings.SQUARE_URL

    @property
    def canonical(self) -> str:
        """The one address of this page, without parameters: a cached page must not repeat what a visitor typed."""
        return self.root + self._request.path

    @cached_property
    def place(self) -> str:
        """The path of this page if the bar leads to it, and then says that the reader is there; else empty."""
        path = self._request.path
        return path if path in map(address, ("home", "newest", "write", "inbox")) else ""

    @cached_property
    def translated(self) -> bool:
        """Whether the address of this page carries its language, so that it is there in others too."""
        return self._request.path.startswith(f"/{self.language}/")

    @cached_property
    def alternates(self) -> tuple[Alternate, ...]:
        """This page in each language of the square; empty where addresses carry no language."""
        if not self.translated:
            return ()
        rest = self._request.path.removeprefix(f"/{self.language}/")
        return tuple(self._alternate(code, name, rest) for code, name in settings.LANGUAGES)

    @property
    def neutral(self) -> str:
        """The address of this page for whoever reads none of its languages: in the square's own; empty as above."""
        return next((one.url for one in self.alternates if one.language == settings.LANGUAGE_CODE), "")

    def _alternate(self, code: str, name: str, rest: str) -> Alternate:
        path = f"/{code}/{rest}"
        url = self.root + path
        return Alternate(language=code, name=name, short=name[:3], path=path, url=url, current=code == self.language)

    @cached_property
    def notices(self) -> tuple[Message, ...]:
        """Messages to show once. A guest without cookies has none, and asking would tie the page to a session."""
        cookies = self._request.COOKIES
        if settings.SESSION_COOKIE_NAME not in cookies and "messages" not in cookies:
            return ()
        return tuple(get_messages(self._request))

    @property
    def demo(self) -> bool:
        """Whether this is an invented town, whose letters everyone may read."""
        return bool(settings.DEMO)

    @property
    def desk(self) -> bool:
        """Whether the reader runs the square and sees the way to the desk."""
        viewer = getattr(self._request, "viewer", None)
        return bool(viewer and viewer.roles)


def here(request: HttpRequest) -> dict[str, Here]:
    """Context processor: ``here`` in every template."""
    return {"here": Here(request)}
