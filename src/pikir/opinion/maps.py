"""The opinion map: from votes to positions, groups and statements, whole or step by step."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import observatory, parity
from .changes import added
from .methods import Findings
from .results import Consensus, Counts, Grouping, Index, Intervals, Positions, Real, Tally
from .statements import intervals
from .tables import Tables
from .threads import one_thread
from .votes import Votes

PARITY, OBSERVATORY = "polis-parity-1", "observatory-1"
METHODS = (OBSERVATORY, PARITY)

Columns = Callable[[Votes], Index]
Compute = Callable[[Votes, Tables, int | None], Findings]
_COLUMNS: dict[str, Columns] = {PARITY: parity.columns, OBSERVATORY: observatory.columns}
_COMPUTE: dict[str, Compute] = {PARITY: parity.compute, OBSERVATORY: observatory.compute}


@dataclass(frozen=True, eq=False)
class Map:
    """A computed map. Arrays are indexed by the positions of labels in ``votes``; see ``results`` for shapes.

    ``priorities`` (S): weight with which to show a statement next, drawn in proportion. ``wanted``: the number of
    groups that was asked for, None when it was chosen.
    """

    method: str
    wanted: int | None
    votes: Votes
    counts: Counts
    positions: Positions
    grouping: Grouping
    tally: Tally
    group_tally: Tally
    consensus: Consensus
    intervals: Intervals
    priorities: Real
    tables: Tables

    def update(self, new: Votes, *, threads: int = 2) -> "Map":
        """Return the map of all votes, the new ones cast after the old; equal bit for bit to computing it anew.

        Costs in proportion to the votes of those who voted, and a few passes over the rest.
        """
        with one_thread():
            votes, tables = added(self.votes, self.tables, new, _COLUMNS[self.method], threads)
            return _finished(votes, tables, self.method, self.wanted)

    def predict(self, participant: ArrayLike, statement: ArrayLike) -> Real:
        """Return the expected vote, −1…+1, of each participant on each statement, two columns of indices.

        μ_j + b · y_i·w_j, where b is 1 in ``observatory-1``, and in ``polis-parity-1`` what fits the votes best.
        """
        who, what = np.asarray(participant, np.int64), np.asarray(statement, np.int64)
        expected = self.positions.centre[what] + self._fit * self._tendency(who, what)
        return np.asarray(np.clip(expected, -1.0, 1.0))

    @cached_property
    def hash(self) -> str:
        """SHA-256, in hex, of the method, the votes that count, what is excluded, and every number of the result.

        Equal for equal votes, in whatever order they are listed and with however many threads.
        """
        digest = hashlib.sha256(f"{self.method} {self.wanted}".encode())
        for array in self._numbers():
            digest.update(f"{array.dtype.str}{array.shape}".encode())
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()

    @cached_property
    def _fit(self) -> float:
        if self.method == OBSERVATORY:
            return 1.0
        ballots = self.votes.ballots
        tendency = self._tendency(ballots.participant, ballots.statement)
        square = float((tendency * tendency).sum())
        away = ballots.value - self.positions.centre[ballots.statement]
        return float((away * tendency).sum()) / square if square else 0.0

    def _tendency(self, who: NDArray[Any], what: NDArray[Any]) -> Real:
        loading = self.positions.axes * self.positions.scale[:, None]
        return np.asarray(sum(self.positions.points[who, axis] * loading[axis, what] for axis in (0, 1)))

    def _numbers(self) -> Iterator[NDArray[Any]]:
        ballots, positions, grouping = self.votes.ballots, self.positions, self.grouping
        yield from (ballots.start, ballots.statement, ballots.value, self.votes.excluded, self.votes.meta)
        yield from (positions.points, positions.covariance, positions.axes, positions.scale, positions.centre)
        yield from (positions.explained, positions.landmarks, positions.extremity)
        yield from (grouping.of, grouping.membership, self.priorities)
        yield np.array(list(grouping.scores.items()), np.float64)
        for group in grouping.groups:
            yield from (group.centre, group.spread)
            yield _table(group.representative)
        for name in ("agree", "disagree"):
            yield _table(getattr(self.consensus, name))
            yield from (getattr(self.consensus, f"product_{name}"), getattr(self.consensus, f"lower_{name}"))


def compute_map(votes: Votes, *, method: str = OBSERVATORY, groups: int | None = None, threads: int = 2) -> Map:
    """Compute the map.

    ``groups`` asks for so many groups instead of choosing; fewer come when there are not so many. ``threads`` changes
    the time alone. Any votes give a map, also none: what cannot be told is empty or nan, and ``grouping.reason`` says
    why. Raises ValueError for an unknown method or less than one group or thread.
    """
    if method not in METHODS:
        raise ValueError(f"no method {method}; there are {', '.join(METHODS)}")
    if threads < 1 or (groups is not None and groups < 1):
        raise ValueError("at least one thread, and at least one group")
    with one_thread():
        tables = Tables.of(votes.ballots, _COLUMNS[method](votes), len(votes.statements), threads)
        return _finished(votes, tables, method, groups)


def _finished(votes: Votes, tables: Tables, method: str, groups: int | None) -> Map:
    found = _COMPUTE[method](votes, tables, groups)
    given = votes.ballots.given
    counts = Counts(
        participants=int((given > 0).sum()), grouped=int((found.grouping.of >= 0).sum()),
        statements=len(votes.statements), votes=len(votes.ballots.value),
    )  # fmt: skip
    return Map(
        method, groups, votes, counts, found.positions, found.grouping, found.tally, found.group_tally,
        found.consensus, intervals(found.tally, found.group_tally), found.priorities, tables,
    )  # fmt: skip


def _table(entries: tuple[Any, ...]) -> NDArray[np.float64]:
    """Numbers of the entries of a list, a row each."""
    return np.array([list(vars(entry).values()) for entry in entries], np.float64)
