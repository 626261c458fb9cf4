"""Pages of long lists by place in time, never by number: numbers lie as soon as someone posts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")
Rows = TypeVar("Rows", bound="QuerySet[Any, Any]")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some rows, newest first. ``older`` is the key to ask for the next page with, None at the end of the list."""

    items: list[Item]
    older: int | None

    def without(self, others: Collection[Item]) -> "Page[Item]":
        """The same page less what is shown elsewhere already."""
        return Page([item for item in self.items if item not in others], self.older)


def page_before(rows: "QuerySet[Row, Row]", *, key: str, before: int | None, limit: int) -> Page[Row]:
    """Return at most ``limit`` rows whose ``key`` is smaller than ``before``, greatest key first, in one query."""
    return cut_page(list(rows_before(rows, key=key, before=before, limit=limit)), key=key, limit=limit)


def rows_before(rows: Rows, *, key: str, before: int | None, limit: int) -> Rows:
    """The query of such a page, with one row more than it shows."""
    if before is not None:
        rows = rows.filter(**{f"{key}__lt": before})
    return rows.order_by(f"-{key}")[: limit + 1]


def cut_page(found: list[Item], *, key: str, limit: int) -> Page[Item]:
    """Make a page of what that query found."""
    more = len(found) > limit
    return Page(found[:limit], getattr(found[limit - 1], key) if more else None)


def read_key(value: str | None) -> int | None:
    """Return the key in a query parameter; anything that is not a 63-bit number means the beginning of the list."""
    if value is None or not value.isascii() or not value.isdecimal() or len(value) > 19:
        return None
    number = int(value)
    return number if number < 1 << 63 else None


def map_page(page: Page[Any], change: Callable[[Any], Item]) -> Page[Item]:
    """Return the same page with every item changed."""
    return Page([change(item) for item in page.items], page.older)
