"""Pieces of HTML that a process keeps: a card, a comment. What a piece is drawn from is the key it is kept under.

So nobody has to be told of a change: what changed has another key, and what may not be read is not asked for, because
the query of the page decides first. A key holds all that a piece shows: a name in the bar, a pressed button. What
nobody else may have (a token, what a filter hides, what one may do with one's own words) is drawn around it each time.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from datetime import date, datetime, tzinfo
from functools import cache
from types import NoneType
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pikir.web.look import is_saving
from pikir.web.statements import row_of

MEMORY = 8 * 1024 * 1024  # bytes a process: about three thousand cards or comments
_BASE = 600  # bytes of a key and of the bookkeeping beside the letters


class Surroundings(NamedTuple):
    """What every piece shows beside its own data."""

    language: str | None
    saving: bool
    zone: tzinfo
    today: date


def surroundings() -> Surroundings:
    """Return what is so now, for all pieces of a list."""
    return Surroundings(get_language(), is_saving(), timezone.get_current_timezone(), timezone.localdate())


class Identity(tuple[Hashable, ...]):
    """What stands for models in a key; found once for several pieces of a page."""

    __slots__ = ()


_PLAIN = frozenset({str, SafeString, int, bool, NoneType, datetime, Identity})  # what stands for itself


def identity(value: Any) -> Hashable:
    """Return what stands for a value in a key: for a model all that was read of it, and of those it leads to.

    Models of one row are equal to each other whatever became of the row, so they cannot stand in a key themselves.
    """
    kind = type(value)
    known: Hashable = value
    if kind in _PLAIN:
        return known
    if isinstance(value, Model):
        return _of_model(value)
    if kind in (list, tuple):  # what has names is one of ``web.shapes``, which know no models
        return Identity([one if type(one) in _PLAIN else identity(one) for one in value])
    if isinstance(value, dict):
        return Identity([identity(one) for one in value.items()])
    if hasattr(kind, "__dataclass_fields__"):  # which may hold models
        return Identity((kind.__name__, *(identity(getattr(value, name)) for name in kind.__dataclass_fields__)))
    hash(value)  # raises TypeError for what cannot be a key
    return known


def _of_model(model: Model) -> Hashable:
    row = row_of(model)
    if row is not None:
        return row
    read = [one for name, one in model.__dict__.items() if not name.startswith("_")]
    beside = [one for name, one in model._state.fields_cache.items() if name in _relations(type(model))]  # noqa: SLF001 - Django has no other door
    return Identity((*map(identity, read), *map(identity, beside)))


@cache
def _relations(model: type[Model]) -> frozenset[str]:
    """Those that lead away from a model; others lead to it, and back again."""
    return frozenset(field.name for field in model._meta.concrete_fields if field.is_relation)  # noqa: SLF001 - documented


class Pieces:
    """Kept pieces, the least recently used going first when memory is full. Threads of a process share them."""

    def __init__(self, memory: int = MEMORY) -> None:
        """Keep at most about ``memory`` bytes."""
        self._memory = memory
        self._used = 0
        self._kept: OrderedDict[Hashable, tuple[SafeString, int]] = OrderedDict()

    def piece(self, key: Hashable, draw: Callable[[], SafeString]) -> SafeString:
        """Return the piece under ``key``, drawn if it is not there."""
        found = self._kept.get(key)
        if found is None:
            return self._keep(key, draw())
        with suppress(KeyError):  # another thread may have thrown it away just now
            self._kept.move_to_end(key)
        return found[0]

    def _keep(self, key: Hashable, drawn: SafeString) -> SafeString:
        size = _BASE + 4 * len(drawn)  # two bytes a letter, and the text is in the key once more
        with suppress(KeyError):  # another thread may have drawn it meanwhile
            self._used -= self._kept.pop(key)[1]
        self._kept[key] = drawn, size
        self._used += size
        while self._used > self._memory and self._kept:
            with suppress(KeyError):
                self._used -= self._kept.popitem(last=False)[1][1]
        return drawn


_pieces = Pieces()
piece = _pieces.piece
