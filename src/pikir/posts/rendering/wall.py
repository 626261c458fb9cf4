"""The second wall: whatever the grammar let through, only this reaches a page."""

import re

import nh3

from pikir.posts.rendering.players import FRAME

_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_WORDS = {"a", "br", "code", "em", "s", "span", "strong", "sup"}
_BLOCKS = {"blockquote", "div", "hr", "li", "ol", "p", "pre", "section", "ul"}
_PICTURES = {"figcaption", "figure", "img"}
_CARDS = {"aside", "details", "summary"}
_TABLES = {"table", "tbody", "td", "th", "thead", "tr"}

_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "rel", "id", "aria-label", "data-player"},
    "li": {"id"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "div": {"tabindex"},
    "section": {"aria-label"},
    "th": {"scope"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
    **{heading: {"id"} for heading in _HEADINGS},
}
_CLASSES = {
    "aside": {"callout", "note", "important", "warning"},
    "details": {"toggle"},
    "figure": {"embed", "gallery", "quote"},
    "p": {"file", "label"},
    "div": {"scroll"},
    "section": {"footnotes"},
    "span": {"credit", "facts"},
    "th": {"num", "center"},
    "td": {"num", "center"},
}
_FILE = r"/media/[0-9a-f]{32}-[0-9]{1,5}\.webp"
_PATTERNS = {  # values of these attributes are of our own making, so anything else is an attack
    "id": re.compile(r"(?:h|fn|fnref)-[0-9a-z-]{1,80}"),
    "rel": re.compile(r"nofollow ugc noopener"),
    "tabindex": re.compile(r"0"),
    "start": re.compile(r"[0-9]{1,9}"),
    "scope": re.compile(r"col"),
    "src": re.compile(_FILE),
    "srcset": re.compile(rf"{_FILE} [0-9]+w(?:, {_FILE} [0-9]+w)*"),
    "width": re.compile(r"[0-9]{1,5}"),
    "height": re.compile(r"[0-9]{1,5}"),
    "sizes": re.compile(r"\(min-width: 46rem\) (?:46|23)rem, (?:100|50)vw"),
    "data-player": FRAME,
    "loading": re.compile(r"lazy"),
}


def _attribute(_tag: str, name: str, value: str) -> str | None:
    pattern = _PATTERNS.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


def _own_address(address: str) -> str | None:
    """Keep an address within the square or the page; ``//host`` and ``/\\host`` lead out of both."""
    return address if re.match(r"/(?![/\\])|#", address) else None


_WALL = nh3.Cleaner(
    tags=_HEADINGS | _WORDS | _BLOCKS | _PICTURES | _CARDS | _TABLES,
    clean_content_tags={"script", "style"},
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto"},
    url_relative=_own_address,
    link_rel=None,  # the grammar sets it, on links that lead out
    strip_comments=True,
)


def sanitise(html: str) -> str:
    """Return the HTML with everything removed that no text of ours can contain."""
    return _WALL.clean(html)
