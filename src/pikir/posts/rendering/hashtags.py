"""What a text is about: ``#word`` in any script leads to the page of the topic that is called so."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, groupby

from markdown_it.token import Token

from pikir.posts.kinds import TOPIC_NAME_LENGTH
from pikir.posts.topics import topic_key

_PLANES = ((0, 0x20000), (0xE0000, 0xE1000))  # of Unicode that hold marks
_DRAWN = re.compile(r'<a href="/topics/([a-z0-9-]+)/">#')


@cache
def _hashtag() -> re.Pattern[str]:
    """Not inside a word or an address; at least two signs and one of them a letter, so that "#1" stays a number.

    Made when it is first needed: to ask so much of Unicode would take a fiftieth of a start.
    """
    marks = _marks()
    return re.compile(rf"(?<![\w&/#.:-])#(?=\w*[^\W\d_])([\w{marks}]{{2,{TOPIC_NAME_LENGTH}}})(?![\w{marks}])")


def _marks() -> str:
    """Signs that belong to the letter before them, as a class of a pattern: without them some scripts have no words."""
    codes = chain.from_iterable(range(*plane) for plane in _PLANES)
    marks = (code for code in codes if unicodedata.category(chr(code))[0] == "M")
    spans = [list(span) for _gap, span in groupby(enumerate(marks), key=lambda pair: pair[1] - pair[0])]
    return "".join(f"{chr(span[0][1])}-{chr(span[-1][1])}" for span in spans)


def drawn_topics(html: str) -> list[str]:
    """Return the ends of the addresses of the topics that a rendered text names, in its order."""
    return list(dict.fromkeys(_DRAWN.findall(html)))


def hashtags_in(source: str) -> bool:
    """Whether a source may hold hashtags; where they stand is not known."""
    return _hashtag().search(source) is not None


def with_hashtags(piece: Token, topics: Mapping[str, str], found: dict[str, str]) -> Iterator[Token]:
    """Cut a piece of text where it names one of ``topics`` (ends of addresses by key), and make links of those.

    All that may be hashtags are noted in ``found``, by key as they are written.
    """
    end = 0
    for match in _hashtag().finditer(piece.content):
        key = topic_key(match[1])
        found.setdefault(key, match[1])
        if key not in topics:
            continue
        yield _text(piece.content[end : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": f"/topics/{topics[key]}/"})
        yield _text(match[0])
        yield Token("link_close", "a", -1)
        end = match.end()
    yield _text(piece.content[end:]) if end else piece


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
