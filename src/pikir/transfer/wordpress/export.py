"""The export file as plain data. Everything is read and checked before anything is written."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

UNPACKED_MAX = 2_000_000_000  # bytes of XML, twenty times the largest export that WordPress itself splits
RATIO_MAX = 200  # text packs to a twentieth at best; more is a bomb
TEXT_MAX = 2_000_000  # characters in one text of the file; the longest honest entries have a tenth


class ExportError(Exception):
    """The file cannot be used; the message is one line for the operator."""


@dataclass(frozen=True, kw_only=True)
class Author:
    """Someone who wrote in the blog."""

    login: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A comment. ``parent`` is the number of the one it answers, or 0; ``approved`` is "1", "0", "spam" or "trash"."""

    number: int
    parent: int
    author: str
    email: str
    at: datetime | None
    content: str
    approved: str
    kind: str  # empty or "comment", "pingback", "trackback"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A category or tag on an item."""

    kind: str
    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """Anything in the blog: post, page, attachment, menu entry. Times are UTC."""

    number: int
    kind: str
    title: str
    link: str
    guid: str
    author: str  # login
    content: str
    excerpt: str
    at: datetime | None
    status: str
    parent: int
    password: str
    sticky: bool
    file_url: str  # of an attachment
    meta: dict[str, str] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Export:
    """A whole blog."""

    title: str
    description: str
    address: str
    language: str
    authors: tuple[Author, ...]
    items: tuple[Item, ...]


def read_export(path: Path, progress: Callable[[int], None] = lambda _count: None) -> Export:
    """Read ``path``: XML, or one XML file in gzip or ZIP. ``progress`` is told the bytes read at each item.

    Raises ExportError for what is no XML, cut short, in a wrong encoding, with entities, unpacks to more than it
    should, or is no WordPress export.
    """
    try:
        with _opened(path) as file:
            return _read(file, progress)
    except ParseError as fault:
        line, column = fault.position
        what = str(fault).partition(":")[0]
        raise ExportError(f"{path.name} is not whole or not XML: {what} (line {line}, column {column}).") from None
    except DefusedXmlException:
        raise ExportError(f"{path.name} declares entities, which no export needs; it was not read.") from None
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as fault:
        raise ExportError(f"{path.name} cannot be read: {getattr(fault, 'strerror', None) or fault}.") from None
    except (UnicodeError, LookupError, ValueError) as fault:
        raise ExportError(f"{path.name} is not in the encoding that it declares: {fault}.") from None


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@contextmanager
def _opened(path: Path) -> Iterator[_Readable]:
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        packed = path.stat().st_size
        if head[:2] == b"\x1f\x8b":
            with gzip.open(file) as unpacked:
                yield _Bounded(unpacked, packed)
        elif head == b"PK\x03\x04":
            with zipfile.ZipFile(file) as archive, archive.open(_only_member(archive, path)) as unpacked:
                yield _Bounded(unpacked, packed)
        else:
            yield file


def _only_member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    members = [member for member in archive.infolist() if member.filename.lower().endswith(".xml")]
    if len(members) != 1:
        raise ExportError(f"{path.name} holds {len(members)} XML files; give one file at a time.")
    return members[0]


class _Bounded:
    """A packed file that refuses to unpack to more than its size makes believable."""

    def __init__(self, file: _Readable, packed: int) -> None:
        self._file = file
        self._left = min(UNPACKED_MAX, max(packed, 1000) * RATIO_MAX)

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(content)
        if self._left < 0:
            raise ExportError("The packed file unpacks to far more than an export can be; it was not read.")
        return content


_CHANNEL = {"title", "link", "description", "language", "base_blog_url"}


