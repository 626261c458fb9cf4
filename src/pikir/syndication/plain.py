"""A text as plain words: from its sanitised HTML, so that nothing stands here that the page does not say."""

import re
from html.parser import HTMLParser

from typing_extensions import override

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table tr figure figcaption div section aside details summary hr dl dt dd"
    .split()
)  # fmt: skip
_APART = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t\r\n]+")
_LINE_END = re.compile(r"[ \t]+\n")


class _Reader(HTMLParser):
    """Gathers words; each block begins a line of its own, each link says where it leads."""

    def __init__(self, root: str) -> None:
        super().__init__(convert_charrefs=True)
        self._root = root
        self._parts: list[str] = []
        self._links: list[str] = []
        self._numbers: list[int] = []  # of the ordered lists around; -1 for one without an order
        self._verbatim = 0

    @property
    def text(self) -> str:
        """What was gathered."""
        return _APART.sub("\n\n", _LINE_END.sub("\n", "".join(self._parts))).strip()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            self._parts.append("\n" if tag in ("li", "tr", "dt", "dd") else "\n\n")
        if tag in ("ul", "ol"):
            self._numbers.append(-1 if tag == "ul" else int(given.get("start") or 1) - 1)
        elif tag == "li":
            self._parts.append(self._mark())
        elif tag in ("td", "th"):
            self._parts.append("\t")
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "a":
            self._links.append(given.get("href") or "")
        elif tag == "img":
            self._parts.append(f"[{given['alt']}]" if given.get("alt") else "")
        elif tag == "pre":
            self._verbatim += 1

    def _mark(self) -> str:
        if not self._numbers or self._numbers[-1] < 0:
            return "- "
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}. "

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()
        if tag == "pre":
            self._verbatim -= 1
        if tag == "a" and self._links:
            self._parts.append(self._where(self._links.pop()))
        if tag in _BLOCKS and tag not in ("li", "tr", "dt", "dd"):
            self._parts.append("\n\n")

    def _where(self, address: str) -> str:
        if not address or address.startswith(("#", "/@", "/topics/")):  # a mention and a hashtag say it themselves
            return ""
        return f" ({self._root if address.startswith('/') else ''}{address})"

    @override
    def handle_data(self, data: str) -> None:
        self._parts.append(data if self._verbatim else _SPACES.sub(" ", data))


def as_plain(html: str, *, root: str) -> str:
    """Return sanitised HTML as plain text; addresses of our own become absolute with ``root``."""
    reader = _Reader(root)
    reader.feed(html)
    reader.close()
    return reader.text
