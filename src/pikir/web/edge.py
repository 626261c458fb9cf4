"""The door of a web process: an ASGI callable that answers kept pages, static files and streams on the event loop,
and hands everything else to Django in a thread.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NamedTuple, TypeVar

from pikir.web import bridge
from pikir.web.bridge import Answer, Proxies, Scope, WsgiHandler
from pikir.web.hearing import Ear
from pikir.web.live import Hub
from pikir.web.look import LOOK, look_of
from pikir.web.pagecache import Headers, Key, Page, PageCache, canonical_query, choose_encoding, make_page
from pikir.web.pool import Pool
from pikir.web.reads import ReadCounter
from pikir.web.statics import StaticFiles
from pikir.web.version import Version
from pikir.web.wire import Receive, Send, read_body, send_answer

FLUSH_AT_STOP = 0.3  # seconds that counts may take to be written when the process is told to stop
_FAULT = Answer(500, [(b"content-type", b"text/plain"), (b"content-length", b"16")], b"Something broke\n")
# What the key, the mark or the absence of a session already covers; a page that varies by more is not kept.
_VARY_KEPT = {b"", b"cookie", b"accept-encoding", b"accept-language"}
_NOT_KEPT = {b"content-length", b"cache-control", b"vary", b"x-request-id"}

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """The headers of a request that the edge itself reads."""

    host: bytes = b""
    cookie: bytes = b""
    encoding: bytes = b""
    etag: bytes = b""
    agent: bytes = b""
    authorization: bytes = b""
    purpose: bytes = b""
    save_data: bytes = b""
    proto: bytes = b""
    referer: bytes = b""


_FIELDS = {
    b"host": 0, b"cookie": 1, b"accept-encoding": 2, b"if-none-match": 3,
    b"user-agent": 4, b"authorization": 5, b"sec-purpose": 6, b"save-data": 7, b"x-forwarded-proto": 8,
    b"referer": 9, b"purpose": 6,
}  # fmt: skip


class Edge:
    """One web process as an ASGI callable."""

    def __init__(
        self, handler: WsgiHandler, *, static: StaticFiles, proxies: Proxies, session_cookie: str, run_folder: str
    ) -> None:
        """Answer with Django's WSGI ``handler``; large bodies wait in ``run_folder``."""
        self._handler = handler
        self._static = static
        self._proxies = proxies
        self._run_folder = run_folder
        self._personal = (f"{session_cookie}=".encode(), b"messages=")
        self._pool = Pool()
        self._reads = ReadCounter(self._pool)
        self._ear = Ear()
        self._hub = Hub(self._pool, self._ear)
        self._pages = PageCache()
        self._version = Version()
        self._making: dict[Key, asyncio.Future[bool]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the life of the process."""
        if scope["type"] == "lifespan":
            return await self._live(receive, send)
        if scope["type"] != "http":
            return None
        asked = _read_headers(scope["headers"])
        if scope["method"] not in ("GET", "HEAD"):
            return await self._pass_on(scope, asked, receive, send)
        if self._static.serves(scope["path"]):
            return await self._static.answer(scope, send)
        key = self._key(scope, asked)
        if key is None:
            return await self._pass_on(scope, asked, receive, send)
        page = self._pages.find(key)
        if page is None:
            made = await self._make(key, scope, asked)
            if isinstance(made, Answer):
                return await self._answer(made, scope, asked, receive, send)
            page = made
        return await self._show(page, scope, asked, send)

    def _key(self, scope: Scope, asked: Asked) -> Key | None:
        """Return the key of the page a guest asks for; None for whoever has a session, messages or a token."""
        if asked.authorization or (asked.cookie and any(name in asked.cookie for name in self._personal)):
            return None
        query = scope["query_string"]
        if query:
            query = self._pages.known_query(scope["path"], query)
        look = look_of(asked.cookie, asked.save_data)
        return Key(asked.host, scope["path"], query, look, asked.proto.endswith(b"https"))

    async def _show(self, page: Page, scope: Scope, asked: Asked, send: Send) -> None:
        variant = page.variant(choose_encoding(asked.encoding))
        if scope["method"] == "HEAD":
            start, body = variant.head
        else:
            start, body = variant.unchanged if variant.etag in asked.etag else variant.whole
            if page.status == 200:
                self._count(scope, asked)
        await send(start)
        await send(body)

    def _count(self, scope: Scope, asked: Asked) -> None:
        if not asked.purpose:
            self._reads.count(scope["path"], asked.agent, asked.referer, asked.host)

    async def _make(self, key: Key, scope: Scope, asked: Asked) -> Page | Answer:
        """Return the page for the key, made anew; while one request makes it, others wait.

        What turns out not to be a public page is each asker's own Answer.
        """
        while key in self._making:
            public = await asyncio.shield(self._making[key])
            if not public:
                return await self._ask(partial(self._work, scope, key, asked, None))
            page = self._pages.find(key)  # it may be older than what this asker must see: then it is made again
            if page is not None:
                return page
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._making[key] = future
        page = None
        try:
            made = await self._ask(partial(self._work, scope, key, asked, self._pages.last(key)))
            if isinstance(made, Page):
                page = made
                self._pages.keep(key, page)
            return made
        finally:
            del self._making[key]
            future.set_result(page is not None)

    def _work(self, scope: Scope, key: Key, asked: Asked, before: Page | None) -> Page | Answer:
        version = self._version.read()
        if before is not None and before.renew(version):
            return before
        environ = bridge.make_environ(scope, None, 0, self._proxies)
        environ["QUERY_STRING"] = key.query.decode("latin-1")
        environ[LOOK] = key.look
        answer = bridge.ask(self._handler, environ)
        if answer.mark is not None and _may_keep(answer, key):
            headers = _kept_headers(answer.headers)
            return make_page(answer.mark, headers, answer.body, version, before, answer.status)
        bridge.compress(answer, asked.encoding)
        return answer

    async def _pass_on(self, scope: Scope, asked: Asked, receive: Receive, send: Send) -> None:
        """Have Django answer a request that no kept page answers."""
        try:
            body = await read_body(scope, receive, self._run_folder)
        except ConnectionError:
            return
        environ = bridge.make_environ(scope, body.file, body.length, self._proxies)
        environ[LOOK] = look_of(asked.cookie, asked.save_data)
        environ[bridge.TOO_LARGE] = body.too_large
        answer = await self._ask(partial(self._work_alone, environ, asked))
        if body.file is not None:
            body.file.close()
        await self._answer(answer, scope, asked, receive, send)

    def _work_alone(self, environ: bridge.Environ, asked: Asked) -> Answer:
        answer = bridge.ask(self._handler, environ)
        bridge.compress(answer, asked.encoding)
        return answer

    async def _ask(self, work: Callable[[], Result]) -> Result | Answer:
        try:
            return await self._pool.run(work)
        except Exception:
            log.exception("a request fell through Django")
            return _FAULT

    async def _answer(self, answer: Answer, scope: Scope, asked: Asked, receive: Receive, send: Send) -> None:
        if answer.live is not None and scope["method"] == "GET":
            await self._hub.serve(answer, answer.live, receive, send)
            return
        if answer.mark is not None and answer.status == 200 and scope["method"] == "GET":
            self._count(scope, asked)
        await send_answer(answer, scope, receive, send, self._pool)

    def close(self) -> None:
        """End all streams, since the process is told to stop."""
        self._hub.close()
        self._ear.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._ear.begin()
            if message["type"] == "lifespan.shutdown":
                self.close()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._reads.flush(), FLUSH_AT_STOP)
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return


def _read_headers(headers: Headers) -> Asked:
    values = [b""] * len(Asked._fields)
    for name, value in headers:
        place = _FIELDS.get(name)
        if place is not None:
            values[place] += value
    return Asked(*values)


def _may_keep(answer: Answer, key: Key) -> bool:
    if answer.status not in (200, 410) or answer.stream is not None or answer.mark is None:
        return False
    if canonical_query(key.query, answer.mark.parameters) != key.query:
        return False
    control = answer.header(b"cache-control")
    if b"private" in control or b"no-store" in control:
        return False
    if any(name.strip() not in _VARY_KEPT for name in answer.header(b"vary").lower().split(b",")):
        return False
    if answer.header(b"set-cookie") or b"csrfmiddlewaretoken" in answer.body:
        log.warning("a public page is not kept, since it sets a cookie or carries a token: %s", key.path)
        return False
    return True


def _kept_headers(headers: Headers) -> Headers:
    kept = [(name, value) for name, value in headers if name not in _NOT_KEPT]
    return [*kept, (b"vary", b"Cookie, Accept-Encoding, Save-Data"), (b"cache-control", b"no-cache")]
