"""Fixtures of a real square, on the kind of database that the tests run on."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from square import Square, free_port


def new_database(name: str) -> str:
    """Address of a new database on the tests' PostgreSQL server; empty, so SQLite, when they run on SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        return ""
    address = urlsplit(server)
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return address._replace(path=f"/{name}").geturl()


def _serve(folder: Path, *, demo: bool) -> Iterator[Square]:
    kind = "demo" if demo else "empty"
    square = Square(data=folder, port=free_port(), demo=demo, database=new_database(f"square_{kind}_{os.getpid()}"))
    square.start()
    try:
        yield square
    finally:
        square.stop()


@pytest.fixture(scope="session")
def square(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Square]:
    """A demo square, shared by the tests of this process: read it, add to it, take nothing away."""
    yield from _serve(tmp_path_factory.mktemp("square") / "data", demo=True)


@pytest.fixture
def own_square(tmp_path: Path) -> Iterator[Square]:
    """A demo square for one test alone, which may kill it."""
    yield from _serve(tmp_path / "data", demo=True)


@pytest.fixture
def empty_square(tmp_path: Path) -> Iterator[Square]:
    """A new square without demo content, for one test alone."""
    yield from _serve(tmp_path / "data", demo=False)
