"""The same comments on PostgreSQL: a server of its own, a tenth of the square in it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from figures import Figure  # noqa: E402 - beside this file
from postgres import NoServerError, temporary_postgres  # noqa: E402 - in tools
from seeded import read, seed  # noqa: E402 - beside this file
from square import UNLIMITED, Square, free_port  # noqa: E402 - in tools
from writing import POSTGRES_GOALS, comment_figures, due_in_postgres  # noqa: E402 - beside this file


def postgres_figures() -> Iterator[Figure]:
    """Yield the figures of comments; one line that says why where there is no server to be had."""
    try:
        with temporary_postgres() as address, TemporaryDirectory(prefix="pikir-bench-") as folder:
            yield from _measured(address, Path(folder))
    except NoServerError as fault:
        yield Figure("comments on PostgreSQL", f"not measured: {fault}")


def _measured(address: str, data: Path) -> list[Figure]:
    found = read(data, seed(data, 1, address))
    square = Square(data=data, port=free_port(), database=address, settings=UNLIMITED)
    square.start()
    try:
        process = square.process.pid if square.process else 0
        due = due_in_postgres(address)
        return comment_figures(square.port, process, found, due, POSTGRES_GOALS, ", PostgreSQL (without the server)")
    finally:
        square.stop()
