"""What takes long to make: made by the first process of a run that asks for it, copied by all others.

``tools/test.py`` names a folder in TEST_SHARED, so that its passes share as well; else each run of pytest has its own.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

from square import COMMAND, Square, free_port

SQLITE_FILE = "pikir.sqlite3"
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))


def new_database(name: str, *, like: str = "") -> str:
    """Address of a new database on the tests' PostgreSQL server, a copy of ``like`` if that is named.

    Empty, which means SQLite, when the tests run on SQLite.
    """
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        return ""
    address = urlsplit(server)
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as server_connection:
        server_connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        template = f' TEMPLATE "{like}"' if like else ""
        server_connection.execute(f'CREATE DATABASE "{name}"{template}'.encode())
    return address._replace(path=f"/{name}").geturl()


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return ``folder`` as ``make`` filled it; whoever comes while it is being made waits."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            building = folder.with_suffix(".building")
            make(building)
            building.rename(folder)
    return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of this run, for one kind of database."""
    ours = tmp_path_factory.getbasetemp()
    of_the_run = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    folder = Path(os.environ.get("TEST_SHARED", of_the_run)) / f"shared-{connection.vendor}"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def schema(shared: Path) -> tuple[Path, str]:
    """An empty square's folder and the name of its database on PostgreSQL, to copy: migrating takes seconds."""
    name = f"schema_{RUN}"

    def migrate(folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        square = Square(data=folder, port=free_port(), database=new_database(name))
        subprocess.run([COMMAND, "migrate"], env=square.environment(), check=True, capture_output=True)

    return once(shared / "schema", migrate), name


@pytest.fixture(scope="session")
def django_db_setup(
    schema: tuple[Path, str],
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The test database of this process, in the place of pytest-django's: a copy of the migrated one."""
    folder, name = schema
    own = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # of every kind of database
    if not new_database(own, like=name):
        shutil.copy(folder / SQLITE_FILE, own)
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=())
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)
