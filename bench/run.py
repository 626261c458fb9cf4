"""Measure a square on a seeded database, and print a table with what was missed.

``--size full`` or ``tenfold`` measures the growth as well, ``--minutes 10`` the memory after so long a load.
"""

import argparse
import http.client
import json
import os
import pickle
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import cycle
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tools"))

from figures import RUNS, Cost, Figure, cost, median, middle, print_table  # noqa: E402 - beside this file
from load import load  # noqa: E402 - as above
from postgres_comments import postgres_figures  # noqa: E402 - as above
from processes import mapped_megabytes, memory_megabytes, processor_name, processor_seconds  # noqa: E402 - as above
from promises import beside, promise_figures  # noqa: E402 - as above
from scores import town_figures  # noqa: E402 - as above
from seeded import KEPT, TENTHS, Seeded, digest, filled, seeded  # noqa: E402 - as above
from square import UNLIMITED, Square, free_port  # noqa: E402 - in tools
from writing import COMMITS, MARK, comment_figures, commit_on_and_on, due_in_sqlite, write  # noqa: E402 - beside this file

WORKERS = 2
KEPT_COUNT, MADE_COUNT = 8_000, 480  # answers a run: a quarter of a second of processor time and more
RATIO, MEMORY, START = 0.7, 150.0, 1.0  # what we hold ourselves to: share of the limit, megabytes, seconds
MADE, COLD, GROWTH = 0.003, 0.025, 1.2  # processor seconds of a page that is made; of ten times the data, times
HOSTILE = 50.0  # milliseconds of processor time for one text, whatever somebody typed
REPORTS, ORDER = 50_000, 10.0  # cases that wait; milliseconds of processor time of a page or act of moderators
OFFICES, DIRECTORY = 20_000, 6.0  # with ten appointments each; milliseconds of a page that is made
QUESTIONS = 100_000
GUEST = "nobody"  # a session that is none: the page is made anew, for a guest
NOT_MEASURED = "Not measured: TLS, uploads, search, live streams, a network, a day's run."


