"""What was touched anywhere, heard from PostgreSQL as soon as it is committed (LISTEN).

A web process holds one connection for it, on its event loop. Once it breaks, streams look for themselves, as they do
with SQLite, where all processes are on one machine and share its memory.
"""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import connection

from pikir.web import freshness

if TYPE_CHECKING:
    from psycopg import AsyncConnection

CHANNEL = "pikir_touched"
AGAIN = 2.0  # seconds until a connection is tried again
_LONGEST = 7_000  # bytes of what is said; PostgreSQL takes 8,000
# A line that is dead on the way is noticed within a minute; sockets of the same machine need none of it.
_ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
_SYNCHRONOUS = {"cursor_factory", "context"}  # of Django's own connections

log = logging.getLogger(__name__)


def written(touches: Iterable[freshness.Touch]) -> str:
    """Return what is said of touches: for each its name and its places. Too many are said as one of the whole site."""
    said = ";".join(" ".join(map(str, (one.name, *one.slots))) for one in touches)
    return said if len(said) <= _LONGEST else written([freshness.Touch(freshness.SITE)])


def hear(said: str) -> None:
    """Raise the generations of what was touched, unless this machine knows already."""
    for one in said.split(";"):
        name, *slots = map(int, one.split())
        freshness.raise_once(name, [slot for slot in slots if slot < freshness.SLOTS])


class Ear:
    """One process that listens; for its event loop alone."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self.hears = False
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Listen from now on, where there is something to listen to."""
        if connection.vendor == "postgresql":
            self._task = asyncio.get_running_loop().create_task(self._listen())

    def close(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()

    async def wait(self, seconds: float) -> None:
        """Return when something was heard, at the latest after so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), seconds)
        self._woken.clear()

    async def _listen(self) -> None:
        missed = False
        while True:
            try:
                async with await _connected() as line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    if missed:  # what was said meanwhile nobody knows
                        freshness.raise_now(freshness.SITE)
                        missed = False
                    self.hears = True
                    async for said in line.notifies():
                        hear(said.payload)
                        self._woken.set()
            except Exception as fault:  # noqa: BLE001  # whatever it is, streams look for themselves and it is tried again
                if not missed:
                    log.warning("nothing is heard from the database (%s)", type(fault).__name__)
            finally:
                self.hears = False
            missed = True
            await asyncio.sleep(AGAIN)


async def _connected() -> "AsyncConnection[Any]":
    from psycopg import AsyncConnection  # with SQLite nobody loads it

    given = {name: value for name, value in connection.get_connection_params().items() if name not in _SYNCHRONOUS}
    return await AsyncConnection.connect(autocommit=True, **(_ALIVE | given))
