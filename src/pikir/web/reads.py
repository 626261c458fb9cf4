"""How often public pages were answered: by address, hour and where readers came from, never by person.

Each web process counts in memory and adds its counts to the table every few seconds. Left out are: answers other than
200 and 304, HEAD, prefetches, and programs that say who they are (``sources.ROBOT_WORDS``).
"""

import asyncio
import logging
import re
import time
from collections import Counter

from django.db import connection, transaction

from pikir.web.models import Reads
from pikir.web.pool import Pool
from pikir.web.sources import is_person, source_of

FLUSH_SECONDS = 10.0
ADDRESSES = 20_000  # different keys counted at a time; more than are answered in FLUSH_SECONDS
_KNOWN = 2_000  # headers are written by strangers: what is remembered of them is bounded
_HANDLE = re.compile(r"^(/[a-z]{2}/)@[^/]+/")

Counts = Counter[tuple[str, int, str]]  # path, hours since 1970, source
log = logging.getLogger(__name__)


class ReadCounter:
    """Counts of one web process, for use on its event loop alone."""

    def __init__(self, pool: Pool) -> None:
        """Write with the threads of ``pool``."""
        self._pool = pool
        self._counts: Counts = Counter()
        self._timer: asyncio.TimerHandle | None = None
        self._people: dict[bytes, bool] = {}
        self._sources: dict[bytes, str] = {}

    def count(self, path: str, agent: bytes, referer: bytes, host: bytes) -> None:
        """Count an answer given by ``host``, unless the user agent is a robot's."""
        person = self._people.get(agent)
        if person is None:
            if len(self._people) > _KNOWN:
                self._people.clear()
            person = self._people[agent] = is_person(agent)
        if not person or len(self._counts) >= ADDRESSES:
            return
        source = self._source(referer, host) if referer else "direct"
        self._counts[path, int(time.time()) // 3600, source] += 1
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._flush_later)

    async def flush(self) -> None:
        """Add what was counted to the table; what could not be written is kept for the next time."""
        self._timer = None
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            await self._pool.run(lambda: add_reads(counts))
        except Exception:
            log.exception("reads could not be written")
            self._counts.update(counts)

    def _flush_later(self) -> None:
        self._flushing = asyncio.get_running_loop().create_task(self.flush())  # kept: a loose task may be collected

    def _source(self, referer: bytes, host: bytes) -> str:
        parts = referer.split(b"/", 3)
        other = parts[2] if len(parts) > 2 else b""
        if other == host:
            return "own"
        known = self._sources.get(other)
        if known is None:
            if len(self._sources) > _KNOWN:
                self._sources.clear()
            known = self._sources[other] = source_of(other)
        return known


def counted_path(path: str) -> str:
    """Return the path under which an address is counted: handles change, and go with their people."""
    return _HANDLE.sub(r"\1@/", path)[: Reads.PATH_LENGTH]


def add_reads(counts: Counts) -> None:
    """Add counts to the table, in one transaction."""
    added: Counts = Counter()
    for (path, hour, source), count in counts.items():
        added[counted_path(path), hour, source] += count
    rows = sorted((*key, count) for key, count in added.items())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO web_reads (path, hour, source, count) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (path, hour, source) DO UPDATE SET count = web_reads.count + excluded.count",
            rows,
        )
