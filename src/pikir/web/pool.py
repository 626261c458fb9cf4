"""Threads that run Django for the event loop of a web process."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import nullcontext
from queue import SimpleQueue
from typing import Any, TypeVar

from django.db import connection

from pikir.web.turns import turn

Result = TypeVar("Result")
Job = tuple[asyncio.AbstractEventLoop, asyncio.Future[Any], Callable[[], Any]]

THREADS = 2  # one may wait for the write lock while one reads; more only hand the interpreter to and fro


class Pool:
    """Two threads with kept database connections, started on first use (so: after the fork)."""

    def __init__(self, threads: int = THREADS) -> None:
        """Make a pool whose threads do not run yet."""
        self._threads = threads
        self._started = False
        self._jobs: SimpleQueue[Job] = SimpleQueue()

    def run(self, work: Callable[[], Result]) -> asyncio.Future[Result]:
        """Return the future result of ``work``, run in a thread. Only for the event loop's own thread."""
        if not self._started:
            self._start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._jobs.put((loop, future, work))
        return future

    def _start(self) -> None:
        self._started = True
        for number in range(self._threads):
            threading.Thread(target=self._work, name=f"pool-{number}", daemon=True).start()

    def _work(self) -> None:
        in_turn = turn if connection.vendor == "sqlite" else nullcontext
        while True:
            loop, future, work = self._jobs.get()
            try:
                with in_turn():
                    result = work()
            except BaseException as fault:  # noqa: BLE001  # whatever it is, it belongs to whoever waits
                loop.call_soon_threadsafe(_fail, future, fault)
            else:
                loop.call_soon_threadsafe(_succeed, future, result)
            del work, future  # a waiting thread must not hold the last request in memory


def _succeed(future: asyncio.Future[Result], result: Result) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[Any], fault: BaseException) -> None:
    if not future.done():
        future.set_exception(fault)
