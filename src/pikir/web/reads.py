"""How often public pages were answered: by address and minute, never by person.

Each web process counts in memory and adds its counts to the table every few seconds. Left out are: answers other than
200 and 304, HEAD, prefetches, and programs that say who they are (see ROBOTS).
"""

import asyncio
import logging
import re
import time
from collections import Counter

from django.db import connection, transaction

from pikir.web.models import Reads
from pikir.web.pool import Pool

FLUSH_SECONDS = 10.0
ADDRESSES = 20_000  # different addresses and minutes counted at a time; more than are answered in FLUSH_SECONDS
ROBOTS = re.compile(
    rb"bot|crawl|spider|slurp|preview|monitor|fetch|scan|feed|rss|headless|python|curl|wget|java/|go-http|http-?client"
    rb"|httpx|aiohttp|okhttp|axios|ruby|perl|php|facebookexternalhit|whatsapp|telegram|mastodon|pleroma|misskey",
    re.IGNORECASE,
)

Counts = Counter[tuple[str, int]]
log = logging.getLogger(__name__)


class ReadCounter:
    """Counts of one web process, for use on its event loop alone."""

    def __init__(self, pool: Pool) -> None:
        """Write with the threads of ``pool``."""
        self._pool = pool
        self._counts: Counts = Counter()
        self._timer: asyncio.TimerHandle | None = None
        self._people: dict[bytes, bool] = {}

    def count(self, path: str, agent: bytes) -> None:
        """Count an answer, unless the user agent is a robot's."""
        if not self._is_person(agent) or len(self._counts) >= ADDRESSES:
            return
        self._counts[path, int(time.time() // 60)] += 1
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._flush_later)

    async def flush(self) -> None:
        """Add what was counted to the table. A failure is logged and those counts are lost: they are statistics."""
        self._timer = None
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            await self._pool.run(lambda: add_reads(counts))
        except Exception:
            log.exception("reads could not be written")

    def _flush_later(self) -> None:
        self._flushing = asyncio.get_running_loop().create_task(self.flush())  # kept: a loose task may be collected

    def _is_person(self, agent: bytes) -> bool:
        known = self._people.get(agent)
        if known is None:
            if len(self._people) > 2000:  # headers are written by strangers
                self._people.clear()
            known = self._people[agent] = bool(agent) and not ROBOTS.search(agent)
        return known


def add_reads(counts: Counts) -> None:
    """Add counts by path and minute (since 1970) to the table, in one transaction."""
    rows = sorted((path[: Reads.PATH_LENGTH], minute, count) for (path, minute), count in counts.items())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO web_reads (path, minute, count) VALUES (%s, %s, %s) "
            "ON CONFLICT (path, minute) DO UPDATE SET count = web_reads.count + excluded.count",
            rows,
        )
