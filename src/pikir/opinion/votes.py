"""Votes as arrays: who, on what, how, in which order. The last vote of a person on a statement counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Int = NDArray[np.int64]
Index = NDArray[np.int32]
Values = NDArray[np.int8]
Flags = NDArray[np.bool_]
Labels = NDArray[Any]  # of text, or of whole numbers

AGREE, PASS, DISAGREE = 1, 0, -1
BLOCK = 1 << 18  # votes
SORTED = 1 << 12  # votes sorted at once
MAX_PARTICIPANTS, MAX_STATEMENTS = 4_000_000, 1_000_000  # whose tables still fit in memory


@dataclass(frozen=True)
class Ballots:
    """The votes that count, by participant and within a participant by statement: one row of a sparse matrix each.

    ``start`` int64 (P+1): the votes of participant i are ``start[i]:start[i+1]`` of ``statement`` int32 and ``value``
    int8, both of the number of counting votes. The same for every order in which the log is given.
    """

    start: Int
    statement: Index
    value: Values

    @cached_property
    def given(self) -> Int:
        """Number of votes of each participant, int64 (P)."""
        return np.diff(self.start)

    def blocks(self) -> Iterator[tuple[slice, slice]]:
        """Yield people and their votes, so many at a time as stay near the processor."""
        first, people = 0, len(self.start) - 1
        while first < people:
            end = int(np.searchsorted(self.start, self.start[first] + BLOCK, side="right")) - 1
            end = min(max(end, first + 1), people)
            yield slice(first, end), slice(int(self.start[first]), int(self.start[end]))
            first = end

    def answers(self, votes: slice) -> Index:
        """One number for what was asked and answered, int32: three times the statement, and 0, 1 or 2."""
        return self.statement[votes] * np.int32(3) + (self.value[votes] + np.int8(1))

    @cached_property
    def participant(self) -> Index:
        """Participant of each vote, int32."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), self.given)


