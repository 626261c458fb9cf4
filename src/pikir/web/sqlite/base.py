"""The database wrapper that Django loads for ``ENGINE = "pikir.web.sqlite"``."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache, partial
from sqlite3 import Connection, register_converter
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError
from django.utils.dateparse import parse_datetime
from typing_extensions import override

from pikir.web.sqlite.queue import WriteQueue, queue_of
from pikir.web.turns import aside

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_MOMENTS, _STATEMENTS = 8_192, 1_024  # that a process remembers: moments as they are read, statements as they are sent


@lru_cache(_MOMENTS)
def _moment(written: bytes) -> datetime | None:
    """A moment of a row; the same rows are read again and again."""
    return parse_datetime(written.decode())


register_converter("datetime", _moment)  # in the place of Django's, which does the same each time


class DatabaseWrapper(base.DatabaseWrapper):
    """A SQLite connection that queues before it writes: around the outermost transaction, or one statement outside."""

    _queue: WriteQueue | None = None  # at whose head this connection stands

    @contextmanager
    def queued(self) -> Iterator[None]:
        """Stand at the head of the queue for the length of the block."""
        self._enter_queue()
        try:
            yield
        finally:
            self._leave_queue()

    def must_queue(self, statement: str) -> bool:
        """Whether a statement is a write that is a transaction of its own."""
        return self.autocommit and self._queue is None and statement.lstrip()[:7].upper().startswith(_WRITES)

    @override
    def create_cursor(self, name: str | None = None) -> base.SQLiteCursorWrapper:
        return self.connection.cursor(factory=partial(_Cursor, self))  # type: ignore[no-any-return]  # Django's stubs leave the connection open

    def _start_transaction_under_autocommit(self) -> None:
        self._enter_queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # missing in Django's stubs
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> None:
        with aside():
            super()._commit()  # type: ignore[misc]  # as above
            self._leave_queue()  # nobody waits while this thread waits for its turn

    def _set_autocommit(self, autocommit: bool) -> None:
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # as above
        finally:
            self._leave_queue()  # ``atomic`` comes here after every commit and rollback, or closes the connection

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # as above
        finally:
            self._leave_queue()

    def _enter_queue(self) -> None:
        if self.is_in_memory_db():
            return
        queue = queue_of(str(self.settings_dict["NAME"]))
        try:
            with aside():
                queue.enter(timeout=self.settings_dict["OPTIONS"].get("timeout", 5))
        except TimeoutError:
            raise OperationalError("database is locked: another thread does not finish writing") from None
        self._queue = queue

    def _leave_queue(self) -> None:
        queue, self._queue = self._queue, None
        if queue:
            queue.leave()


class _Cursor(base.SQLiteCursorWrapper):
    """A cursor whose lone writes queue as well."""

    def __init__(self, wrapper: DatabaseWrapper, connection: Connection) -> None:
        super().__init__(connection)
        self._wrapper = wrapper

    @override
    def execute(self, query: str, params: Any = None) -> Any:
        if not self._wrapper.must_queue(query):
            return super().execute(query, params)
        with self._wrapper.queued():
            return super().execute(query, params)

    @override
    def executemany(self, query: str, param_list: Any) -> Any:
        if not self._wrapper.must_queue(query):
            return super().executemany(query, param_list)
        with self._wrapper.queued():
            return super().executemany(query, param_list)

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """Overrides Django's; its stubs do not have it."""
        if param_names is None:
            return _marked(query)
        return str(super().convert_query(query, param_names=param_names))  # type: ignore[misc]  # as said above


@lru_cache(_STATEMENTS)
def _marked(query: str) -> str:
    """A statement with the marks of parameters as SQLite knows them."""
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))
