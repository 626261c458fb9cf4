"""Comments, sent through the form by members at once, until the last job of each is done."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import count, cycle, islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from figures import RUNS, Cost, Figure
from processes import processor_seconds
from seeded import Seeded

MARK = "benchbenchbenchbenchbenchbench12"  # of the form; whoever sends it in a cookie as well is believed
ALL = {1: 200, 8: 640}  # writers, comments of all in a run: they write as fast as they can until so many are there
GOALS = {1: 250.0, 8: 350.0}  # comments a second, by writers
POSTGRES_GOALS = {1: 150.0, 8: 250.0}
SECONDS, LAST = 0.005, 0.1  # processor time a comment with its jobs; the slowest but one of a hundred, of eight writers
COMMITS = 100  # a second, by somebody else, while pages are read
LONGEST = 60.0  # seconds of waiting for jobs
WORDS = "The street needs light, and the school a road that children can walk."
DUE = "SELECT count(*) FROM jobs_job WHERE worker <> '' OR due_at <= {now}"
Count = Callable[[], int]


def due_in_sqlite(database: Path) -> Count:
    """Return what counts the jobs that are due or being done in a SQLite database."""
    statement = DUE.format(now="strftime('%Y-%m-%d %H:%M:%f', 'now')")

    def count() -> int:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute(statement).fetchone()[0])

    return count


def due_in_postgres(address: str) -> Count:
    """Return the same for a PostgreSQL database."""
    import psycopg  # only where it is asked for

    def count() -> int:
        with psycopg.connect(address) as connection:
            row = connection.execute(DUE.format(now="now()")).fetchone()
            return int(row[0]) if row else 0

    return count


def commit_on_and_on(database: Path) -> None:
    """Commit something that no page shows, COMMITS times a second: whatever is believed until a commit is not."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=20)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for number in count():
            connection.execute("REPLACE INTO web_tally (key, number, until) VALUES ('bench', ?, 0)", (number,))
            time.sleep(1 / COMMITS)


class Written(NamedTuple):
    """Of one run: what a comment cost with its jobs, and the seconds that each was waited for."""

    cost: Cost
    waits: list[float]


def comment_figures(
    port: int, process: int, square: Seeded, due: Count, goals: Mapping[int, float] = GOALS, where: str = ""
) -> list[Figure]:
    """Return the figures of one writer and of eight; ``where`` names another database than SQLite."""
    figures = []
    for writers, goal in goals.items():
        runs = [write(port, process, square, due, writers) for _ in range(RUNS)]
        cost = sorted(run.cost for run in runs)[RUNS // 2]
        rate = sorted(run.cost.rate for run in runs)[RUNS // 2]
        who = ("one writer" if writers == 1 else "eight writers") + where
        figures += [
            Figure(f"comment by form, {who}: with its jobs", f"{cost.seconds * 1000:.3f} ms", *_at_most(cost.seconds)),
            Figure(f"comments a second, {who}", f"{rate:,.0f}/s", f"at least {goal:.0f}/s", rate >= goal),
        ]
    waits = sorted(wait for run in runs for wait in run.waits)
    last = waits[len(waits) * 99 // 100]
    value = f"{last * 1000:.0f} ms, in the middle {waits[len(waits) // 2] * 1000:.0f} ms"
    figures.append(
        Figure(f"eight writers{where}: 99 of 100 waited at most", value, f"at most {LAST * 1000:.0f} ms", last <= LAST)
    )
    return figures


def _at_most(seconds: float) -> tuple[str, bool]:
    return f"at most {SECONDS * 1000:.0f} ms", seconds <= SECONDS


def write(port: int, process: int, square: Seeded, due: Count, writers: int) -> Written:
    """Write comments below other entries than the measured one. Raises ValueError when one is refused."""
    before = processor_seconds(process)
    begin = time.perf_counter()
    waits = asyncio.run(_write(port, square, writers))
    seconds = time.perf_counter() - begin
    _wait_for_jobs(due)
    return Written(Cost((processor_seconds(process) - before) / len(waits), len(waits) / seconds), waits)


async def _write(port: int, square: Seeded, writers: int) -> list[float]:
    sessions = square.members[:writers]
    addresses = islice(cycle(square.others), writers)
    pairs = zip(sessions, addresses, strict=True)
    numbers = iter(range(ALL[writers]))  # of all: nobody stops while others write, whichever process serves them
    found = await asyncio.gather(*(_comments(port, session, at, numbers) for session, at in pairs))
    return [wait for waits in found for wait in waits]


async def _comments(port: int, session: str, address: str, numbers: Iterator[int]) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    waits = []
    for number in numbers:
        body = urlencode({"csrfmiddlewaretoken": MARK, "source": f"{WORDS} {number}."}).encode()
        lines = [f"POST {address}comment/ HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Cookie: sessionid={session}; csrftoken={MARK}"]
        begin = time.perf_counter()
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        waits.append(time.perf_counter() - begin)
        if not head.startswith(b"http/1.1 302"):
            raise ValueError(head.partition(b"\r\n")[0].decode())
        await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0))
    writer.close()
    await writer.wait_closed()
    return waits


def _wait_for_jobs(due: Count) -> None:
    """Return when no job is due or being done. Raises ValueError when that takes too long."""
    until = time.monotonic() + LONGEST
    while due():
        if time.monotonic() > until:
            raise ValueError(f"the jobs of the comments were not done within {LONGEST:.0f} s")
        time.sleep(0.05)
