"""Files of votes and of statements, as people have them: tables with commas, perhaps packed with gzip.

Three kinds of votes are told apart by their heading:

- a log, ours or an export of Polis: columns ``participant`` (or ``voter-id``), ``statement`` (or ``comment-id``),
  ``vote``, and perhaps ``order`` (or ``timestamp``): a whole number, the later the larger;
- ``participants-votes.csv`` of Polis: a person a line, columns of sums, then a column for each statement;
- a plain matrix: the first column names the person, every other column a statement.

Votes are 1, 0, −1; an empty cell of a matrix is no vote. What is not understood is refused with line and reason.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TextIO

import numpy as np

from .votes import AGREE, DISAGREE, PASS, Labels, Votes

PERSON, STATEMENT, VOTE = ("participant", "voter-id"), ("statement", "comment-id"), ("vote",)
ORDER, TEXT = ("order", "timestamp"), ("text", "comment-body")
STATE, META = ("state", "moderated"), ("meta", "is-meta")
SUMS = frozenset({"xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"})
REFUSED = frozenset({"-1", "refused"})
YES = frozenset({"1", "true", "t", "yes"})
SPOKEN = {"1": AGREE, "+1": AGREE, "1.0": AGREE, "0": PASS, "0.0": PASS, "-1": DISAGREE, "-1.0": DISAGREE}
MAX_LABEL = 200  # characters; a longer one is a text that lost its column
MAX_DIGITS = 18  # of a whole number, so that it fits 64 bits


class UnreadableError(ValueError):
    """A file that is not understood: ``line`` counts from 1, ``reason`` says it to whoever made the file."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Statements:
    """What the statements say: ``texts`` by label; labels ``excluded`` by moderation; ``meta`` about the people.

    Labels are text here, as they stand in the file.
    """

    texts: Mapping[str, str]
    excluded: frozenset[str]
    meta: frozenset[str]


@dataclass
class _Log:
    """What was read so far: positions of labels in order of appearance."""

    people: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    who: list[int] = field(default_factory=list)
    what: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)

    def add(self, person: str, statement: str, value: int, order: int) -> None:
        self.who.append(self.people.setdefault(person, len(self.people)))
        self.what.append(self.statements.setdefault(statement, len(self.statements)))
        self.values.append(value)
        self.order.append(order)


def read_votes(source: Path | BinaryIO, statements: Statements | None = None) -> Votes:
    """Read a log or a matrix; labels that are all whole numbers become whole numbers.

    ``statements`` says which are left out. Raises UnreadableError, and OSError when the file cannot be opened.
    """
    rows = _rows(source)
    line, heading = next(rows, (1, []))
    names = _heading(line, heading)
    is_log = all(any(name in names for name in wanted) for wanted in (PERSON, STATEMENT, VOTE))
    log = (_read_log if is_log else _read_matrix)(names, rows)
    people, texts = _labels(log.people), _labels(log.statements)
    known = statements or Statements({}, frozenset(), frozenset())
    try:
        return Votes.of(
            people[log.who], texts[log.what], log.values, log.order, participants=people, statements=texts,
            excluded=[label for label in texts.tolist() if str(label) in known.excluded],
            meta=[label for label in texts.tolist() if str(label) in known.meta],
        )  # fmt: skip
    except ValueError as error:
        raise UnreadableError(line, str(error)) from error


def read_statements(source: Path | BinaryIO) -> Statements:
    """Read what statements say: ours (``statement,text,state,meta``) or ``comments.csv`` of Polis.

    Left out are those whose state is ``refused`` or −1, and those whose column meta says yes. Raises UnreadableError.
    """
    rows = _rows(source)
    line, heading = next(rows, (1, []))
    names = _heading(line, heading)
    statement, text = _needed(line, names, STATEMENT), _needed(line, names, TEXT)
    state, meta = _position(names, STATE), _position(names, META)
    texts, excluded, about = {}, set(), set()
    for number, row in rows:
        _same_width(number, row, names)
        label = _label(number, row[statement])
        texts[label] = row[text]
        if meta is not None and row[meta].strip().lower() in YES:
            about.add(label)
        elif state is not None and row[state].strip().lower() in REFUSED:
            excluded.add(label)
    return Statements(texts, frozenset(excluded | about), frozenset(about))


