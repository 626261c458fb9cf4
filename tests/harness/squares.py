"""Fixtures of a real square, on the kind of database that the tests run on."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.shared import RUN, new_database, once
from square import Square, free_port


@contextmanager
def running(square: Square) -> Iterator[Square]:
    """The square serves within the block."""
    square.start()
    try:
        yield square
    finally:
        square.stop()


@pytest.fixture(scope="session")
def town(shared: Path) -> tuple[Path, str]:
    """The demo town as a folder and a database to copy: its drawings take time."""
    name = f"town_{RUN}"

    def build(folder: Path) -> None:
        with running(Square(data=folder, port=free_port(), demo=True, database=new_database(name))):
            pass

    return once(shared / "town", build), name


def settle(like: tuple[Path, str], folder: Path, *, demo: bool) -> Square:
    """A copy of the town or of the empty square, not yet serving."""
    shutil.copytree(like[0], folder, ignore=shutil.ignore_patterns("run"))  # of processes that are no more
    database = new_database(f"square_{os.getpid()}_{folder.parent.name}"[:63], like=like[1])
    return Square(data=folder, port=free_port(), demo=demo, database=database)


@pytest.fixture(scope="session")
def square(town: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Square]:
    """A demo square, shared by the tests of this process: read it, add to it, take nothing away."""
    with running(settle(town, tmp_path_factory.mktemp("square") / "data", demo=True)) as square:
        yield square


@pytest.fixture
def own_square(town: tuple[Path, str], tmp_path: Path) -> Iterator[Square]:
    """A demo square for one test alone, which may kill it."""
    with running(settle(town, tmp_path / "data", demo=True)) as square:
        yield square


@pytest.fixture
def empty_square(schema: tuple[Path, str], tmp_path: Path) -> Iterator[Square]:
    """A new square without demo content, for one test alone."""
    with running(settle(schema, tmp_path / "data", demo=False)) as square:
        yield square
