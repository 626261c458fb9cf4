"""Whether a page elsewhere says that it belongs to an account here: a link back to the profile with ``rel="me"``."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import nh3
from django.conf import settings

from pikir.kernel.fetch import FetchError, Ways, fetch
from pikir.kernel.languages import LANGUAGES

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_LINK = re.compile(r'<(?:a|link)((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_KEPT = {"a": {"href", "rel"}, "link": {"href", "rel"}}


def names_account(url: str, handle: str, ways: Ways | None = None) -> bool:
    """Whether the page at ``url`` links to the profile of ``handle``. One that cannot be read does not.

    A redirect to another host proves nothing of the host that people see in the link.
    """
    try:
        found = fetch(url, accept="text/html") if ways is None else fetch(url, accept="text/html", ways=ways)
    except FetchError:
        return False
    if found.status != 200 or found.content_type not in _PAGES or _host(found.url) != _host(url):
        return False
    wanted = profile_addresses(handle)
    return any(urljoin(found.url, link).rstrip("/").lower() in wanted for link in me_links(found.body))


def profile_addresses(handle: str) -> frozenset[str]:
    """Return the addresses of a profile in each language, in small letters and without the last stroke."""
    return frozenset(f"{settings.SQUARE_URL}/{language}/@{handle}".lower() for language in LANGUAGES)


def me_links(body: bytes) -> list[str]:
    """Return where a page's links with ``rel="me"`` lead. Read by a true parser in linear time, whatever the page."""
    clean = nh3.clean(body.decode("utf-8", "replace"), tags=set(_KEPT), attributes=_KEPT, link_rel=None)
    found = (dict(_ATTRIBUTE.findall(attributes)) for attributes in _LINK.findall(clean))
    return [unescape(one["href"]) for one in found if "href" in one and "me" in one.get("rel", "").lower().split()]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
