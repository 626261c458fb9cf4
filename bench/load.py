"""A load client: some kept connections to loopback, each asking the same thing, bounded in count and time."""

import asyncio
import time
from dataclasses import dataclass

CONNECTIONS = 8
LONGEST = 30.0  # seconds; then a measurement ends with what it has


@dataclass(frozen=True)
class Asked:
    """What came of a load: how many answers, in how many seconds."""

    count: int
    seconds: float


def load(port: int, path: str, count: int, headers: dict[str, str] | None = None) -> Asked:
    """Ask ``count`` times for ``path``. Raises ValueError for an answer that is neither 200 nor 304."""
    sent = {"Host": "127.0.0.1", "User-Agent": "Mozilla/5.0", "Accept-Encoding": "br"} | (headers or {})
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
    return asyncio.run(_load(port, ("\r\n".join(lines) + "\r\n\r\n").encode(), count // CONNECTIONS))


async def _load(port: int, request: bytes, each: int) -> Asked:
    start = time.perf_counter()
    counts = await asyncio.gather(*(_ask(port, request, each, start + LONGEST) for _ in range(CONNECTIONS)))
    return Asked(sum(counts), time.perf_counter() - start)


async def _ask(port: int, request: bytes, count: int, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    while done < count and time.perf_counter() < until:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith((b"http/1.1 200", b"http/1.1 304")):
            raise ValueError(head.partition(b"\r\n")[0].decode())
        await _read_body(reader, head)
        done += 1
    writer.close()
    await writer.wait_closed()
    return done


async def _read_body(reader: asyncio.StreamReader, head: bytes) -> None:
    if b"\r\ntransfer-encoding: chunked" not in head:
        length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length or 0))
        return
    while size := int((await reader.readline()).partition(b";")[0], 16):
        await reader.readexactly(size + 2)
    await reader.readuntil(b"\r\n")
