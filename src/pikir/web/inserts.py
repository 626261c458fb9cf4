"""New rows of the hottest acts: the ORM makes the words of an INSERT anew each time, and they are always the same."""

from functools import lru_cache
from typing import Any

from django.db import connection, models


def insert(*rows: models.Model, once: bool = False) -> None:
    """Write new rows as ``save(force_insert=True)`` does, for one model whose keys are known before, without signals.

    ``once``: a row that is there already, by whatever must be unique, stays as it is.
    """
    if not rows:
        return
    words, fields = _written(type(rows[0]), connection.vendor, once)
    made = [[field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(words, made)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - a documented interface of Django's


@lru_cache
def _written(model: type[models.Model], vendor: str, once: bool) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG001 - quotes by it
    described = model._meta  # noqa: SLF001 - as above
    quoted = connection.ops.quote_name
    fields = tuple(described.concrete_fields)
    names = ", ".join(quoted(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    words = f"INSERT INTO {quoted(described.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables
    return words + (" ON CONFLICT DO NOTHING" if once else ""), fields
