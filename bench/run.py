"""Measure a square on a seeded database, and print a table with what was missed. Takes about a minute."""

import hashlib
import http.client
import os
import pickle
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tools"))

from load import Asked, load  # noqa: E402 - beside this file
from processes import mapped_megabytes, memory_megabytes, processor_name, processor_seconds  # noqa: E402 - as above
from square import Square, free_port  # noqa: E402 - in tools

RUNS = 3
WORKERS = 2
KEPT_COUNT, MADE_COUNT = 8_000, 480  # answers a run: a quarter of a second of processor time and more
RATIO, MEMORY, START = 0.7, 150.0, 1.0  # what we hold ourselves to: share of the limit, megabytes, seconds
HOSTILE = 50.0  # milliseconds of processor time for one text, whatever somebody typed


@dataclass(frozen=True)
class Figure:
    """One line of the table; ``goal`` is empty when nothing is promised."""

    name: str
    value: str
    goal: str = ""
    met: bool = True


class Cost(NamedTuple):
    """Of one answer: processor seconds of all processes of the server, and answers a second."""

    seconds: float
    rate: float


def main() -> int:
    """Print the table; return 1 when something was missed."""
    print(f"processor  {processor_name()}")
    print(f"fsync      {_fsync_milliseconds():.2f} ms a commit of SQLite, median of 50\n")
    source, entry = _seeded()
    with tempfile.TemporaryDirectory(prefix="pikir-bench-") as name:
        data = Path(name) / "data"
        shutil.copytree(source, data, ignore=shutil.ignore_patterns("entry", "run"))
        figures = [_hostile(data), *_measure(data, entry)]
    print("For each answer: processor time of all processes of the server, answers a second as a lower bound.\n")
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        mark = "" if not figure.goal else "   held" if figure.met else "   MISSED"
        print(f"{figure.name:<{width}}  {figure.value:<42} {figure.goal}{mark}")
    return 0 if all(figure.met for figure in figures) else 1


def _hostile(data: Path) -> Figure:
    environment = os.environ | {"PIKIR_DATA": str(data)}
    command = [sys.executable, str(HERE / "hostile.py")]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    worst, count = done.stdout.split()
    name = f"dearest of {count} hostile texts, rendered"
    return Figure(name, f"{worst} ms", f"at most {HOSTILE:.0f} ms", float(worst) <= HOSTILE)


def _measure(data: Path, entry: str) -> list[Figure]:
    figures = []
    square = Square(data=data, port=free_port())
    square.start()
    square.stop()  # the first start collects the static files
    start = _start_seconds(square)
    figures.append(Figure("second start, ready to answer", f"{start:.2f} s", f"at most {START} s", start <= START))
    try:
        process = square.process.pid if square.process else 0
        figures.append(Figure("memory after start", f"{memory_megabytes(process):.0f} MB"))
        for title, path in (("front page", f"/{entry.split('/')[1]}/"), ("entry page, 50 comments", entry)):
            figures += _page(square, process, title, path, data)
        memory, mapped = memory_megabytes(process), mapped_megabytes(process, "pikir.sqlite3")
    finally:
        square.stop()
    value = f"{memory - mapped:.0f} MB, and {mapped:.0f} MB of the database file"
    return [*figures, Figure("memory after load", value, f"at most {MEMORY:.0f} MB", memory - mapped <= MEMORY)]


