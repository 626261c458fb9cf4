"""Files of shares: who shared what and when, a table with commas, perhaps packed with gzip.

Columns: ``account`` (or ``account_id``); what was shared, by default the first of ``object``, ``object_id``, ``url``,
``url_id``; ``time`` (or ``timestamp``, ``timestamp_share``), in seconds since 1970 or as ISO 8601, and then, where it
names no zone, UTC; perhaps ``stratum``, the topic or group of opinion within which chance deals accounts anew, on top
of the day. Rows without what was shared are passed over. What is not understood is refused with line and reason.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor, isfinite
from pathlib import Path
from typing import BinaryIO

from .coordination import DAY, Shares
from .rows import UnreadableError, check_width, find_column, need_column, read_heading, read_label, read_rows

ACCOUNT, TIME = ("account", "account_id"), ("time", "timestamp", "timestamp_share")
SHARED = ("object", "object_id", "url", "url_id")
STRATUM = ("stratum",)
FARTHEST = 1e11  # seconds; beyond it stand milliseconds, and the window would be a thousandth


@dataclass(frozen=True)
class SharesFile:
    """Shares by number, and the names behind the numbers; ``column`` is where the objects stood."""

    shares: Shares
    accounts: tuple[str, ...]
    objects: tuple[str, ...]
    column: str


def read_shares(source: Path | BinaryIO, column: str | None = None) -> SharesFile:
    """Read shares; ``column`` names what was shared. Raises UnreadableError, and OSError if it cannot be opened."""
    rows = read_rows(source)
    line, heading = next(rows, (1, []))
    names = read_heading(line, heading)
    account, when = need_column(line, names, ACCOUNT), need_column(line, names, TIME)
    shared = need_column(line, names, (column,) if column else SHARED)
    layer = find_column(names, STRATUM)
    accounts: dict[str, int] = {}
    objects: dict[str, int] = {}
    strata: dict[tuple[int, str], int] = {}
    table: tuple[list[int], list[int], list[float], list[int]] = ([], [], [], [])
    for number, row in rows:
        check_width(number, row, names)
        if not row[shared].strip():
            continue
        moment = _moment(number, row[when].strip())
        stratum = (floor(moment / DAY), row[layer].strip() if layer is not None else "")
        table[0].append(accounts.setdefault(read_label(number, row[account]), len(accounts)))
        table[1].append(objects.setdefault(row[shared].strip(), len(objects)))
        table[2].append(moment)
        table[3].append(strata.setdefault(stratum, len(strata)))
    return SharesFile(Shares.make(*table), tuple(accounts), tuple(objects), names[shared])


def _moment(line: int, cell: str) -> float:
    moment = _number(cell)
    if moment is None:
        moment = _calendar(line, cell)
    if not isfinite(moment) or abs(moment) >= FARTHEST:
        raise UnreadableError(line, "the time is in seconds since 1970, not in milliseconds")
    return moment


def _number(cell: str) -> float | None:
    try:
        return float(cell) if cell.isascii() and "_" not in cell else None
    except ValueError:
        return None


def _calendar(line: int, cell: str) -> float:
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        raise UnreadableError(
            line, f"a time is a number of seconds or like 2026-05-31T12:00:00Z, not “{cell[:40]}”"
        ) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