def _read_log(names: list[str], rows: Iterator[tuple[int, list[str]]]) -> _Log:
    log = _Log()
    person, statement, vote = (_needed(1, names, wanted) for wanted in (PERSON, STATEMENT, VOTE))
    order = _position(names, ORDER)
    for line, row in rows:
        _same_width(line, row, names)
        when = len(log.order) if order is None else _whole(line, row[order])
        log.add(_label(line, row[person]), _label(line, row[statement]), _vote(line, row[vote]), when)
    return log


def _read_matrix(names: list[str], rows: Iterator[tuple[int, list[str]]]) -> _Log:
    columns = [at for at, name in enumerate(names) if at and name not in SUMS]
    if not columns:
        raise UnreadableError(1, "neither the columns participant, statement and vote, nor a column for each statement")
    log = _Log(statements={_label(1, names[at]): place for place, at in enumerate(columns)})
    for line, row in rows:
        _same_width(line, row, names)
        person = _label(line, row[0])
        if person in log.people:
            raise UnreadableError(line, f"{person} has a line already")
        log.people[person] = len(log.people)
        for at in columns:
            if row[at].strip():
                log.add(person, names[at], _vote(line, row[at]), len(log.order))
    return log


def _rows(source: Path | BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, each with the number of its last line."""
    reader = csv.reader(_opened(source), strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableError(max(1, reader.line_num), str(error)) from error
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _opened(source: Path | BinaryIO) -> TextIO:
    """Open as text; gzip is told by its first two bytes."""
    data = source.read_bytes() if isinstance(source, Path) else source.read()
    if data.startswith(b"\x1f\x8b"):
        try:
            data = gzip.decompress(data)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise UnreadableError(1, "the packing of the file is broken") from error
    try:
        return io.StringIO(data.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        raise UnreadableError(1 + data.count(b"\n", 0, error.start), "not in UTF-8") from error


def _heading(line: int, row: list[str]) -> list[str]:
    names = [name.strip() for name in row]
    if not names:
        raise UnreadableError(line, "the file is empty")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableError(line, f"two columns are named “{twice[:40]}”")
    return names


def _position(names: list[str], wanted: Iterable[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _needed(line: int, names: list[str], wanted: tuple[str, ...]) -> int:
    found = _position(names, wanted)
    if found is None:
        raise UnreadableError(line, f"no column {' or '.join(wanted)}")
    return found


def _same_width(line: int, row: list[str], names: list[str]) -> None:
    if len(row) != len(names):
        raise UnreadableError(line, f"{len(row)} cells, the heading has {len(names)}")


def _label(line: int, cell: str) -> str:
    label = cell.strip()
    if not label or len(label) > MAX_LABEL or "\0" in label:
        raise UnreadableError(line, "a person or a statement has no usable name")
    return label


def _vote(line: int, cell: str) -> int:
    value = SPOKEN.get(cell.strip())
    if value is None:
        raise UnreadableError(line, f"a vote is 1, 0 or -1, not “{cell.strip()[:40]}”")
    return value


def _whole(line: int, cell: str) -> int:
    digits = cell.strip()
    if not digits.isascii() or not digits.lstrip("-").isdigit() or len(digits) > MAX_DIGITS:
        raise UnreadableError(line, f"the order is a whole number, not “{digits[:40]}”")
    return int(digits)


def _labels(found: Iterable[str]) -> Labels:
    """Return labels as whole numbers if all are, written as numbers are, else as text."""
    names = list(found)
    if all(name.isascii() and name.isdigit() and len(name) <= MAX_DIGITS and str(int(name)) == name for name in names):
        return np.array(names, np.int64) if names else np.zeros(0, np.int64)
    return np.array(names, np.str_)
