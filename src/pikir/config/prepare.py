"""What ``pikir serve`` brings in order before it serves: folders, database, static files."""

import fcntl
import hashlib
import json
import pkgutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from pikir import __version__

BACKUPS_KEPT = 5  # of the database before an upgrade; each is as large as the database
_ADVISORY = 0x70696B6972  # "pikir" as a number: the lock's name on PostgreSQL


def make_folders() -> None:
    """Make the folders of PIKIR_DATA that are missing."""
    for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT, settings.RUN_FOLDER):
        Path(folder).mkdir(parents=True, exist_ok=True)


def bring_database_up() -> list[str]:
    """Run pending migrations, one process at a time; return what was done as lines for the operator."""
    with _alone("database"), _alone_on_server():
        forget_statistics()
        if _all_applied():
            return []
        executor = MigrationExecutor(connection)
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not steps:
            return []
        lines = []
        if executor.loader.applied_migrations and connection.vendor == "sqlite":
            lines.append(f"The database was kept as {back_up_sqlite()} before it is changed.")
        call_command("migrate", interactive=False, verbosity=0)
        return [*lines, f"The database was brought up to date in {len(steps)} steps."]


def _all_applied() -> bool:
    """Whether the database knows every migration by its name: to import them all takes a twentieth of a start."""
    folders = ((room.label, Path(room.path) / "migrations") for room in apps.get_app_configs())
    there = {(label, name) for label, folder in folders for _, name, _ in pkgutil.iter_modules([str(folder)])}
    return there <= MigrationRecorder(connection).applied_migrations().keys()


def forget_statistics() -> None:
    """Drop what ``ANALYZE`` left in a SQLite database, if anybody ran it.

    A column that is empty in all rows, as what a text is a version of may be, has one value for the statistics; so they
    say that looking for a value finds every row, and lists then walk through the whole table. The queries and indexes
    here are made for how SQLite plans without them.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat1', 'sqlite_stat4')")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {name}")


def back_up_sqlite() -> Path:
    """Copy the SQLite database into PIKIR_DATA/backups, keep the newest BACKUPS_KEPT there, return the new file."""
    folder = settings.DATA / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    file = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite3"
    draft = file.with_suffix(".part")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(draft)) as copy:
        source.backup(copy)
    draft.rename(file)
    for old in sorted(folder.glob("*.sqlite3"))[:-BACKUPS_KEPT]:
        old.unlink()
    return file


def collect_static() -> bool:
    """Collect, hash and compress the static files if any source has changed since; return whether it was so."""
    stamp = settings.RUN_FOLDER / "static"
    with _alone("static"):
        now = _fingerprint()
        if stamp.exists() and stamp.read_text(encoding="ascii") == now:
            return False
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now, encoding="ascii")
    return True


def _fingerprint() -> str:
    found = [__version__, str(settings.STATIC_ROOT), settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            found.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Hold a lock among the processes of this machine; it goes with the process that holds it."""
    with (settings.RUN_FOLDER / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_on_server() -> Iterator[None]:
    """Hold a lock among all machines that share a PostgreSQL database."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY])
