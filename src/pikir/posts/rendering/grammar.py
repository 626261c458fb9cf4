"""What may be written: one grammar for entries, one for comments, one for notes."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import escape
from django.utils.translation import gettext, pgettext
from django.utils.translation import override as speaking
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from typing_extensions import override

from pikir.posts.rendering.cards import add_cards

MISSING_CELLS_MAX = 300  # cells that a table may leave out
NESTING_MAX = 20  # quotes, lists and emphasis within each other; bounds the time of rendering

_FOREIGN = re.compile(r"https?://", re.IGNORECASE)
_ALLOWED = re.compile(r"https?://[^/\\]|mailto:[^/\\]|/(?![/\\])|#|(?:picture|file):\w+$", re.IGNORECASE)


def is_outside(address: str) -> bool:
    """Whether an address leads out of the square."""
    return _FOREIGN.match(address) is not None


class Markdown(MarkdownIt):
    """A grammar that knows only addresses one may follow without harm."""

    @override
    def validateLink(self, url: str) -> bool:
        """Allow http, https and mailto, addresses of this square and pictures; no user names before a host name."""
        if not _ALLOWED.match(url):
            return False
        try:
            return "@" not in urlsplit(url).netloc
        except ValueError:
            return False


def _make(preset: str, *, breaks: bool) -> Markdown:
    grammar = Markdown(preset, {"html": False, "linkify": True, "breaks": breaks, "maxNesting": NESTING_MAX})
    if grammar.linkify is not None:  # only whole addresses: an abbreviation and "readme.md" are not links
        grammar.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    grammar.enable("linkify")
    return grammar


def _make_entry() -> Markdown:
    grammar = _make("commonmark", breaks=False)
    grammar.enable(["table", "strikethrough"])
    grammar.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    footnote_plugin(grammar)
    add_cards(grammar)
    for rule in (footnote_ref, footnote_anchor, footnote_open, footnote_block_open, footnote_block_close):
        grammar.add_render_rule(rule.__name__, rule)
    grammar.add_render_rule("fence", _code)
    grammar.add_render_rule("code_block", _code)
    return grammar


def _make_comment() -> Markdown:
    grammar = _make("commonmark", breaks=True)
    grammar.enable("strikethrough")
    grammar.disable(["heading", "lheading", "hr", "image", "reference"])
    grammar.add_render_rule("fence", _code)
    grammar.add_render_rule("code_block", _code)
    return grammar


def _make_note() -> Markdown:
    grammar = _make("zero", breaks=True)
    grammar.enable("newline")
    return grammar


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # the library's signature
    """Read a table, unless it is a bomb: a wide head over rows without cells, which would all be made up."""
    if not table(state, start, end, True):
        return False
    width, missing = _cells(state, start + 1), 0
    for line in range(start + 2, end):
        if state.isEmpty(line):
            break
        missing += max(0, width - _cells(state, line))
        if missing > MISSING_CELLS_MAX:
            return False
    return silent or table(state, start, end, False)


def _cells(state: StateBlock, line: int) -> int:
    return state.src.count("|", state.bMarks[line], state.eMarks[line])


def _code(_self: object, tokens: Sequence[Token], index: int, _options: object, _env: object) -> str:
    """Code scrolls sideways, so it can take the focus of a keyboard."""
    return f'<pre tabindex="0"><code>{escape(tokens[index].content)}</code></pre>\n'


def footnote_ref(_self: object, tokens: Sequence[Token], index: int, _options: object, env: Any) -> str:
    """Draw the mark in the text."""
    number, mark = _marks(tokens[index], env)
    return f'<sup><a href="#fn-{number}" id="fnref-{mark}">{tokens[index].meta["id"] + 1}</a></sup>'


def footnote_anchor(_self: object, tokens: Sequence[Token], index: int, _options: object, env: Any) -> str:
    """Draw the way back from a note to its mark."""
    _, mark = _marks(tokens[index], env)
    with speaking(env["page"].language):
        label = gettext("Back to the text")
    return f' <a href="#fnref-{mark}" aria-label="{escape(label)}">↑</a>'


def footnote_open(_self: object, tokens: Sequence[Token], index: int, _options: object, env: Any) -> str:
    """Open one note."""
    number, _ = _marks(tokens[index], env)
    return f'<li id="fn-{number}">'


def footnote_block_open(_self: object, _tokens: object, _index: int, _options: object, env: Any) -> str:
    """Open the notes below the text."""
    with speaking(env["page"].language):
        label = pgettext("below a text", "Notes")
    return f'<section class="footnotes" aria-label="{escape(label)}">\n<ol>\n'


def footnote_block_close(_self: object, _tokens: object, _index: int, _options: object, _env: object) -> str:
    """Close the notes."""
    return "</ol>\n</section>\n"


def _marks(token: Token, env: Any) -> tuple[str, str]:
    """Return what tells a note, and one of its marks, apart from all others of a page."""
    number = f"{env['page'].post_id}-{token.meta['id'] + 1}"
    again = token.meta.get("subId") or 0
    return number, f"{number}-{again + 1}" if again else number


ENTRY = _make_entry()
COMMENT = _make_comment()
NOTE = _make_note()
