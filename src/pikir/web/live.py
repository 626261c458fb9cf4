"""Streams of what moves, as Server-Sent Events: held by the event loop, without a thread or a database connection each.

A view decides who may listen and answers with ``live_answer``; the edge then keeps the connection. What moved is read
once for all listeners of a process: when a generation number that other processes share has changed
(``web.freshness``), which PostgreSQL says at once (``web.hearing``). Where nothing is heard they are looked at, and the
database is asked whether something was committed elsewhere. A stream says that something moved and never what: its
reader asks for the page, under their own rights.
"""

import asyncio
import logging
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from pikir.web import freshness
from pikir.web.bridge import Answer
from pikir.web.hearing import Ear
from pikir.web.pool import Pool
from pikir.web.rates import block_of
from pikir.web.streams import Live, News, Source
from pikir.web.version import Version
from pikir.web.wire import Receive, Send, until_left

LISTENERS = 2_000  # of one process: a socket and some ten kilobytes each
OF_A_BLOCK = 100  # of one block of addresses: many people share one of a mobile network, and nobody shares thousands
LOOK = 0.5  # seconds between two looks at the generation numbers, which lie in memory
LOOKS_OF_VERSION = 4  # of them, between two questions to a database from which nothing is heard: was anything committed
BEAT = 20.0  # seconds without a word after which a sign of life is sent: proxies give up after thirty or sixty
LONGEST = 600.0  # seconds; then the browser comes again, and whether it may listen is asked again
PENDING = 500  # news that wait for a slow listener; then it is let go and resumes
RETRY = 5_000  # milliseconds that a browser waits before it comes again

log = logging.getLogger(__name__)


