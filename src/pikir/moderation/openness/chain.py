"""The chain of the public log: pure Python, so that anyone can check a copy of the log without a square.

Each entry carries the hash of the one before. A hash is SHA-256 over the hash before it, a line feed, and the entry as
JSON with sorted keys, without spaces, in UTF-8; the first entry follows a hash of zeros. Whoever changes, takes out or
moves an entry changes every hash after it, and the hashes of every day are published.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

START = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Link:
    """One entry as it is published: what it says, the hash before it and its own."""

    number: int
    body: dict[str, Any]
    before: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """How far a log is whole: ``number`` entries up to the hash ``head``; ``fault`` says what breaks it after that."""

    number: int
    head: str
    fault: str = ""


def hash_of(number: int, body: dict[str, Any], before: str) -> str:
    """Return the hash of an entry in lower-case hexadecimal. Raises TypeError for what JSON cannot say."""
    said = json.dumps({"number": number, **body}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{said}".encode()).hexdigest()


def check(links: Iterable[Link], *, start: str = START, after: int = 0) -> Checked:
    """Follow a log from an entry on, the oldest first, and stop at the first one that breaks it."""
    number, head = after, start
    for link in links:
        fault = _fault(link, number + 1, head)
        if fault:
            return Checked(number=number, head=head, fault=fault)
        number, head = link.number, link.hash
    return Checked(number=number, head=head)


def _fault(link: Link, number: int, before: str) -> str:
    if link.number != number:
        return f"entry {number} is missing: entry {link.number} stands in its place"
    if link.before != before:
        return f"entry {number} does not follow the one before it"
    if link.hash != hash_of(link.number, link.body, link.before):
        return f"entry {number} was changed"
    return ""
