"""Who is called by name: ``@handle`` in a text leads to the profile of the account that has the handle."""

import re
from collections.abc import Collection, Iterator

from markdown_it.token import Token

MENTIONS_MAX = 20  # accounts that one text can call; more is a way to shout at strangers

# Not inside a word or an address, and not the beginning of a name of another place (@name@host, @name.host).
_MENTION = re.compile(r"(?<![\w@/.:-])@([A-Za-z0-9_]{2,30})(?![\w@]|\.[\w])")
_DRAWN = re.compile(r'<a href="/@([a-z0-9_]{2,30})/">@')


def mention_handles(source: str) -> frozenset[str]:
    """Return the first handles, in small letters, that a source may mention; whether anybody has them is not known."""
    found = dict.fromkeys(handle.lower() for handle in _MENTION.findall(source))
    return frozenset(list(found)[:MENTIONS_MAX])


def mentioned_handles(html: str) -> frozenset[str]:
    """Return the handles that a rendered text mentions."""
    return frozenset(_DRAWN.findall(html))


def with_mentions(piece: Token, handles: Collection[str]) -> Iterator[Token]:
    """Cut a piece of text where it mentions one of ``handles``, and make links of those."""
    end = 0
    for found in _MENTION.finditer(piece.content) if handles else ():
        handle = found[1].lower()
        if handle not in handles:
            continue
        yield _text(piece.content[end : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": f"/@{handle}/"})
        yield _text(found[0])
        yield Token("link_close", "a", -1)
        end = found.end()
    yield _text(piece.content[end:]) if end else piece


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
