"""Cards that stand between colons: call-outs, toggles, quotations with their source, galleries.

``::: warning Title`` opens one, a line of as many colons closes it. A card that nobody closes ends where its parent
ends, as a code block does.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import override as speaking
from django.utils.translation import pgettext
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

DEPTH_MAX = 4  # cards within each other; each reads its lines once more

# The colons are taken once and never given back: a long row of them is no work.
_FENCE = re.compile(r"(?P<colons>:{3,}+)[ \t]*+(?P<word>\w*+)[ \t]*+(?P<title>.*)")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How a card is drawn: element, classes, and the word it begins with in the language of the text."""

    tag: str
    css: str
    label: Callable[[], str] | None = None
    caption: bool = False  # the title stands below


_DRAWN = {
    "note": Kind(tag="aside", css="callout note", label=lambda: pgettext("card in a text", "Good to know")),
    "important": Kind(tag="aside", css="callout important", label=lambda: pgettext("card in a text", "Important")),
    "warning": Kind(tag="aside", css="callout warning", label=lambda: pgettext("card in a text", "Warning")),
    "toggle": Kind(tag="details", css="toggle", label=lambda: pgettext("card in a text", "More")),
    "quote": Kind(tag="figure", css="quote", caption=True),
    "gallery": Kind(tag="figure", css="gallery", caption=True),
}
WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_KINDS = {word: _DRAWN[kind] for kind, words in WORDS.items() for word in words}


def add_cards(grammar: MarkdownIt) -> None:
    """Teach a grammar the cards. It must be given ``page`` in its environment."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    grammar.block.ruler.before("fence", "card", _card, {"alt": ends})


def _card(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # the library's signature
    found = _fence_at(state, start)
    kind = _KINDS.get(found["word"].casefold()) if found else None
    if found is None or kind is None or state.env.get("cards", 0) == DEPTH_MAX:
        return False
    if silent:
        return True
    last, after = _end_of(state, start, end, len(found["colons"]))
    title = found["title"].strip()
    state.push("card_open", kind.tag, 1).attrs = {"class": kind.css}
    if not kind.caption:
        _push_title(state, kind, title)
    _push_body(state, kind, start + 1, last)
    if kind.caption and title:
        _push_line(state, "figcaption", title)
    state.push("card_close", kind.tag, -1)
    state.line = after
    return True


def _fence_at(state: StateBlock, line: int) -> re.Match[str] | None:
    if state.is_code_block(line):
        return None
    return _FENCE.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _end_of(state: StateBlock, start: int, end: int, length: int) -> tuple[int, int]:
    """Return where the body ends and where the text goes on; cards within the card close first."""
    depth = 1
    for line in range(start + 1, end):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line, line  # the list that the card stands in ends
        found = _fence_at(state, line)
        if found is None or len(found["colons"]) < length:
            continue
        if found["word"].casefold() in _KINDS:
            depth += 1
        elif not (found["word"] or found["title"].strip()):
            depth -= 1
        if not depth:
            return line, line + 1
    return end, end


def _push_title(state: StateBlock, kind: Kind, title: str) -> None:
    """Begin a card with its word, which is said for the author and so is no part of the plain text."""
    with speaking(state.env["page"].language):
        label = kind.label() if kind.label else ""
    if kind.tag == "details":
        _push_line(state, "summary", title, "" if title else label)
    else:
        _push_line(state, "p", title, label, css="label")


def _push_line(state: StateBlock, tag: str, text: str, label: str = "", *, css: str = "") -> None:
    opening = state.push("title_open", tag, 1)
    opening.attrs = {"class": css} if css else {}
    if label:
        state.push("label_open", "strong", 1).block = False
        state.push("text", "", 0).content = label
        state.push("label_close", "strong", -1).block = False
    if label and text:
        state.push("text", "", 0).content = " "
    inline = state.push("inline", "", 0)
    inline.content, inline.children = text, []
    state.push("title_close", tag, -1)


def _push_body(state: StateBlock, kind: Kind, start: int, end: int) -> None:
    """Read what stands between the colons; nothing in it reaches beyond them."""
    outer, state.lineMax = state.lineMax, end
    parent, state.parentType = state.parentType, "container"
    state.env["cards"] = state.env.get("cards", 0) + 1
    if kind.css == "quote":
        state.push("blockquote_open", "blockquote", 1)
    state.md.block.tokenize(state, start, end)
    if kind.css == "quote":
        state.push("blockquote_close", "blockquote", -1)
    state.env["cards"] -= 1
    state.lineMax, state.parentType = outer, parent
