"""A text as plain words: from its sanitised HTML, so that nothing stands here that the page does not say."""

import re
from html.parser import HTMLParser

from typing_extensions import override

_LINES = frozenset(("dd", "dt", "li", "tr"))  # blocks that stand close to one another
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_BLOCKS = _LINES | frozenset(_HEADINGS) | frozenset(("aside", "blockquote", "details", "div", "dl", "figcaption"))
_BLOCKS |= frozenset(("figure", "hr", "ol", "p", "pre", "section", "summary", "table", "ul"))
_SIGNS = {"br": "\n", "hr": "* * *", "sup": "[", "td": "| ", "th": "| "} | _HEADINGS
_END_SIGNS = {"sup": "]", "td": " ", "th": " "}
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
        self._numbers: list[int | None] = []  # of the lists around; None for one without an order
        self._verbatim = 0
        self._at_mark = False  # nothing stands after the mark of an item yet

    @property
    def text(self) -> str:
        """What was gathered."""
        return _APART.sub("\n\n", _LINE_END.sub("\n", "".join(self._parts))).strip()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._begin_line(tag)
        self._parts.append(_SIGNS.get(tag, ""))
        if tag in ("ul", "ol"):
            self._numbers.append(int(given.get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            self._parts.append(self._mark())
            self._at_mark = True
        elif tag == "a":
            self._links.append(given.get("href", ""))
        elif tag == "img" and given.get("alt"):
            self._parts.append(f"[{given['alt']}]")
        elif tag == "pre":
            self._verbatim += 1

    def _begin_line(self, tag: str) -> None:
        """What stands first in an item of a list stays beside its mark."""
        if tag in _BLOCKS and not self._at_mark:
            self._parts.append("\n" if tag in _LINES else "\n\n")

    def _mark(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "

    @override
    def handle_endtag(self, tag: str) -> None:
        self._parts.append(_END_SIGNS.get(tag, ""))
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()
        elif tag == "pre":
            self._verbatim -= 1
        elif tag == "a" and self._links:
            self._parts.append(self._where(self._links.pop()))
        if tag not in _LINES:
            self._begin_line(tag)

    def _where(self, address: str) -> str:
        if not address or address.startswith(("#", "/@", "/topics/")):  # a mention and a hashtag say it themselves
            return ""
        return f" ({self._root if address.startswith('/') else ''}{address})"

    @override
    def handle_data(self, data: str) -> None:
        if self._links and self._links[-1].startswith("#fnref-"):  # the way back from a footnote leads nowhere here
            return
        words = data if self._verbatim else _SPACES.sub(" ", data)
        if words != " " or not self._parts or not self._parts[-1].endswith(("\n", " ")):
            self._parts.append(words)
        if words.strip():
            self._at_mark = False


def as_plain(html: str, *, root: str) -> str:
    """Return sanitised HTML as plain text; addresses of our own become absolute with ``root``."""
    reader = _Reader(root)
    reader.feed(html)
    reader.close()
    return reader.text
