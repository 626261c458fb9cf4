"""Kept statements that ask for a day: for today they are kept, for any other day the query is written anew.

A day is a constant of a statement, and readers may ask for as many days as they like.
"""

from datetime import date
from typing import TypeVar

from django.utils import timezone

from pikir.web.statements import Statement

Row = TypeVar("Row")


def on_day(statement: Statement[Row], *values: int | tuple[int, ...], on: date) -> list[Row]:
    """Return what a statement finds that takes the day as the constant ``on``, written by ISO 8601."""
    if on == timezone.localdate():
        return statement.rows(*values, on=on.isoformat())
    return list(statement.plain(*values, on=on.isoformat()))
