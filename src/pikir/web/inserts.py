"""New rows of the hottest acts: the ORM makes the words of an INSERT anew each time, and they are always the same."""

from functools import lru_cache
from typing import Any

from django.db import connection, models


def insert(row: models.Model) -> None:
    """Write a new row as ``save(force_insert=True)`` does, for a model whose key is known before and has no signals."""
    words, fields = _written(type(row), connection.vendor)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(words, values)
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - a documented interface of Django's


@lru_cache
def _written(model: type[models.Model], vendor: str) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG001 - quotes by it
    described = model._meta  # noqa: SLF001 - as above
    quoted = connection.ops.quote_name
    fields = tuple(described.concrete_fields)
    names = ", ".join(quoted(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    words = f"INSERT INTO {quoted(described.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables
    return words, fields
