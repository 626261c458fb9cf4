"""Files of votes and of statements, as people have them: tables with commas, perhaps packed with gzip.

Three kinds of votes are told apart by their heading:

- a log, ours or an export of Polis: columns ``participant`` (or ``voter-id``), ``statement`` (or ``comment-id``),
  ``vote``, and perhaps ``order`` (or ``timestamp``): a whole number, the later the larger;
- ``participants-votes.csv`` of Polis: a person a line, columns of sums, then a column for each statement;
- a plain matrix: the first column names the person, every other column a statement.

Votes are 1, 0, −1; an empty cell of a matrix is no vote. What is not understood is refused with line and reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np

from .rows import UnreadableError, check_width, find_column, need_column, read_heading, read_label, read_rows
from .votes import AGREE, DISAGREE, PASS, Labels, Votes

PERSON, STATEMENT, VOTE = ("participant", "voter-id"), ("statement", "comment-id"), ("vote",)
ORDER, TEXT = ("order", "timestamp"), ("text", "comment-body")
STATE, META = ("state", "moderated"), ("meta", "is-meta")
SUMS = frozenset({"xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"})
REFUSED = frozenset({"-1", "refused"})
YES = frozenset({"1", "true", "t", "yes"})
SPOKEN = {"1": AGREE, "+1": AGREE, "1.0": AGREE, "0": PASS, "0.0": PASS, "-1": DISAGREE, "-1.0": DISAGREE}
MAX_DIGITS = 18  # of a whole number, so that it fits 64 bits


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
    rows = read_rows(source)
    line, heading = next(rows, (1, []))
    names = read_heading(line, heading)
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
    rows = read_rows(source)
    line, heading = next(rows, (1, []))
    names = read_heading(line, heading)
    statement, text = need_column(line, names, STATEMENT), need_column(line, names, TEXT)
    state, meta = find_column(names, STATE), find_column(names, META)
    texts, excluded, about = {}, set(), set()
    for number, row in rows:
        check_width(number, row, names)
        label = read_label(number, row[statement])
        texts[label] = row[text]
        if meta is not None and row[meta].strip().lower() in YES:
            about.add(label)
        elif state is not None and row[state].strip().lower() in REFUSED:
            excluded.add(label)
    return Statements(texts, frozenset(excluded | about), frozenset(about))


def _read_log(names: list[str], rows: Iterator[tuple[int, list[str]]]) -> _Log:
    log = _Log()
    person, statement, vote = (need_column(1, names, wanted) for wanted in (PERSON, STATEMENT, VOTE))
    order = find_column(names, ORDER)
    for line, row in rows:
        check_width(line, row, names)
        when = len(log.order) if order is None else _whole(line, row[order])
        log.add(read_label(line, row[person]), read_label(line, row[statement]), _vote(line, row[vote]), when)
    return log


def _read_matrix(names: list[str], rows: Iterator[tuple[int, list[str]]]) -> _Log:
    columns = [at for at, name in enumerate(names) if at and name not in SUMS]
    if not columns:
        raise UnreadableError(1, "neither the columns participant, statement and vote, nor a column for each statement")
    log = _Log(statements={read_label(1, names[at]): place for place, at in enumerate(columns)})
    for line, row in rows:
        check_width(line, row, names)
        person = read_label(line, row[0])
        if person in log.people:
            raise UnreadableError(line, f"{person} has a line already")
        log.people[person] = len(log.people)
        for at in columns:
            if row[at].strip():
                log.add(person, names[at], _vote(line, row[at]), len(log.order))
    return log


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
