"""Model fields that every room may use."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from typing_extensions import override

from pikir.kernel.languages import SORT_KEY_LENGTH


class SortKeyField(models.CharField):  # type: ignore[type-arg]  # the stubs make it generic, Django does not
    """A key made by ``kernel.languages.sort_key``, compared by code point on every database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", SORT_KEY_LENGTH)
        super().__init__(*args, **kwargs)

    @override
    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """Ask PostgreSQL for its "C" collation; SQLite compares code points anyway."""
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}
