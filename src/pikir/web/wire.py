"""Bodies of requests coming in, and answers going out, over the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

from pikir.web.bridge import Answer, Scope, Stream
from pikir.web.pool import Pool

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BODY_LARGEST = 40 * 1024 * 1024  # bytes; two photos of a phone with a form around them
BODY_IN_MEMORY = 256 * 1024  # bytes; what is larger goes to a file without a name in the run folder


@dataclass(slots=True)
class Body:
    """The body of a request: a file to read, or none when there is no body or it was too large to keep."""

    file: SpooledTemporaryFile[bytes] | None = None
    length: int = 0
    too_large: bool = False


async def read_body(scope: Scope, receive: Receive, folder: str) -> Body:
    """Read a body to its end, large ones into ``folder``. Raises ConnectionError when the reader leaves before.

    What exceeds BODY_LARGEST by a little is read all the same and thrown away: a browser that is still sending would
    take the refusal for a broken connection.
    """
    if scope["method"] in ("GET", "HEAD"):
        return Body()
    file = SpooledTemporaryFile[bytes](max_size=BODY_IN_MEMORY, dir=folder)
    length, more = 0, True
    while more and length <= 2 * BODY_LARGEST:
        message = await receive()
        if message["type"] == "http.disconnect":
            file.close()
            raise ConnectionError
        piece = message.get("body", b"")
        length, more = length + len(piece), message.get("more_body", False)
        if length <= BODY_LARGEST:
            file.write(piece)
    if length > BODY_LARGEST:
        file.close()
        return Body(too_large=True)
    file.seek(0)
    return Body(file, length)


async def send_answer(answer: Answer, scope: Scope, receive: Receive, send: Send, pool: Pool) -> None:
    """Send an answer; a HEAD gets its headers alone."""
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    if answer.stream is None:
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})
        return
    try:
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
        elif answer.path:
            await send({"type": "http.response.pathsend", "path": answer.path})
        else:
            await _send_pieces(answer.stream, receive, send, pool)
    finally:
        await pool.run(answer.stream.close)


async def _send_pieces(stream: Stream, receive: Receive, send: Send, pool: Pool) -> None:
    """Send pieces as threads read them; no thread is held between two pieces, so a slow reader costs none."""
    left = asyncio.ensure_future(until_left(receive))
    pieces = iter(stream)
    try:
        while (piece := await pool.run(lambda: next(pieces, None))) is not None and not left.done():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        left.cancel()


async def until_left(receive: Receive) -> None:
    """Return when the reader has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
