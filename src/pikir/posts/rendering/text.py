"""Source and text without markup."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

PICTURES_MAX = 200  # pictures in one text; a page of more is a gallery, and the query for them stays small
FILES_MAX = 100  # files in one text

# Line and paragraph separators are line breaks; other controls, and signs that turn the direction of what follows
# (a text may not dress up its neighbours), have no place in a text.
_LINE_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_PICTURE = re.compile(r"\bpicture:(\d{1,19}|[0-9a-f]{32})\b|/media/([0-9a-f]{32})-")
_ATTACHMENT = re.compile(r"\bfile:(\d{1,19})\b", re.ASCII)
_ATTACHED = re.compile(r' href="/media/files/([0-9a-f]{32})\.')
_ADDRESSES = re.compile(r'\b(?:src|srcset|href)="[^"]*"')
_OF_MEDIA = re.compile(r"/media/(?=(?:files/)?[0-9a-f]{32}[-.])")
_DESCRIBED = re.compile(r"!\[([^\[\]]{1,1500})\]\(picture:(\d{1,19})\b")
_BREAKS = ("softbreak", "hardbreak")
_BLOCK_ENDS = {f"{name}_close" for name in ("paragraph", "heading", "th", "td", "title", "embed", "file")}
_BLOCK_ENDS |= {"fence", "code_block"}


def clean_source(source: str) -> str:
    """Return what someone typed as it is kept: composed (NFC), plain line ends, no control signs, bare ends."""
    return without_controls(unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", source))).strip()


def without_controls(text: str) -> str:
    """Return the text without control signs: of a source, and of what its entities (``&#12;``) stood for."""
    return _UNWANTED.sub("", text)


def picture_keys(source: str) -> tuple[str, ...]:
    """Return the keys (identifiers, or names as in addresses) of pictures a source may show, each once, in order."""
    found = dict.fromkeys(key or name for key, name in _PICTURE.findall(source))
    return tuple(found)[:PICTURES_MAX]


def file_keys(source: str) -> tuple[str, ...]:
    """Return the identifiers of files that a source may lead to, each once, in order."""
    return tuple(dict.fromkeys(_ATTACHMENT.findall(source)))[:FILES_MAX]


def attached_names(html: str) -> frozenset[str]:
    """Return the names of files that a rendered text leads to."""
    return frozenset(_ATTACHED.findall(html))


def with_secret(html: str, address: str) -> str:
    """Return a rendered text whose pictures and files are asked for below a secret address, which ends in a slash."""
    below = f"{address}media/"
    return _ADDRESSES.sub(lambda found: _OF_MEDIA.sub(lambda _: below, found[0]), html)


def picture_words(source: str) -> dict[int, str]:
    """Return what a source says that its pictures show, by their identifiers; without those it says nothing of."""
    return {int(key): words.strip() for words, key in _DESCRIBED.findall(source) if words.strip()}


def plain_text(tokens: Iterable[Token]) -> str:
    """Return the text alone, a line for each block; pictures and their captions are left out."""
    lines = "".join(_pieces(tokens)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def inline_text(children: Iterable[Token]) -> str:
    """Return the text of a line's pieces."""
    return without_controls("".join(" " if piece.type in _BREAKS else piece.content for piece in children))


def _pieces(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline" and not token.meta.get("caption"):
            yield inline_text(token.children or ())
        elif token.type in ("fence", "code_block"):
            yield token.content
        if token.type in _BLOCK_ENDS:
            yield "\n"
