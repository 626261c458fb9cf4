"""Fixtures of a real square, on the kind of database that the tests run on."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from square import Square, free_port


def new_database(name: str, *, like: str = "") -> str:
    """Address of a new database on the tests' PostgreSQL server, a copy of ``like`` if that is named.

    Empty, which means SQLite, when the tests run on SQLite.
    """
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        return ""
    address = urlsplit(server)
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        template = f' TEMPLATE "{like}"' if like else ""
        connection.execute(f'CREATE DATABASE "{name}"{template}'.encode())
    return address._replace(path=f"/{name}").geturl()


@contextmanager
def running(square: Square) -> Iterator[Square]:
    """The square serves within the block."""
    square.start()
    try:
        yield square
    finally:
        square.stop()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo town as a folder and a database to copy: built once for all processes of a run, drawings take time."""
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    folder, name = shared / "town", f"town_{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    with (shared / "town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            square = Square(data=shared / "building", port=free_port(), demo=True, database=new_database(name))
            with running(square):
                pass
            square.data.rename(folder)
    return folder, name


def settle(town: tuple[Path, str], folder: Path) -> Square:
    """A copy of the town, not yet serving."""
    shutil.copytree(town[0], folder, ignore=shutil.ignore_patterns("run"))  # of processes that are no more
    database = new_database(f"square_{os.getpid()}_{folder.parent.name}"[:63], like=town[1])
    return Square(data=folder, port=free_port(), demo=True, database=database)


@pytest.fixture(scope="session")
def square(town: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Square]:
    """A demo square, shared by the tests of this process: read it, add to it, take nothing away."""
    with running(settle(town, tmp_path_factory.mktemp("square") / "data")) as square:
        yield square


@pytest.fixture
def own_square(town: tuple[Path, str], tmp_path: Path) -> Iterator[Square]:
    """A demo square for one test alone, which may kill it."""
    with running(settle(town, tmp_path / "data")) as square:
        yield square


@pytest.fixture
def empty_square(tmp_path: Path) -> Iterator[Square]:
    """A new square without demo content, for one test alone."""
    database = new_database(f"empty_{os.getpid()}_{tmp_path.name}"[:63])
    with running(Square(data=tmp_path / "data", port=free_port(), database=database)) as square:
        yield square
