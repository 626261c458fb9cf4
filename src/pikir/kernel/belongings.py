"""What a person takes along: each room says when it starts what it holds of them, an archive asks them all.

Everything is handed over piece by piece, so that a long life fits into little memory.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose things they are: a user, their own account, their address."""

    user_id: int
    account_id: int
    email: str


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """Something to be read. ``html`` is sanitised; ``key`` names it in addresses: letters and digits."""

    key: str
    title: str
    html: str
    language: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one room adds. Every function is given the owner and yields.

    ``rows`` are plain data for ``<name>.json``; ``leaves`` pages for reading, each on its own or (``bound``) all on
    one; ``files`` pairs of a path in the archive and what opens the file. ``title`` speaks the active language.
    """

    name: str
    title: Callable[[], str]
    rows: Callable[[Owner], Iterable[Mapping[str, Any]]]
    leaves: Callable[[Owner], Iterable[Leaf]] | None = None
    bound: bool = False
    files: Callable[[Owner], Iterable[tuple[str, Callable[[], IO[bytes]]]]] | None = None


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Add a part; one of the same name takes its place."""
    _parts[part.name] = part


def parts() -> list[Part]:
    """Every part, in the order of registration: lower rooms first."""
    return list(_parts.values())
