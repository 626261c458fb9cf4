"""Queries of the hottest pages: written once by the ORM, then run again and again with other values.

Making SQL of a query costs the ORM ten times what the database needs to answer it. So a query whose words are always
the same is written with marks in the places of its numbers, and what was written is kept; a run puts the numbers there.
The vocabulary of the rooms, and with it every right, stays where it is.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial, wraps
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.query import (  # type: ignore[attr-defined]  # missing in the stubs
    QuerySet,
    get_related_populators,
)
from django.utils import timezone

from pikir.web.answers import answer

Row = TypeVar("Row")
Made = TypeVar("Made")
Shape = tuple[Hashable, ...]

_FIRST = 7_301_000_000_000_000_000  # a number that is in no table: identifiers of this size lie in the year 9000
_SHARED = 2_048  # rows of which all threads of a process share what was made, 3 KB each
_VALUES = 512  # viewers and the like, remembered in parts
_NOWHERE = "nowhere"  # no database: where shared models come from
_PLACE = re.compile(r"(?<!%)%s")
_MOMENT = datetime(9999, 2, 3, 4, 5, 6, tzinfo=UTC)  # and a moment that nobody means
_now: ContextVar[datetime | None] = ContextVar("now", default=None)


def moment() -> datetime:
    """Return the present moment for a condition of a query; the only one that a kept statement can renew."""
    return _now.get() or timezone.now()


class _Written(NamedTuple):
    """A query in SQL. ``places``: position of a parameter, its type, the number (-1: the moment) that goes there.

    ``steady``: what it finds is shared, and changes only when something is committed.
    """

    sql: str
    parameters: list[Any]
    places: list[tuple[int, type, int]]
    read: Callable[[tuple[Any, ...]], Any]
    steady: bool


class Statement(Generic[Row]):
    """One query. ``write`` makes it from values, each an int, a tuple of ints, a dataclass of such, or a constant.

    None, bools and texts are constants, and so is what is given by name: for each combination the query is written
    anew. ``write`` must not look at a number otherwise than by putting it into the query.
    """

    def __init__(self, write: "Callable[..., QuerySet[Any, Row]]", *, shared: bool = False) -> None:
        """Keep how the query is made; nothing is written before it is first run.

        ``shared``: what was made of a row is given to whoever finds an equal row later. Making models takes longer than
        finding them, and lists find the same ones again and again. Nobody may change them, and they load nothing more:
        asking one for what the query did not read raises ConnectionDoesNotExist. The answer itself is given again while
        nothing was committed (``web.answers``).
        """
        self._write = write
        self._shared = shared
        self._kept: dict[Shape, _Written | None] = {}

    def rows(self, *values: Any, **constants: Hashable) -> list[Row]:
        """Run the query and return what it finds, models or tuples as it says."""
        numbers: list[int] = []
        shape = (*(_shape(value, numbers) for value in values), *constants.items())
        if shape not in self._kept:
            self._kept[shape] = self._written(values, constants)
        written = self._kept[shape]
        if written is None:
            return []
        parameters = _filled(written, numbers)
        if not written.steady:
            return cast("list[Row]", _ask(written, parameters))
        return cast("list[Row]", answer((written.sql, *parameters), partial(_ask, written, parameters)).copy())

    def first(self, *values: Any, **constants: Hashable) -> Row | None:
        """Run a query that finds at most one row, and return it."""
        found = self.rows(*values, **constants)
        return found[0] if found else None

    def plain(self, *values: Any, **constants: Hashable) -> "QuerySet[Any, Row]":
        """Return the same query for the ORM to run: what ``rows`` is held to."""
        return self._write(*values, **constants)

    def _written(self, values: tuple[Any, ...], constants: dict[str, Hashable]) -> _Written | None:
        marks: list[int] = []
        token = _now.set(_MOMENT)
        try:
            query = self._write(*(_marked(value, marks) for value in values), **constants)
            compiler = query.query.get_compiler(connection=connection)
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        finally:
            _now.reset(token)
        moment_mark = connection.ops.adapt_datetimefield_value(_MOMENT)
        by_mark = {mark: place for place, mark in enumerate(marks)} | {moment_mark: -1}
        sql, kept = _with_constants(sql, parameters, by_mark)
        found = [(at, type(one), by_mark[one]) for at, one in enumerate(kept) if _is_mark(one, by_mark)]
        read = _reader(query, compiler, _NOWHERE if self._shared else connection.alias)
        if not self._shared:
            return _Written(sql, kept, found, read, steady=False)
        return _Written(sql, kept, found, partial(_once, read), steady=all(place >= 0 for _at, _kind, place in found))


def _with_constants(sql: str, parameters: Sequence[Any], marks: dict[Any, int]) -> tuple[str, list[Any]]:
    """Write the words and numbers that are always the same into the statement; return it with the other parameters.

    SQLite plans a statement anew at each run while a word that decides about a partial index is a parameter, which
    takes it longer than the run; and only written out it lets the index be used.
    """
    head, *tails = _PLACE.split(sql)
    written, kept = [head], []
    for one, tail in zip(parameters, tails, strict=True):
        if isinstance(one, str | int) and not isinstance(one, bool) and one not in marks:
            written.append(_literal(one))
        else:
            written.append("%s")
            kept.append(one)
        written.append(tail)
    return "".join(written), kept


def _literal(constant: str | int) -> str:
    if isinstance(constant, int):
        return str(int(constant))
    return "'{}'".format(constant.replace("'", "''").replace("%", "%%"))


def _is_mark(parameter: Any, marks: dict[Any, int]) -> bool:
    return isinstance(parameter, int | str | datetime) and parameter in marks


def _shape(value: Any, numbers: list[int]) -> Hashable:
    """Add the numbers in a value; return all else that it says."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        numbers.append(value)
        return int
    if isinstance(value, tuple):
        padded = _padded(value)
        numbers += padded
        return len(padded)
    shape, found = _apart(getattr(value, "itself", value))  # a lazy object would keep its request alive
    numbers += found
    return shape