def main() -> int:
    """Print the table; return 1 when something was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=TENTHS, default="tenth", help="how big the square is")
    parser.add_argument("--minutes", type=float, default=0, help="how long to load before memory is looked at")
    parser.add_argument("--no-postgres", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("part", nargs="?", choices=["square", "opinion"], default="square", help="what to measure")
    chosen = parser.parse_args()
    if chosen.part == "opinion":
        scripts = [HERE / "opinion.py", HERE / "opinion_coordination.py"]
        return max(subprocess.run([sys.executable, script]).returncode for script in scripts)
    size = chosen.size
    print(f"processor  {processor_name()}")
    print(f"fsync      {_fsync_milliseconds():.2f} ms a commit of SQLite, median of 50")
    print(f"square     {1_000 * TENTHS[size]:,} accounts, {10_000 * TENTHS[size]:,} posts, and so on: bench/seed.py\n")
    with _copy(size) as (data, square):
        figures = [_hostile(data), *_measure(data, square, chosen.minutes), *_order(data), *_offices(data)]
        figures += _questions()
        if size != "tenth":
            keep(size, list(_growth(data, square, TENTHS[size])))
    if not chosen.no_postgres:
        figures += postgres_figures()
    figures += kept_growth()
    figures += town_figures()
    print("For each answer: processor time of all processes of the server, answers a second as a lower bound.\n")
    print_table(figures)
    print(f"\n{NOT_MEASURED}")
    return 0 if all(figure.met for figure in figures) else 1


def keep(size: str, figures: list[Figure]) -> None:
    """Keep what was measured on a larger square: it takes long, and each run shows it again."""
    rows = [(figure.name, f"{figure.value} (kept)", figure.goal, figure.met) for figure in figures]
    (KEPT / f"growth-{size}-{digest()}.json").write_text(json.dumps(rows), encoding="utf-8")


def kept_growth() -> list[Figure]:
    """Return what was measured on larger squares of the same generator."""
    files = sorted(KEPT.glob(f"growth-*-{digest()}.json"))
    return [Figure(*row) for file in files for row in json.loads(file.read_text(encoding="utf-8"))]


@contextmanager
def _copy(size: str) -> Iterator[tuple[Path, Seeded]]:
    """Copy a seeded square; yield the folder of its data and what is known of it."""
    square = seeded(size)
    with tempfile.TemporaryDirectory(prefix="pikir-bench-") as name:
        data = Path(name) / "data"
        shutil.copytree(square.folder, data, ignore=shutil.ignore_patterns("described.json", "run"))
        environment = os.environ | {"PIKIR_DATA": str(data), "DJANGO_SETTINGS_MODULE": "pikir.config.settings"}
        subprocess.run([sys.executable, HERE / "today.py"], env=environment, check=True)
        yield data, square


def _hostile(data: Path) -> Figure:
    environment = os.environ | {"PIKIR_DATA": str(data)}
    command = [sys.executable, str(HERE / "hostile.py")]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    worst, count = done.stdout.split()
    name = f"dearest of {count} hostile texts, rendered"
    return Figure(name, f"{worst} ms", f"at most {HOSTILE:.0f} ms", float(worst) <= HOSTILE)


def _order(data: Path) -> Iterator[Figure]:
    """Yield what the queue and a decision cost while as much waits as a square may ever have."""
    command = [sys.executable, str(HERE / "order.py"), str(REPORTS)]
    environment = os.environ | {"PIKIR_DATA": str(data)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    count, queue, decision = done.stdout.split()[-3:]
    for name, spent in (("queue page", queue), ("decision", decision)):
        met = float(spent) <= ORDER
        yield Figure(f"{name}, {int(count):,} cases wait", f"{spent} ms", f"at most {ORDER:.0f} ms", met)


def _offices(data: Path) -> Iterator[Figure]:
    """Yield what the page of an office and the finder cost in a directory of a whole country."""
    command = [sys.executable, str(HERE / "offices.py"), str(OFFICES)]
    environment = os.environ | {"PIKIR_DATA": str(data)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    count, appointments, page, finder = done.stdout.split()[-4:]
    beside = f"{int(count):,} offices, {int(appointments):,} appointments"
    for name, spent in (("page of an office", page), ("finder", finder)):
        yield Figure(f"{name}, {beside}", f"{spent} ms", f"at most {DIRECTORY:.0f} ms", float(spent) <= DIRECTORY)


def _questions() -> Iterator[Figure]:
    """Yield what the page of a question with a long life and the overdue list cost among very many."""
    environment = os.environ | {"PIKIR_DATA": str(filled("questions.py", QUESTIONS))}
    command = [sys.executable, str(HERE / "questions.py"), "look"]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    count, *spent = done.stdout.split()[-5:]
    pages = [f"{page}, {who}" for page in ("question, 200 events", "overdue list") for who in ("guest", "member")]
    for name, one in zip(pages, spent, strict=True):
        met = float(one) <= DIRECTORY
        yield Figure(f"{name}, among {int(count):,}", f"{one} ms", f"at most {DIRECTORY:.0f} ms", met)


def _measure(data: Path, seed: Seeded, minutes: float) -> list[Figure]:
    figures = []
    square = Square(data=data, port=free_port(), settings=UNLIMITED)
    square.start()
    square.stop()  # the first start collects the static files
    start = _start_seconds(square)
    figures.append(Figure("second start, ready to answer", f"{start:.2f} s", f"at most {START} s", start <= START))
    try:
        process = square.process.pid if square.process else 0
        figures.append(Figure("memory after start", f"{memory_megabytes(process):.0f} MB"))
        for title, path in _pages(seed):
            figures += _page(square, process, title, path, data)
            figures += [_made(square, process, f"{title}: {who}", path, key) for who, key in _readers(seed)]
            figures.append(_restless(square, process, title, path, seed, data))
            figures.append(_cold(square, process, title, path))
        figures += comment_figures(square.port, process, seed, due_in_sqlite(data / "pikir.sqlite3"))
        figures += promise_figures(square.port, seed)
        _load_for(minutes, square, process, seed, data)
        memory, mapped = memory_megabytes(process), mapped_megabytes(process, "pikir.sqlite3")
    finally:
        square.stop()
    value = f"{memory - mapped:.0f} MB, and {mapped:.0f} MB of the database file"
    name = f"memory after {minutes:.0f} minutes of load" if minutes else "memory after load"
    return [*figures, Figure(name, value, f"at most {MEMORY:.0f} MB", memory - mapped <= MEMORY)]


def _load_for(minutes: float, square: Square, process: int, seed: Seeded, data: Path) -> None:
    """Read and write as a busy square does, by many members, for so long."""
    until, members = time.monotonic() + minutes * 60, cycle(seed.members)
    while time.monotonic() < until:
        for path in (*(path for _title, path in _pages(seed)), *seed.others, "/en/newest/", "/en/home/"):
            load(square.port, path, 8, {"Cookie": f"sessionid={next(members)}"})
            load(square.port, seed.entry, 80)
        write(square.port, process, seed, due_in_sqlite(data / "pikir.sqlite3"), 8)


def _pages(seed: Seeded) -> list[tuple[str, str]]:
    return [("front page, 40 cards", f"/{seed.entry.split('/')[1]}/"), ("entry page, 50 comments", seed.entry)]


def _readers(seed: Seeded) -> list[tuple[str, str]]:
    return [("made for a guest", GUEST), ("made for a member", f"{seed.members[-1]}; csrftoken={MARK}")]


def _growth(data: Path, full: Seeded, times: int) -> Iterator[Figure]:
    """Yield how much dearer an answer is on a larger square than on a tenth, which is measured in the same minute."""
    with _copy("tenth") as (small, tenth):
        dear, cheap = _dear(data, full), _dear(small, tenth)
    for name, seconds in dear.items():
        growth = seconds / cheap[name]
        value = f"{growth:.2f} times, from {cheap[name] * 1000:.2f} to {seconds * 1000:.2f} ms"
        yield Figure(f"{times} times the data: {name}", value, f"at most {GROWTH}", growth <= GROWTH)


def _dear(data: Path, seed: Seeded) -> dict[str, float]:
    """Return the processor seconds of what is not kept, by name."""
    square = Square(data=data, port=free_port(), settings=UNLIMITED)
    square.start()
    try:
        process = square.process.pid if square.process else 0
        found = {title: _cost_of_made(square, process, path, seed.members[-1]).seconds for title, path in _pages(seed)}
        due = due_in_sqlite(data / "pikir.sqlite3")
        write(square.port, process, seed, due, 1)  # until all is warm
        return found | {"comment": write(square.port, process, seed, due, 1).cost.seconds}
    finally:
        square.stop()


def _made(square: Square, process: int, name: str, path: str, session: str) -> Figure:
    made = _cost_of_made(square, process, path, session)
    return Figure(name, str(made), f"at most {MADE * 1000:.0f} ms", made.seconds <= MADE)


def _restless(square: Square, process: int, title: str, path: str, seed: Seeded, data: Path) -> Figure:
    """The same for a member while others write, so that the database has to be asked all that a page follows from."""
    with beside(commit_on_and_on, data / "pikir.sqlite3"):
        made = _cost_of_made(square, process, path, seed.members[-1])
    return Figure(f"{title}: made for a member, {COMMITS} commits a second", str(made))


def _cold(square: Square, process: int, title: str, path: str) -> Figure:
    """The first answer in a language in which no process has drawn anything yet; the dearer one of two languages."""
    seconds = []
    for language in ("kk", "ru"):
        before = processor_seconds(process)
        _fetch(square.port, path.replace("/en/", f"/{language}/", 1))
        seconds.append(processor_seconds(process) - before)
    value = f"{max(seconds) * 1000:.1f} ms"
    return Figure(f"{title}: cold", value, f"at most {COLD * 1000:.0f} ms", max(seconds) <= COLD)


def _cost_of_made(square: Square, process: int, path: str, session: str) -> Cost:
    return median(process, lambda: load(square.port, path, MADE_COUNT, {"Cookie": f"sessionid={session}"}))


def _page(square: Square, process: int, title: str, path: str, data: Path) -> Iterator[Figure]:
    """Yield the figures of a page that is kept: the limit, kept, unchanged."""
    headers, body = _fetch(square.port, path)
    etag = dict(headers)[b"etag"].decode()
    with _limit(headers, body, data) as (port, limit_process):
        limits, kepts = [], []
        for _ in range(RUNS):  # by turns, so that what else the machine does falls on both alike
            limits.append(cost(limit_process, lambda: load(port, path, KEPT_COUNT)))
            kepts.append(cost(process, lambda: load(square.port, path, KEPT_COUNT)))
    limit, kept = middle(limits), middle(kepts)
    yield Figure(f"{title}: limit, {len(body) / 1000:.1f} KB", str(limit))
    ratio = limit.seconds / kept.seconds
    yield Figure(f"{title}: kept", f"{kept}, {ratio:.2f} of the limit", f"at least {RATIO}", ratio >= RATIO)
    unchanged = median(process, lambda: load(square.port, path, KEPT_COUNT, {"If-None-Match": etag}))
    yield Figure(f"{title}: unchanged (304)", str(unchanged))


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
