"""The cache that all processes share, with a count that nobody can outrun."""

import time
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction

_TAKE = """
INSERT INTO web_tally (key, number, until) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET
  number = CASE WHEN web_tally.until <= %s THEN 1 ELSE web_tally.number + 1 END,
  until = CASE WHEN web_tally.until <= %s THEN excluded.until ELSE web_tally.until END
RETURNING key, number, until
"""
_GIVE_BACK = "UPDATE web_tally SET number = number - 1 WHERE key IN ({keys}) AND until > %s AND number > 0"


@dataclass(frozen=True)
class Count:
    """How often something was counted, this time included, and in how many seconds its count begins anew."""

    number: int
    left: int


def clock() -> int:
    """Seconds since the beginning of 1970."""
    return int(time.time())


class SharedCache(DatabaseCache):
    """Django's cache in the database, and beside it counts: one statement counts, so that no two get the same number.

    Another cache may take its place if it has ``count`` and ``uncount`` as well.
    """

    def count(self, spans: Mapping[str, int]) -> dict[str, Count]:
        """Add one to each key and return the tallies. A count begins with its first and lasts its span, in seconds."""
        now = clock()
        keys = sorted(spans)  # always in one order: two who count the same never wait for each other
        rows = ", ".join(["(%s, 1, %s)"] * len(keys))
        given = [value for key in keys for value in (key, now + spans[key])]
        with _whole(), connection.cursor() as cursor:
            cursor.execute(_TAKE.format(rows=rows), [*given, now, now])
            found: list[tuple[str, int, int]] = cursor.fetchall()
        return {key: Count(number, max(until - now, 1)) for key, number, until in found}

    def uncount(self, keys: Iterable[str]) -> None:
        """Take one from each key: what was counted did not happen."""
        named = sorted(keys)
        with connection.cursor() as cursor:
            cursor.execute(_GIVE_BACK.format(keys=", ".join(["%s"] * len(named))), [*named, clock()])


def _whole() -> AbstractContextManager[None]:
    """SQLite ends a statement that returns rows only with its last row, so it needs a transaction to be one write."""
    alone = connection.vendor == "sqlite" and not connection.in_atomic_block
    return transaction.atomic() if alone else nullcontext()
