"""Time-ordered 64-bit identifiers, made in Python.

Layout: 48 bits of milliseconds since 1970, 6 bits of worker, 9 bits of counter; the sign bit stays 0, so an identifier
fits a signed 64-bit column. In every API identifiers are strings.
"""

import os
import platform
import secrets
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta

WORKER_BITS = 6
COUNTER_BITS = 9
_LOW_BITS = WORKER_BITS + COUNTER_BITS
SPAN = 1 << _LOW_BITS  # identifiers of one millisecond

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_lock = threading.Lock()
_last = 0  # the last moment and counter of this process, as one number


def make_id() -> int:
    """Return an identifier greater than every earlier one of this process.

    A process may make 512 a millisecond; past that it borrows from the next one. Processes of one machine differ in the
    worker bits as long as their process numbers differ modulo 64, which holds for workers forked together.
    """
    global _last
    with _lock:
        now = (time.time_ns() // 1_000_000) << COUNTER_BITS
        _last = max(now, _last + 1)
        moment, counter = divmod(_last, 1 << COUNTER_BITS)
    return (moment << _LOW_BITS) | (_worker() << COUNTER_BITS) | counter


def id_at(milliseconds: int, position: int = 0) -> int:
    """Return the identifier for a moment (milliseconds since 1970, UTC); ``position`` tells rows of one moment apart.

    Raises ValueError for a position that does not fit 15 bits.
    """
    if not 0 <= position < SPAN:
        raise ValueError("position does not fit 15 bits")
    return (max(milliseconds, 0) << _LOW_BITS) | position


def id_of(moment: datetime, position: int = 0) -> int:
    """Return the identifier for a moment in time, to the millisecond; ``position`` as in ``id_at``."""
    return id_at((moment - _EPOCH) // timedelta(milliseconds=1), position)


def milliseconds_of(identifier: int) -> int:
    """Return the moment an identifier was made, in milliseconds since 1970, UTC."""
    return identifier >> _LOW_BITS


def make_name() -> str:
    """Return a name that nobody can guess, for the address of a file: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def _worker() -> int:
    return (os.getpid() + zlib.crc32(platform.node().encode())) % (1 << WORKER_BITS)


def make_chance() -> int:
    """Return an identifier of chance alone, where that of ``make_id`` would tell the moment of something secret."""
    return secrets.randbits(62) | 1
