"""What Lighthouse says of pages of the demo town as a telephone on a slow line sees them: ``scores.py``."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))

from chromium import NoBrowserError, ensure_chromium, found_chromium  # noqa: E402 - in tools
from figures import Figure, print_table  # noqa: E402 - beside this file
from square import Square, free_port  # noqa: E402 - in tools

KINDS = ("performance", "accessibility", "best-practices", "seo")
HELD = 98  # of 100, each
LANGUAGE, TOPIC = "ru", "saiasat"
LIST = HERE / "lighthouse"  # which packages, by version and hash
FLAGS = "--headless=new --no-sandbox --disable-gpu"
INSTALL_SECONDS, RUN_SECONDS = 300, 180


class NotMeasuredError(Exception):
    """Lighthouse cannot run here; the message says why."""


def town_figures() -> list[Figure]:
    """Return the scores of the front page, an entry and a topic; where they cannot be had, why."""
    try:
        program = _installed()
        with tempfile.TemporaryDirectory(prefix="pikir-scores-") as name:
            square = Square(data=Path(name) / "town", port=free_port(), demo=True)
            square.start()
            try:
                return [_figure(program, title, square.url + path) for title, path in _pages(square)]
            finally:
                square.stop()
    except NotMeasuredError as fault:
        return [Figure("Lighthouse", f"not measured: {fault}")]


def _pages(square: Square) -> list[tuple[str, str]]:
    """Return the pages by name, the longest of the newest entries among them."""
    with urlopen(f"{square.url}/feeds/{LANGUAGE}/newest.json") as answer:  # noqa: S310 - a square of our own
        entries = json.load(answer)["items"]
    longest = max(entries, key=lambda entry: len(entry["content_html"]))
    entry = urlsplit(longest["url"]).path
    return [("front page", f"/{LANGUAGE}/"), ("entry page", entry), ("topic", f"/{LANGUAGE}/topics/{TOPIC}/")]


def _figure(program: Path, title: str, address: str) -> Figure:
    scores = _scores(program, address)
    value = ", ".join(f"{kind} {score}" for kind, score in scores.items())
    return Figure(f"{title}, Lighthouse", value, f"at least {HELD} each", min(scores.values()) >= HELD)


def _installed() -> Path:
    """Return the program, put into ``.cache`` when it is not there."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotMeasuredError("no npm")
    try:
        ensure_chromium()
    except NoBrowserError as fault:
        raise NotMeasuredError(str(fault)) from fault
    mark = hashlib.sha256((LIST / "package-lock.json").read_bytes()).hexdigest()[:12]
    folder = HERE.parent / ".cache" / f"lighthouse-{mark}"
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        shutil.copytree(LIST, folder, dirs_exist_ok=True)
        _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, INSTALL_SECONDS)
    return program


def _scores(program: Path, address: str) -> dict[str, int]:
    """Return the four scores of a page, of 100; the telephone and its line are Lighthouse's own."""
    command = ["node", str(program), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    told = json.loads(_run([*command, f"--only-categories={','.join(KINDS)}"], program.parent, RUN_SECONDS))
    return {kind: round(100 * (told["categories"][kind]["score"] or 0)) for kind in KINDS}


def _run(command: list[str], folder: Path, seconds: int) -> str:
    environment = os.environ | {"CHROME_PATH": found_chromium() or ""}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=seconds, check=True
        )
    except subprocess.SubprocessError as fault:
        last = str(getattr(fault, "stderr", "") or fault).split()[-25:]
        raise NotMeasuredError(" ".join(last)) from fault
    return done.stdout


if __name__ == "__main__":
    print_table(town_figures())
