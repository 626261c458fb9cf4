"""What streams are made of, as plain data: rooms say what moves, ``live`` hands it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class News:
    """Something moved in a channel. ``ordered`` numbers grow with each commit, so a smaller one is old news."""

    number: int
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """One row of what happened: its key in the source, and what it is called in each channel that it concerns."""

    key: int
    news: Mapping[str, News]


class Source(Protocol):
    """Where a room's news come from. All but the attributes ask the database."""

    name: str
    tags: tuple[str, ...]  # that are touched whenever there are news
    overlap: int  # how much smaller the key of a row may be that is committed later

    def newest(self) -> int:
        """Return the greatest key, 0 without any."""

    def since(self, key: int) -> Sequence[Moved]:
        """Return what has a greater key, the oldest first."""

    def missed(self, channel: str, after: int) -> Sequence[News]:
        """Return the news of one channel after a number, the oldest first."""


@dataclass(frozen=True, kw_only=True)
class Live:
    """An answer that goes on: to what somebody listens, the last number they heard, and from where."""

    source: Source
    channel: str
    after: int | None
    address: str
