"""Kept pages of one web process: bounded in memory, compressed once, never older than what they show."""

import gzip
import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode

import brotli

from pikir.web.look import Look
from pikir.web.pages import Mark

Headers = list[tuple[bytes, bytes]]

MEMORY = 24 * 1024 * 1024  # bytes a process; about two thousand pages of ten kilobytes, compressed
LONGEST = 1.0  # seconds a page is believed without a second look: the belt, should a touch ever go missing
WORTH = 512  # bytes below which compressing costs more than it saves
ENCODINGS = ("br", "gzip", "identity")
_SUFFIX = {"br": "-br", "gzip": "-gz", "identity": ""}
_QUERY_FIELDS = 20  # more parameters than any page of ours knows: then the query is left as it is


class Key(NamedTuple):
    """What tells two kept pages apart: host, path, the parameters that count, look, and whether it is https.

    (Over http a public square answers with a redirect, which a kept page must not stand in for.)
    """

    host: bytes
    path: str
    query: bytes
    look: Look
    secure: bool


@dataclass(slots=True)
class Variant:
    """One encoding of a kept page, as the messages that go out."""

    etag: bytes
    whole: tuple[dict[str, object], dict[str, object]]
    head: tuple[dict[str, object], dict[str, object]]
    unchanged: tuple[dict[str, object], dict[str, object]]


@dataclass(slots=True)
class Page:
    """A page as it was made, compressed with brotli; gzip is made when first asked for, plain text each time."""

    mark: Mark
    headers: Headers
    digest: str
    packed: bytes
    version: object  # of what pages are made from, read before the page was made
    status: int = 200  # or 410
    looked: float = field(default_factory=time.monotonic)
    variants: dict[str, Variant] = field(default_factory=dict)

    def is_fresh(self, now: float) -> bool:
        """Whether the page may be shown without a second look."""
        return now - self.looked < LONGEST and self.mark.is_fresh()

    def renew(self, version: object) -> bool:
        """Look again: believe the page further if nothing was committed since; say whether it is so."""
        if self.version != version or not self.mark.is_fresh():
            return False
        self.looked = time.monotonic()
        return True

    def variant(self, encoding: str) -> Variant:
        """Return the page in one of ENCODINGS."""
        found = self.variants.get(encoding)
        if found is None:
            found = self._encode(encoding)
            if encoding != "identity":  # five times the memory, for robots
                self.variants[encoding] = found
        return found

    def size(self) -> int:
        """Return about how many bytes of memory the page takes."""
        return 4096 + 2 * len(self.packed)

    def _encode(self, encoding: str) -> Variant:
        body = self.packed if encoding == "br" else brotli.decompress(self.packed)
        if encoding == "gzip":
            body = gzip.compress(body, 6, mtime=0)
        etag = f'"{self.digest}{_SUFFIX[encoding]}"'.encode()
        common = [*self.headers, (b"etag", etag)]
        full = [*common, (b"content-length", str(len(body)).encode())]
        if encoding != "identity":
            full.append((b"content-encoding", encoding.encode()))
        whole = _messages(self.status, full, body)
        unchanged = _messages(304, common, b"") if self.status == 200 else whole  # of what is gone nothing is believed
        return Variant(etag, whole, _messages(self.status, full, b""), unchanged)


def make_page(
    mark: Mark, headers: Headers, body: bytes, version: object, before: Page | None, status: int = 200
) -> Page:
    """Return a page to keep. What stood ``before`` under its key spares the compressing when nothing changed."""
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    if before is not None and (before.digest, before.headers, before.status) == (digest, headers, status):
        return Page(mark, headers, digest, before.packed, version, status, variants=before.variants)
    return Page(mark, headers, digest, pack_br(body, 5), version, status)


class PageCache:
    """The kept pages of one process, the least recently read going first when memory is full."""

    def __init__(self, memory: int = MEMORY) -> None:
        """Keep at most ``memory`` bytes of pages."""
        self._memory = memory
        self._used = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._parameters: dict[str, tuple[str, ...]] = {}

    def find(self, key: Key) -> Page | None:
        """Return the page for the key if it is fresh."""
        page = self._pages.get(key)
        if page is None or not page.is_fresh(time.monotonic()):
            return None
        self._pages.move_to_end(key)
        return page

    def last(self, key: Key) -> Page | None:
        """Return the page for the key, fresh or not."""
        return self._pages.get(key)

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page just made."""
        before = self._pages.pop(key, None)
        if before is not None:
            self._used -= before.size()
        self._pages[key] = page
        self._used += page.size()
        self._parameters[key.path] = page.mark.parameters
        self._make_room()

    def known_query(self, path: str, query: bytes) -> bytes:
        """Return the query with only the parameters that count, in a fixed order.

        A path of which no page was kept yet is answered as it was asked; what is made then is not kept.
        """
        parameters = self._parameters.get(path)
        return query if parameters is None else canonical_query(query, parameters)

    def _make_room(self) -> None:
        while self._used > self._memory and len(self._pages) > 1:
            _, page = self._pages.popitem(last=False)
            self._used -= page.size()
        if len(self._parameters) > 4 * len(self._pages) + 1000:
            self._parameters = {key.path: page.mark.parameters for key, page in self._pages.items()}


def canonical_query(query: bytes, parameters: tuple[str, ...]) -> bytes:
    """Return the query with the first value of each given parameter, in their order; others are left out."""
    if not query or not parameters:
        return b""
    try:
        fields = parse_qs(query.decode("ascii"), keep_blank_values=True, max_num_fields=_QUERY_FIELDS)
    except ValueError:
        return b""
    return urlencode([(name, fields[name][0]) for name in parameters if name in fields]).encode()


def pack_br(body: bytes, quality: int) -> bytes:
    """Compress with brotli, as text."""
    packed: bytes = brotli.compress(body, brotli.MODE_TEXT, quality)  # type: ignore[no-untyped-call]  # brotli ships no types
    return packed


def choose_encoding(accepted: bytes) -> str:
    """Return the best of ENCODINGS that an Accept-Encoding header allows."""
    known = _chosen.get(accepted)
    if known is None:
        if len(_chosen) > 500:  # headers are written by strangers
            _chosen.clear()
        known = _chosen[accepted] = _choose(accepted)
    return known


_chosen: dict[bytes, str] = {}


def _choose(accepted: bytes) -> str:
    allowed = set()
    for part in accepted.lower().decode("latin-1").split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            allowed.add(name.strip())
    return next((name for name in ENCODINGS if name in allowed), "identity")


def _messages(status: int, headers: Headers, body: bytes) -> tuple[dict[str, object], dict[str, object]]:
    start: dict[str, object] = {"type": "http.response.start", "status": status, "headers": headers}
    return start, {"type": "http.response.body", "body": body}