def _page(square: Square, process: int, title: str, path: str, data: Path) -> Iterator[Figure]:
    """Yield the figures of one page: the limit, kept, unchanged, made for each reader."""
    headers, body = _fetch(square.port, path)
    etag = dict(headers)[b"etag"].decode()
    with _limit(headers, body, data) as (port, limit_process):
        limits, kepts = [], []
        for _ in range(RUNS):  # by turns, so that what else the machine does falls on both alike
            limits.append(_cost(limit_process, lambda: load(port, path, KEPT_COUNT)))
            kepts.append(_cost(process, lambda: load(square.port, path, KEPT_COUNT)))
    limit, kept = _middle(limits), _middle(kepts)
    yield Figure(f"{title}: limit, {len(body) / 1000:.1f} KB", _shown(limit))
    ratio = limit.seconds / kept.seconds
    yield Figure(f"{title}: kept", f"{_shown(kept)}, {ratio:.2f} of the limit", f"at least {RATIO}", ratio >= RATIO)
    unchanged = _median(process, lambda: load(square.port, path, KEPT_COUNT, {"If-None-Match": etag}))
    yield Figure(f"{title}: unchanged (304)", _shown(unchanged))
    made = _median(process, lambda: load(square.port, path, MADE_COUNT, {"Cookie": "sessionid=nobody"}))
    yield Figure(f"{title}: made for each reader", _shown(made))


def _median(process: int, work: Callable[[], Asked]) -> Cost:
    return _middle([_cost(process, work) for _ in range(RUNS)])


def _cost(process: int, work: Callable[[], Asked]) -> Cost:
    before = processor_seconds(process)
    asked = work()
    return Cost((processor_seconds(process) - before) / asked.count, asked.count / asked.seconds)


def _middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of both."""
    seconds, rates = zip(*costs, strict=True)
    return Cost(statistics.median(seconds), statistics.median(rates))


def _shown(cost: Cost) -> str:
    return f"{cost.seconds * 1000:.3f} ms, {cost.rate:,.0f}/s"


def _fetch(port: int, path: str) -> tuple[list[tuple[bytes, bytes]], bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path, headers={"Accept-Encoding": "br"})
        response = connection.getresponse()
        body = response.read()
    if response.status != 200 or "ETag" not in response.headers:
        raise SystemExit(f"{path} answered {response.status} and is not kept")
    own = [(name.lower().encode(), value.encode()) for name, value in response.headers.items()]
    return [(name, value) for name, value in own if name not in (b"server", b"date", b"connection")], body


@contextmanager
def _limit(headers: list[tuple[bytes, bytes]], body: bytes, data: Path) -> Iterator[tuple[int, int]]:
    """Serve constant bytes by the same server; yield port and process."""
    file, port = data / "limit", free_port()
    file.write_bytes(pickle.dumps((headers, body)))
    arguments = [sys.executable, str(HERE / "limit.py"), str(port), str(WORKERS), str(file)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "pikir.config.settings", "PIKIR_DATA": str(data)}
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE) as process:
        if process.stdout is None or process.stdout.readline() != b"ready\n":
            raise SystemExit("the server of constant bytes did not start")
        try:
            yield port, process.pid
        finally:
            process.terminate()


def _start_seconds(square: Square) -> float:
    begin = time.perf_counter()
    square.start()
    return time.perf_counter() - begin


def _seeded() -> tuple[Path, str]:
    """Return the folder of the seeded square, made if the generator or a table has changed, and its measured entry."""
    files = [HERE / "seed.py", *sorted((ROOT / "src/pikir").glob("*/migrations/0*.py"))]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    folder = HERE / "data" / digest
    if not (folder / "entry").exists():
        print("seeding, once …", flush=True)
        shutil.rmtree(HERE / "data", ignore_errors=True)
        environment = os.environ | {"PIKIR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "pikir.config.settings"}
        made = subprocess.run(
            [sys.executable, str(HERE / "seed.py")], env=environment, check=True, capture_output=True, text=True
        )
        with closing(sqlite3.connect(folder / "pikir.sqlite3")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (folder / "entry").write_text(made.stdout.strip(), encoding="utf-8")
    return folder, (folder / "entry").read_text(encoding="utf-8")


def _fsync_milliseconds() -> float:
    with tempfile.TemporaryDirectory(dir=HERE) as folder, closing(sqlite3.connect(Path(folder) / "a")) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE a (b)")
        times = []
        for number in range(50):
            begin = time.perf_counter()
            database.execute("INSERT INTO a VALUES (?)", (number,))
            database.commit()
            times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    sys.exit(main())
