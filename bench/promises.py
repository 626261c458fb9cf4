"""What readers are promised while a square is busy: nothing that was taken down, and no waiting for kept pages."""

import asyncio
import http.client
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from figures import Figure
from judging import Moderator
from load import load
from seeded import Seeded

RATE = 1_000  # kept pages a second while something is taken down
TAKEDOWNS = 10  # each followed by a restoring
ASKED = 24  # new connections after each: the system hands them to all workers
PROBES, PAUSE = 400, 0.01  # kept pages asked for while signed-in pages saturate the server, seconds between two
LAST = 0.015  # seconds that 99 of 100 of them may take
STARTING = 1.0  # seconds until a load runs in full
FOR_EVER = 10**9


def promise_figures(port: int, seed: Seeded) -> list[Figure]:
    """Return both figures."""
    return [_takedowns(port, seed), _hits(port, seed)]


def _takedowns(port: int, seed: Seeded) -> Figure:
    address, stale, answers = seed.others[0], 0, 0
    moderator = Moderator(port, seed.moderator, int(address.rstrip("/").rpartition("/")[2]))
    asked = multiprocessing.Value("L", 0)
    with beside(_paced, port, address, asked):
        time.sleep(STARTING)
        before, begin = asked.value, time.perf_counter()
        for act, right in [(moderator.hide, (410, 451)), (moderator.take_back, (200,))] * TAKEDOWNS:
            act()
            found = [_status(port, address) for _ in range(ASKED)]
            stale += sum(status not in right for status in found)
            answers += len(found)
        rate = (asked.value - before) / (time.perf_counter() - begin)
    value = f"{stale} of {answers} answers out of date, at {rate:,.0f}/s"
    return Figure("takedowns, seen by the next request", value, f"none, at {RATE}/s", not stale and rate >= 0.95 * RATE)


def _hits(port: int, seed: Seeded) -> Figure:
    front = f"/{seed.entry.split('/')[1]}/"
    _status(port, seed.entry)
    with beside(load, port, front, FOR_EVER, {"Cookie": f"sessionid={seed.members[-1]}"}):
        time.sleep(STARTING)
        waits = sorted(_waits(port, seed.entry))
    last = waits[len(waits) * 99 // 100]
    value = f"{last * 1000:.1f} ms, in the middle {waits[len(waits) // 2] * 1000:.1f} ms"
    name = "kept page while signed-in pages saturate: 99 of 100"
    return Figure(name, value, f"at most {LAST * 1000:.0f} ms", last <= LAST)


@contextmanager
def beside(work: Callable[..., object], *arguments: object) -> Iterator[None]:
    """Run a load in a process of its own for the length of the block."""
    process = multiprocessing.Process(target=work, args=arguments, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _paced(port: int, path: str, asked: "multiprocessing.sharedctypes.Synchronized[int]") -> None:
    """Ask for a page RATE times a second, whatever comes back; count the answers."""
    asyncio.run(_pace(port, path, asked))


async def _pace(port: int, path: str, asked: "multiprocessing.sharedctypes.Synchronized[int]") -> None:
    await asyncio.gather(*(_ask(port, path, asked, 8 / RATE) for _ in range(8)))


async def _ask(port: int, path: str, asked: "multiprocessing.sharedctypes.Synchronized[int]", every: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0\r\n\r\n".encode()
    due = time.perf_counter()
    while True:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0))
        with asked.get_lock():
            asked.value += 1
        due += every
        await asyncio.sleep(max(0, due - time.perf_counter()))


def _status(port: int, path: str) -> int:
    """Return the status of a page, asked for as a guest on a new connection."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path, headers={"User-Agent": "Mozilla/5.0"})
        response = connection.getresponse()
        response.read()
        return response.status


def _waits(port: int, path: str) -> Iterator[float]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        for _ in range(PROBES):
            begin = time.perf_counter()
            connection.request("GET", path, headers={"User-Agent": "Mozilla/5.0", "Accept-Encoding": "br"})
            connection.getresponse().read()
            yield time.perf_counter() - begin
            time.sleep(PAUSE)