def _read(file: _Readable, progress: Callable[[int], None]) -> Export:
    facts: dict[str, str] = {}
    authors: list[Author] = []
    items: list[Item] = []
    parents: list[Element] = []
    for event, node in iterparse(file, events=("start", "end")):
        if event == "start":
            _check_root(parents, node)
            parents.append(node)
            continue
        parents.pop()
        name = _local(node.tag)
        if len(parents) != 2:  # rss, channel: what stands in the channel itself
            continue
        if name == "item":
            items.append(_item(node))
            progress(file.tell() if isinstance(file, io.BufferedReader) else 0)
        elif name == "author":
            authors.append(_author(node))
        elif name in _CHANNEL:
            facts.setdefault(name, (node.text or "").strip())
        parents[-1].remove(node)  # what was read is let go, so that memory does not grow with the tree
    if "wxr_version" not in facts and not items:
        raise ExportError("This XML file is not a WordPress export: it has no items.")
    return Export(
        title=facts.get("title", ""),
        description=facts.get("description", ""),
        address=facts.get("base_blog_url") or facts.get("link", ""),
        language=facts.get("language", "")[:2],
        authors=tuple(authors),
        items=tuple(items),
    )


def _check_root(parents: list[Element], node: Element) -> None:
    if not parents and _local(node.tag) != "rss":
        raise ExportError(f"This XML file is not a WordPress export: it begins with <{_local(node.tag)}>.")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _space(tag: str) -> str:
    """The part of an element's namespace that tells ``content:encoded`` from ``excerpt:encoded``."""
    return "excerpt" if "/excerpt/" in tag else "content"


def _texts(node: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in node:
        name = _local(child.tag)
        key = f"{_space(child.tag)}:encoded" if name == "encoded" else name
        found.setdefault(key, (child.text or "")[:TEXT_MAX])
    return found


def _item(node: Element) -> Item:
    texts = _texts(node)
    return Item(
        number=_number(texts.get("post_id")),
        kind=texts.get("post_type", "").strip() or "post",
        title=texts.get("title", "").strip(),
        link=texts.get("link", "").strip(),
        guid=texts.get("guid", "").strip(),
        author=texts.get("creator", "").strip(),
        content=texts.get("content:encoded", ""),
        excerpt=texts.get("excerpt:encoded", "").strip(),
        at=_moment(texts.get("post_date_gmt"), texts.get("post_date"), texts.get("pubDate")),
        status=texts.get("status", "").strip(),
        parent=_number(texts.get("post_parent")),
        password=texts.get("post_password", "").strip(),
        sticky=texts.get("is_sticky", "").strip() == "1",
        file_url=texts.get("attachment_url", "").strip(),
        meta={
            pair.get("meta_key", ""): pair.get("meta_value", "")
            for pair in (_texts(child) for child in node if _local(child.tag) == "postmeta")
        },
        terms=tuple(_terms(node)),
        comments=tuple(_comment(child) for child in node if _local(child.tag) == "comment"),
    )


def _terms(node: Element) -> Iterator[Term]:
    for child in node:
        if _local(child.tag) != "category":
            continue
        domain = child.get("domain", "category")
        kind = "tag" if domain in ("post_tag", "tag") else domain
        yield Term(kind=kind, slug=child.get("nicename", "") or (child.text or ""), name=(child.text or "").strip())


def _comment(node: Element) -> Comment:
    texts = _texts(node)
    return Comment(
        number=_number(texts.get("comment_id")),
        parent=_number(texts.get("comment_parent")),
        author=texts.get("comment_author", "").strip(),
        email=texts.get("comment_author_email", "").strip().lower(),
        at=_moment(texts.get("comment_date_gmt"), texts.get("comment_date"), None),
        content=texts.get("comment_content", ""),
        approved=texts.get("comment_approved", "").strip(),
        kind=texts.get("comment_type", "").strip(),
    )


def _author(node: Element) -> Author:
    texts = _texts(node)
    login = texts.get("author_login", "").strip()
    return Author(login=login, name=texts.get("author_display_name", "").strip() or login)


def _number(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0  # digits of 64 bits


def _moment(*candidates: str | None) -> datetime | None:
    """The first candidate that is a real moment; drafts have none in GMT ("0000-00-00 00:00:00")."""
    for text in candidates:
        text = (text or "").strip()
        if not text or text.startswith("0000") or "-0001" in text:
            continue
        for parse in (_sql_moment, parsedate_to_datetime):
            try:
                return parse(text).astimezone(UTC)
            except (ValueError, TypeError, OverflowError):
                continue
    return None


def _sql_moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
