"""The database wrapper that Django loads for ``ENGINE = "pikir.web.postgresql"``."""

from django.db.backends.postgresql import base

from pikir.web.freshness import Touch
from pikir.web.hearing import CHANNEL, written


class DatabaseWrapper(base.DatabaseWrapper):
    """A PostgreSQL connection that tells all who listen what a transaction touched: with its commit or not at all."""

    def _commit(self) -> None:
        touches = [entry[1] for entry in self.run_on_commit if isinstance(entry[1], Touch)]
        if touches and self.connection is not None:
            with self.wrap_database_errors:
                self.connection.execute(f"NOTIFY {CHANNEL}, '{written(touches)}'")  # digits, spaces and semicolons
        super()._commit()  # type: ignore[misc]  # missing in Django's stubs
