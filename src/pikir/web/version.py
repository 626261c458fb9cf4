"""Whether anything at all was committed since, or the day has changed: the cheap second look at a kept page."""

import sqlite3
import threading
import time

from django.db import Error, connection

QUARTER = 900  # seconds; in no zone does a day begin within one, so no kept page shows yesterday's date
_SNAPSHOT = "SELECT pg_current_snapshot()::text"  # which transactions have ended: equal texts, nothing was committed


class Version:
    """A value that changes with every commit, by whichever process or program, and with every quarter of an hour."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watcher: sqlite3.Connection | None = None

    def read(self) -> object:
        """Return the value, comparable with others read through this object; one like no other when none can be had."""
        try:
            commits = self._read_sqlite() if connection.vendor == "sqlite" else _read_postgresql()
        except (Error, sqlite3.Error):
            commits = object()
        return int(time.time()) // QUARTER, commits

    def _read_sqlite(self) -> object:
        """Ask SQLite, on a connection that never writes: it counts the commits of all others."""
        with self._lock:
            if self._watcher is None:
                name = connection.settings_dict["NAME"]
                self._watcher = sqlite3.connect(name, check_same_thread=False, isolation_level=None)
            return self._watcher.execute("PRAGMA data_version").fetchone()


def _read_postgresql() -> object:
    with connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT)
        return cursor.fetchone()
