"""Run every test: all on SQLite, those that touch a database again on PostgreSQL, the browser's in Chromium.

``python tools/test.py [--grid|--crash] [pytest's own arguments …]``. With ``--grid`` every page is looked at instead,
which takes about as long; with ``--crash`` processes are killed and long lives are lived on both databases. What cannot
be had here is named in the last lines.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from chromium import NoBrowserError, ensure_chromium
from postgres import NoServerError, temporary_postgres

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5  # pytest's own code
QUICK = "not browser and not crash"
LONG = ("src/pikir/offices/questions/tests/test_life.py", "tests/crash")
LONG_LIVES = "10000"  # tries with questions, where a usual run has a tenth
CORES = os.cpu_count() or 1  # on PostgreSQL twice as many processes: half of the time each waits for the server


def main(arguments: list[str]) -> int:
    """Run the three passes, or the grid of pages; return 0 when all that ran is well and something ran."""
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory(prefix="pikir-run-") as shared:
        os.environ["TEST_SHARED"] = shared  # what takes long to make is made once for all passes
        skipped: list[str] = []
        if "--grid" in arguments:
            arguments.remove("--grid")
            codes = _in_browser("grid", arguments, skipped)
        elif "--crash" in arguments:
            arguments.remove("--crash")
            os.environ["QUESTION_TRIES"] = LONG_LIVES
            codes = _on_both(["-s", "-n", "0", "--durations=3", *LONG], arguments, skipped)
        else:
            codes = _passes(arguments, skipped)
    for line in skipped:
        print(line)
    return _verdict(codes, chosen=bool(arguments))


def _passes(arguments: list[str], skipped: list[str]) -> list[int]:
    again = ["--database-only", "-n", str(2 * CORES)]
    codes = _on_both(["-m", QUICK, "--dist", "worksteal"], arguments, skipped, again)
    return codes + _in_browser("browser and not grid", arguments, skipped)


def _on_both(own: list[str], arguments: list[str], skipped: list[str], again: Sequence[str] = ()) -> list[int]:
    """Run the same on SQLite and, with some arguments more, on PostgreSQL."""
    codes = [_pass("SQLite", own, arguments)]
    try:
        with temporary_postgres() as address:
            codes.append(_pass("PostgreSQL", [*own, *again], arguments, DATABASE_URL=address))
    except NoServerError as reason:
        skipped.append(f"skipped: the pass on PostgreSQL because {reason}")
    return codes


def _in_browser(mark: str, arguments: list[str], skipped: list[str]) -> list[int]:
    try:
        ensure_chromium()
    except NoBrowserError as reason:
        skipped.append(f"skipped: the tests in a browser because {reason}")
        return []
    return [_pass("Chromium", ["-m", mark], arguments)]


def _pass(name: str, own: list[str], arguments: list[str], **variables: str) -> int:
    """Run pytest over the whole project once, on all cores, and return its exit code."""
    print(f"\n== {name}", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", str(CORES), *own, *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | variables
    environment["PYTHONDONTWRITEBYTECODE"] = ""  # else each of some hundred processes compiles everything anew
    return subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False).returncode


def _verdict(codes: list[int], *, chosen: bool) -> int:
    """A pass without tests is a fault, unless a choice of tests left it empty and another pass was not."""
    faults = [code for code in codes if code not in (0, NOTHING_COLLECTED)]
    empty = codes.count(NOTHING_COLLECTED)
    if faults:
        return faults[0]
    all_empty = bool(codes) and empty == len(codes)
    return NOTHING_COLLECTED if all_empty or (empty and not chosen) else 0


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)  # so that the server of the run is stopped on the way out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
