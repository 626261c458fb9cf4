"""The square's own ASGI callable in this process: pages and pieces are kept as in a web worker."""

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

from django.conf import settings
from django.db import connections

from pikir.web import answers, pieces
from pikir.web.bridge import Proxies
from pikir.web.edge import Edge
from pikir.web.handler import Handler
from pikir.web.pool import Pool
from pikir.web.statics import StaticFiles

HOST = b"square.example.org"
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|data-token=)"\w+"')


@dataclass(frozen=True)
class Got:
    """What came back. ``headers`` have lower-case names."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def differences(got: Got, anew: Got) -> list[str]:
    """The lines in which two answers differ, but for tokens, which are each asker's own."""
    pair = [TOKEN.sub("", one.text).splitlines() for one in (got, anew)]
    return [line for line in unified_diff(*pair, "kept", "made", n=0, lineterm="") if line]


@dataclass
class Worker:
    """A web worker: ``with Worker() as worker: worker.get("/en/", cookie)``; its thread holds one connection."""

    pool: Pool = field(default_factory=lambda: Pool(threads=1))
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    def __post_init__(self) -> None:
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # no test here asks for a file
        self._static = StaticFiles()
        self.edge = self._edge()

    def __enter__(self) -> Self:
        answers.begin()
        return self

    def __exit__(self, *_fault: object) -> None:
        answers.end()
        self.runner.run(self._let_go())
        self.runner.close()

    def get(self, path: str, cookie: str = "", etag: str = "") -> Got:
        """Ask for a page as the worker answers it."""
        return self.runner.run(_ask(self.edge, path, cookie, etag))

    def get_anew(self, path: str, cookie: str = "") -> Got:
        """Ask for a page as it is when nothing at all was kept."""
        with patch.object(pieces._pieces, "_kept", OrderedDict()), patch.object(answers._answers, "_version", None):
            return self.runner.run(_ask(self._edge(), path, cookie, ""))

    def _edge(self) -> Edge:
        edge = Edge(
            Handler(),
            static=self._static,
            proxies=Proxies(()),
            session_cookie=settings.SESSION_COOKIE_NAME,
            run_folder=str(settings.RUN_FOLDER),
        )
        edge._pool = self.pool
        return edge

    async def _let_go(self) -> None:
        await self.pool.run(connections.close_all)


async def _ask(edge: Edge, path: str, cookie: str, etag: str) -> Got:
    plain, _, query = path.partition("?")
    headers = [(b"host", HOST), (b"cookie", cookie.encode()), (b"if-none-match", etag.encode())]
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "http_version": "1.1",
        "path": plain,
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "headers": [(name, value) for name, value in headers if value],
        "client": ("192.0.2.1", 5000),
        "server": (HOST.decode(), "80"),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await edge(scope, receive, send)
    start, *rest = sent
    own = {name.decode(): value.decode() for name, value in start["headers"]}
    return Got(start["status"], own, b"".join(message.get("body", b"") for message in rest))
