"""Seeded squares, kept in ``.cache/bench`` under the hash of the generator and of all tables."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent
KEPT = ROOT / ".cache" / "bench"
TENTHS = {"tenth": 1, "full": 10}


class Seeded(NamedTuple):
    """A square: its folder, the addresses of the measured entry and of others, sessions of members."""

    folder: Path
    entry: str
    others: list[str]
    members: list[str]


def seeded(size: str) -> Seeded:
    """Return the square of a size, made if the generator or a table has changed since: seconds, or some minutes."""
    folder = KEPT / f"{size}-{_digest()}"
    described = folder / "described.json"
    if not described.exists():
        print(f"seeding the square of the size “{size}”, once …", flush=True)
        for old in KEPT.glob(f"{size}-*"):
            shutil.rmtree(old)
        environment = os.environ | {"PIKIR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "pikir.config.settings"}
        command = [sys.executable, str(HERE / "seed.py"), str(TENTHS[size])]
        made = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        with closing(sqlite3.connect(folder / "pikir.sqlite3")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        described.write_text(made.stdout, encoding="utf-8")
    found = json.loads(described.read_text(encoding="utf-8"))
    return Seeded(folder, found["entry"], found["others"], found["members"])


def _digest() -> str:
    files = [HERE / "seed.py", *sorted((ROOT / "src/pikir").glob("*/migrations/0*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