def live_answer(request: HttpRequest, *, source: Source, channel: str) -> HttpResponse:
    """Answer with a stream; the listener goes on after what ``Last-Event-ID`` or the parameter ``since`` names."""
    asked = request.headers.get("Last-Event-ID", "") or request.GET.get("since", "")
    after = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    response = HttpResponse(content_type="text/event-stream; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"  # a proxy must hand on each word at once
    address = str(request.META.get("REMOTE_ADDR", ""))
    response.live = Live(source=source, channel=channel, after=after, address=address)  # type: ignore[attr-defined]  # travels beside the answer
    return response


@dataclass(eq=False)
class _Listener:
    """Somebody who listens: what they have not been sent yet."""

    channel: str
    after: int | None
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    pending: list[News] = field(default_factory=list)

    def hear(self, news: News) -> None:
        """Take what is new to them."""
        old = self.after is not None and news.ordered and news.number <= self.after
        if old or len(self.pending) >= PENDING:  # what does not fit is asked for again
            return
        self.after = news.number
        self.pending.append(news)
        self.woken.set()

    def take(self) -> list[News]:
        """Return what waits, and forget it."""
        waiting, self.pending = self.pending, []
        return waiting


@dataclass
class _Watched:
    """A source that somebody listens to, how far it was read, and who listens."""

    source: Source
    slots: tuple[int, ...]
    generations: tuple[int, ...]
    cursor: int = 0
    told: set[int] = field(default_factory=set)
    listeners: set[_Listener] = field(default_factory=set)
    begun: asyncio.Event = field(default_factory=asyncio.Event)


class Hub:
    """Everybody who listens to one process; for its event loop alone."""

    def __init__(self, pool: Pool, ear: Ear) -> None:
        """Read with the threads of ``pool`` when ``ear`` has heard of something."""
        self._pool = pool
        self._ear = ear
        self._version = Version()
        self._seen: object = None
        self._watched: dict[str, _Watched] = {}
        self._blocks: Counter[str] = Counter()
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    async def serve(self, answer: Answer, live: Live, receive: Receive, send: Send) -> None:
        """Send a stream until its listener leaves, is too slow, has listened long enough, or the process ends."""
        block = block_of(live.address)
        if self._closed or self._blocks.total() >= LISTENERS or self._blocks[block] >= OF_A_BLOCK:
            await _refuse(send)
            return
        listener = _Listener(live.channel, live.after)
        self._blocks[block] += 1
        watched = self._watch(live.source)
        watched.listeners.add(listener)
        left = asyncio.ensure_future(until_left(receive))
        left.add_done_callback(lambda _done: listener.woken.set())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _headers(answer)})
            await _say(send, f"retry: {RETRY}\n\n")
            await self._catch_up(watched, listener)
            await self._talk(listener, left, send)
        finally:
            left.cancel()
            watched.listeners.discard(listener)
            self._blocks -= Counter({block: 1})

    def close(self) -> None:
        """End all streams; their browsers come again."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
        for watched in self._watched.values():
            watched.begun.set()
            for listener in watched.listeners:
                listener.woken.set()

    async def _talk(self, listener: _Listener, left: "asyncio.Future[None]", send: Send) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + LONGEST
        while not (left.done() or self._closed) and loop.time() < end and len(listener.pending) < PENDING:
            listener.woken.clear()
            waiting = listener.take()
            if waiting:
                await _say(send, "".join(map(_written, waiting)))
                continue
            with suppress(TimeoutError):
                await asyncio.wait_for(listener.woken.wait(), BEAT)
                continue
            await _say(send, ":\n\n")
        if not left.done():
            await send({"type": "http.response.body", "body": b""})

    async def _catch_up(self, watched: _Watched, listener: _Listener) -> None:
        """Tell what happened since the listener heard last. From here on nothing is missed: the source is watched."""
        await watched.begun.wait()
        after = listener.after
        if after is None or self._closed:
            return
        missed = await self._pool.run(lambda: watched.source.missed(listener.channel, after))
        for news in missed:
            listener.hear(news)

    def _watch(self, source: Source) -> _Watched:
        watched = self._watched.get(source.name)
        if watched is None:
            slots = tuple({freshness.slot_of(tag) for tag in (freshness.SITE, *source.tags)})
            watched = self._watched[source.name] = _Watched(source, slots, freshness.generations(slots))
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._look())
        return watched

    async def _look(self) -> None:
        """Look for news as long as somebody listens."""
        looks = 0
        while any(watched.listeners for watched in self._watched.values()):
            try:
                await self._look_once(ask=not self._ear.hears and looks % LOOKS_OF_VERSION == 0)
            except Exception:  # the database may be away for a moment: the next look reads what was missed
                log.exception("what moves could not be read")
            looks += 1
            await self._ear.wait(LOOK)
        self._watched.clear()

    async def _look_once(self, *, ask: bool) -> None:
        version = await self._pool.run(self._version.read) if ask else self._seen
        elsewhere, self._seen = self._seen not in (None, version), version
        for watched in list(self._watched.values()):
            if not watched.begun.is_set():
                await self._begin(watched)
            now = freshness.generations(watched.slots)
            if elsewhere or now != watched.generations:
                await self._read(watched)
                watched.generations = now  # read before the rows: what comes between is read once more

    async def _begin(self, watched: _Watched) -> None:
        """What is there already is no news."""
        watched.cursor = await self._pool.run(watched.source.newest)
        begin = watched.cursor - watched.source.overlap
        watched.told = {one.key for one in await self._pool.run(lambda: watched.source.since(begin))}
        watched.begun.set()

    async def _read(self, watched: _Watched) -> None:
        """Tell what was committed since, also what began earlier and was committed later."""
        begin = watched.cursor - watched.source.overlap
        moved = await self._pool.run(lambda: watched.source.since(begin))
        for one in moved:
            if one.key in watched.told:
                continue
            for listener in watched.listeners:
                if news := one.news.get(listener.channel):
                    listener.hear(news)
        watched.cursor = max([watched.cursor, *(one.key for one in moved)])
        floor = watched.cursor - watched.source.overlap
        watched.told = {key for key in watched.told | {one.key for one in moved} if key > floor}


def _written(news: News) -> str:
    return f"id: {news.number}\nevent: moved\ndata: {news.number}\n\n"


def _headers(answer: Answer) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in answer.headers if name != b"content-length"]


async def _say(send: Send, words: str) -> None:
    await send({"type": "http.response.body", "body": words.encode(), "more_body": True})


async def _refuse(send: Send) -> None:
    """Too many listen: the page has everything without a stream, and a browser that is refused asks no more."""
    headers = [(b"content-type", b"text/plain"), (b"retry-after", b"60"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