@lru_cache(_VALUES)
def _apart(value: Any) -> tuple[Hashable, tuple[int, ...]]:
    """Return of a dataclass what ``_shape`` does and adds: a page asks several questions for the same viewer."""
    numbers: list[int] = []
    shape = value.__class__, *(_part(getattr(value, name), numbers) for name in _names(value))
    return shape, tuple(numbers)


def _part(value: Any, numbers: list[int]) -> Hashable:
    """The same for a part of a dataclass: its texts are no part of a query, its sets are of numbers or of words."""
    if isinstance(value, str):
        return ""
    if not isinstance(value, frozenset):
        return _shape(value, numbers)
    if any(isinstance(one, str) for one in value):
        return value
    numbers += value
    return len(value)


def _marked(value: Any, marks: list[int]) -> Any:
    """The twin of ``_shape``: the value with a mark in the place of each number."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return _mark(marks)
    if isinstance(value, tuple):
        return tuple(_mark(marks) for _ in _padded(value))
    return value.__class__(**{name: _marked_part(getattr(value, name), marks) for name in _names(value)})


def _marked_part(value: Any, marks: list[int]) -> Any:
    if isinstance(value, str):
        return ""
    if not isinstance(value, frozenset):
        return _marked(value, marks)
    if any(isinstance(one, str) for one in value):
        return value
    return frozenset(sorted(_mark(marks) for _ in value))


def _mark(marks: list[int]) -> int:
    marks.append(_FIRST + len(marks))
    return marks[-1]


def _padded(value: tuple[int, ...]) -> tuple[int, ...]:
    """Repeat the last number until there are 1, 2, 4, 8 …: lists of all lengths then share few statements."""
    return value + value[-1:] * ((1 << max(len(value) - 1, 0).bit_length()) - len(value))


_fields: dict[type, tuple[str, ...]] = {}


def _names(value: Any) -> tuple[str, ...]:
    kind: type = value.__class__  # of what a lazy object stands for
    if kind not in _fields:
        if not is_dataclass(kind):
            raise TypeError(f"{kind} cannot be put into a kept statement")
        _fields[kind] = tuple(field.name for field in fields(kind))
    return _fields[kind]


def _filled(written: _Written, numbers: list[int]) -> list[Any]:
    parameters = written.parameters.copy()
    for at, kind, place in written.places:
        parameters[at] = connection.ops.adapt_datetimefield_value(timezone.now()) if place < 0 else kind(numbers[place])
    return parameters


def _ask(written: _Written, parameters: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(written.sql, parameters)
        return list(map(written.read, cursor.fetchall()))


@lru_cache(_SHARED)
def _once(read: Callable[[tuple[Any, ...]], Any], row: tuple[Any, ...]) -> Any:
    return read(row)


def _reader(query: "QuerySet[Any, Any]", compiler: Any, alias: str) -> Callable[[tuple[Any, ...]], Any]:
    """Return what makes of a row what the query yields, as the ORM's own iterators do."""
    make = _maker(query, compiler, alias)
    found = compiler.get_converters([column[0] for column in compiler.select]).items()
    converters = [(at, convert, expression) for at, (several, expression) in found for convert in several]
    if not converters:
        return make

    def read(row: tuple[Any, ...]) -> Any:
        values = list(row)
        for at, convert, expression in converters:
            values[at] = convert(values[at], expression, connection)
        return make(values)

    return read


def _maker(query: "QuerySet[Any, Any]", compiler: Any, alias: str) -> Callable[[Sequence[Any]], Any]:
    if query.query.values_select or query._fields is not None:  # type: ignore[attr-defined]  # says if it yields tuples
        return tuple
    described = compiler.klass_info
    begin, end = described["select_fields"][0], described["select_fields"][-1] + 1
    names = tuple(column[0].target.attname for column in compiler.select[begin:end])
    related = get_related_populators(described, compiler.select, alias)

    def make(row: Sequence[Any]) -> Any:
        made = described["model"].from_db(alias, names, row[begin:end])
        for one in related:
            one.populate(row, made)
        for name, at in compiler.annotation_col_map.items():
            setattr(made, name, row[at])
        if alias == _NOWHERE:
            _open_memory(made)
        return made

    return make


_MEMORY = "_made_of_it"  # attribute of a shared model: what was made of it, by the function and its other arguments
_ROW = "_row"  # attribute of a shared model: what stands for the row it was made of


def _open_memory(model: Any) -> None:
    """Let a shared model, and those that came in the same row, remember what is made of them."""
    model.__dict__[_MEMORY] = {}
    model.__dict__[_ROW] = object()
    for other in model._state.fields_cache.values():  # noqa: SLF001 - as get_related_populators fills it
        if other is not None and _MEMORY not in other.__dict__:
            _open_memory(other)


def row_of(model: Any) -> object | None:
    """Return what stands for the row of a shared model: equal for equal rows alone. None for a model that is not."""
    row: object | None = model.__dict__.get(_ROW)
    return row


def remembered(function: Callable[..., Made]) -> Callable[..., Made]:
    """Call a function of a model and of hashable words only once for each row that is shared.

    All that it returns must follow from the model and the words: the language of what it says is one of them.
    """

    @wraps(function)
    def remembering(model: Any, *words: Hashable) -> Made:
        memory = model.__dict__.get(_MEMORY)
        if memory is None:
            return function(model, *words)
        key = (function, *words)
        made: Made | None = memory.get(key)
        if made is None:
            made = memory[key] = function(model, *words)
        return made

    return remembering
