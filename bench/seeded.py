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
TENTHS = {"tenth": 1, "full": 10, "tenfold": 100}


class Seeded(NamedTuple):
    """A square: its folder, the addresses of the measured entry and of others, sessions of members and a moderator."""

    folder: Path
    entry: str
    others: list[str]
    members: list[str]
    moderator: str


def seeded(size: str) -> Seeded:
    """Return the square of a size, made if the generator or a table has changed: seconds, or up to half an hour."""
    folder = KEPT / f"{size}-{digest()}"
    described = folder / "described.json"
    if not described.exists():
        print(f"seeding the square of the size “{size}”, once …", flush=True)
        for old in KEPT.glob(f"{size}-*"):
            shutil.rmtree(old)
        made = seed(folder, TENTHS[size])
        with closing(sqlite3.connect(folder / "pikir.sqlite3")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        described.write_text(made, encoding="utf-8")
    return read(folder, described.read_text(encoding="utf-8"))


def filled(script: str, count: int) -> Path:
    """Return the folder of a tenth to which a script has added so much, made if one of both has changed."""
    code = (HERE / script).read_bytes() + (HERE / "offices.py").read_bytes() + digest().encode()
    name = script.partition(".")[0]
    folder = KEPT / f"{name}-{count}-{hashlib.sha256(code).hexdigest()[:16]}"
    if not folder.exists():
        print(f"filling a square by {script}, once …", flush=True)
        for old in KEPT.glob(f"{name}-*"):
            shutil.rmtree(old)
        making = KEPT / f"{name}-making"
        shutil.copytree(seeded("tenth").folder, making, ignore=shutil.ignore_patterns("described.json", "run"))
        environment = os.environ | {"PIKIR_DATA": str(making)}
        subprocess.run([sys.executable, str(HERE / script), "fill", str(count)], env=environment, check=True)
        making.rename(folder)
    return folder


def seed(folder: Path, tenths: int, database: str = "") -> str:
    """Fill a square in a folder, and in a database with this address; return what is known of it."""
    environment = os.environ | {"PIKIR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "pikir.config.settings"}
    environment["DATABASE_URL"] = database
    command = [sys.executable, str(HERE / "seed.py"), str(tenths)]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def read(folder: Path, described: str) -> Seeded:
    """Return what the generator wrote of a square in a folder."""
    found = json.loads(described)
    return Seeded(folder, found["entry"], found["others"], found["members"], found["moderator"])


def digest() -> str:
    """Return what a square depends on: the generator and all tables."""
    files = [HERE / "seed.py", *sorted((ROOT / "src/pikir").glob("*/migrations/0*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