@dataclass(frozen=True, eq=False)
class Votes:
    """A log of votes.

    ``participant``, ``statement`` int32 (V): indices into the labels; ``value`` int8 (V): +1 agrees, 0 passes, −1
    disagrees; ``order`` whole numbers (V): the larger was cast later, and of equals the later row; any unit.
    ``participants`` (P), ``statements`` (S): labels, sorted and unique. A label may have no vote at all.
    ``excluded`` bool (S): moderated out or about the people themselves, so no part of the mathematics;
    ``meta`` bool (S): of those, the ones that ask about the people and are still shown.

    Make it with :meth:`of`; the constructor checks nothing.
    """

    participant: Index
    statement: Index
    value: Values
    order: NDArray[np.int64] | Index
    participants: Labels
    statements: Labels
    excluded: Flags
    meta: Flags

    @classmethod
    def of(
        cls,
        participant: ArrayLike,
        statement: ArrayLike,
        value: ArrayLike,
        order: ArrayLike | None = None,
        *,
        participants: Iterable[object] | int | None = None,
        statements: Iterable[object] | int | None = None,
        excluded: Iterable[object] = (),
        meta: Iterable[object] = (),
    ) -> "Votes":
        """Take a log by columns; ``order`` absent means as listed.

        ``participants`` and ``statements`` add labels that nobody voted with; a whole number n says that the column
        holds indices below n already, which spares the search for labels. ``excluded`` and ``meta`` name statements by
        label. Raises ValueError when the columns differ in length, a value is none of −1, 0, +1, or there are more than
        4,000,000 people or 1,000,000 statements.
        """
        values = _checked_values(value)
        who, participant_labels = _indexed(participant, participants, MAX_PARTICIPANTS, "participants")
        what, statement_labels = _indexed(statement, statements, MAX_STATEMENTS, "statements")
        when = _listed(len(values)) if order is None else np.asarray(order, np.int64)
        if not len(values) == len(who) == len(what) == len(when):
            raise ValueError("participant, statement, value and order must have one length")
        metas = _flags(statement_labels, meta)
        return cls(
            who, what, values, when, participant_labels, statement_labels,
            _flags(statement_labels, excluded) | metas, metas,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def ballots(self) -> Ballots:
        """The votes that count, sorted once and kept."""
        return _counting(self)

    @cached_property
    def arrival(self) -> tuple[Index, Index]:
        """Participants and statements in the order of their first vote; those without any come last, by label.

        Two int32 arrays, of P and of S.
        """
        return (
            _first_seen(self.participant[self.cast], len(self.participants)),
            _first_seen(self.statement[self.cast], len(self.statements)),
        )

    @cached_property
    def cast(self) -> Int | Index:
        """Rows in the order of casting, earlier rows first among equals."""
        count, order = len(self), self.order
        if _rising(order):
            return _listed(count)
        bits, first = count.bit_length(), int(order.min())
        if bits + (int(order.max()) - first).bit_length() > 62:
            return np.argsort(order, kind="stable")
        key = ((order.astype(np.int64) - first) << bits) | _listed(count)  # several times faster than sorting indices
        key.sort()
        return key & ((1 << bits) - 1)

    def with_excluded(self, labels: Iterable[object], meta: Iterable[object] = ()) -> "Votes":
        """Return the same votes with other statements left out of the mathematics."""
        metas = _flags(self.statements, meta)
        return replace(self, excluded=_flags(self.statements, labels) | metas, meta=metas)

    def joined(self, new: "Votes") -> "Votes":
        """Return this log and a newer one; whatever its order numbers, the newer comes after.

        Statements keep what is said of them here; of new ones ``new`` says it.
        """
        people, who_old, who_new = _united(self.participants, new.participants)
        texts, what_old, what_new = _united(self.statements, new.statements)
        flags = np.zeros((2, len(texts)), np.bool_)
        for index, log in ((what_new, new), (what_old, self)):
            flags[:, index] = log.excluded, log.meta
        last = int(self.order.max(initial=-1))
        later = new.order.astype(np.int64) - int(new.order.min(initial=0)) + last + 1
        return Votes(
            np.concatenate([who_old[self.participant], who_new[new.participant]]),
            np.concatenate([what_old[self.statement], what_new[new.statement]]),
            np.concatenate([self.value, new.value]),
            np.concatenate([self.order, later]),
            people, texts, flags[0], flags[1],
        )  # fmt: skip


def _checked_values(value: ArrayLike) -> Values:
    raw = np.asarray(value)
    if raw.ndim != 1:
        raise ValueError("a column of votes has one dimension")
    if raw.dtype != np.int8 and len(raw) and not np.isin(raw, (AGREE, PASS, DISAGREE)).all():
        raise ValueError("a vote is −1, 0 or +1")
    values = raw.astype(np.int8, copy=False)
    if len(values) and (values.min() < DISAGREE or values.max() > AGREE):
        raise ValueError("a vote is −1, 0 or +1")
    return values


def _indexed(column: ArrayLike, more: Iterable[object] | int | None, limit: int, name: str) -> tuple[Index, Labels]:
    """Return the column as indices into sorted labels, and the labels."""
    raw = np.asarray(column)
    if isinstance(more, int):
        if len(raw) and (raw.min() < 0 or raw.max() >= more):
            raise ValueError(f"an index of {name} is outside 0…{more - 1}")
        labels: Labels = np.arange(more)
        index = raw.astype(np.int32, copy=False)
    else:
        named = np.asarray(list(more)) if more is not None else raw[:0]
        if len(named):
            raw = np.concatenate([raw, named.astype(raw.dtype) if not len(raw) else named])
        labels, found = np.unique(raw, return_inverse=True)
        index = found[: len(raw) - len(named)].astype(np.int32)
    if len(labels) > limit:
        raise ValueError(f"at most {limit:,} {name}")
    return index, labels


def _flags(labels: Labels, named: Iterable[object]) -> Flags:
    chosen: Sequence[object] = list(named)
    return np.isin(labels, np.asarray(chosen)) if chosen else np.zeros(len(labels), np.bool_)


def _united(old: Labels, new: Labels) -> tuple[Labels, Index, Index]:
    """Return all labels, and where the old and the new ones stand among them."""
    if old is new or np.array_equal(old, new):
        same = np.arange(len(old), dtype=np.int32)
        return old, same, same
    labels = np.union1d(old, new)
    return labels, np.searchsorted(labels, old).astype(np.int32), np.searchsorted(labels, new).astype(np.int32)


def _first_seen(column: Index, count: int) -> Index:
    first = np.full(count, len(column), np.int64)
    first[column[::-1]] = np.arange(len(column) - 1, -1, -1)  # of several the earliest is written last
    return np.argsort(first, kind="stable").astype(np.int32)


def _counting(votes: Votes) -> Ballots:
    """Sort by participant, statement and order; keep the last of each pair."""
    count, people, size = len(votes), len(votes.participants), len(votes.statements)
    bits = [max(1, int(n).bit_length()) for n in (people, size, count)]
    if sum(bits) + 2 < 63:
        key = _packed_sort(votes, bits)
        value = (key.astype(np.int8) & np.int8(3)) - np.int8(1)  # the lowest bits alone
        key >>= 2 + bits[2]
        last = np.append(key[1:] != key[:-1], True) if count else np.zeros(0, np.bool_)
        if not last.all():
            key, value = key[last], value[last]
        statement = key.astype(np.int32) & np.int32((1 << bits[1]) - 1)
        key >>= bits[1]
        return Ballots(np.searchsorted(key, np.arange(people + 1)).astype(np.int64), statement, value)
    rows = np.lexsort((np.arange(count), votes.order, votes.statement, votes.participant))
    who, what = votes.participant[rows], votes.statement[rows]
    last = np.append((who[1:] != who[:-1]) | (what[1:] != what[:-1]), True)
    start = np.searchsorted(who[last], np.arange(people + 1)).astype(np.int64)
    return Ballots(start, what[last], votes.value[rows][last])


def _packed_sort(votes: Votes, bits: list[int]) -> Int:
    """Sort one whole number a vote: participant, statement, place in the order, value, from the highest bits down.

    Sorting whole numbers is several times faster than sorting by columns, and takes an eighth of the memory.
    """
    key = votes.participant.astype(np.int64)
    key <<= bits[1]
    key |= votes.statement
    key <<= bits[2]
    key |= _places(votes)
    key <<= 2
    key |= votes.value + np.int8(1)
    if not _rising(key):
        for part in _apart(votes.participant):
            key[part].sort()
    return key


def _apart(participant: Index) -> Iterator[slice]:
    """Cut a log that is listed by participant into parts that the processor holds; any other is one part."""
    count = len(participant)
    if count <= SORTED or not _rising(participant):
        yield slice(0, count)
        return
    starts = np.unique(np.searchsorted(participant, participant[::SORTED]))
    yield from map(slice, starts.tolist(), [*starts[1:].tolist(), count])


def _rising(numbers: Int | Index) -> bool:
    return bool((numbers[1:] >= numbers[:-1]).all())


def _listed(count: int) -> Index:
    return np.arange(count, dtype=np.int32)  # a log of two thousand million votes does not fit in memory


def _places(votes: Votes) -> Int | Index:
    """Return the place of each row in the order of casting."""
    if _rising(votes.order):
        return _listed(len(votes))
    places = np.empty(len(votes), np.int32)
    places[votes.cast] = _listed(len(votes))
    return places
