"""The opinion map: from votes to positions, groups and statements, whole or step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

from .results import Consensus, Counts, Grouping, Intervals, Positions, Real, Tally
from .tables import Tables
from .votes import Votes

PARITY, OBSERVATORY = "polis-parity-1", "observatory-1"
METHODS = (OBSERVATORY, PARITY)


@dataclass(frozen=True, eq=False)
class Map:
    """A computed map. Arrays are indexed by the positions of labels in ``votes``; see ``results`` for shapes.

    ``priorities`` (S): weight with which to show a statement next, drawn in proportion. ``hash``: SHA-256, in hex,
    of the method, the votes that count, what is excluded, and every number of the result: equal for equal votes, in
    whatever order they are listed and with however many threads.
    """

    method: str
    votes: Votes
    counts: Counts
    positions: Positions
    grouping: Grouping
    tally: Tally
    group_tally: Tally
    consensus: Consensus
    intervals: Intervals
    priorities: Real
    hash: str
    tables: Tables

    def update(self, new: Votes) -> "Map":
        """Return the map of all votes, the new ones cast after the old; equal bit for bit to computing it anew.

        Costs in proportion to the votes of those who voted, and one pass over the rest.
        """
        raise NotImplementedError

    def predict(self, participant: Sequence[int], statement: Sequence[int]) -> Real:
        """Return the expected vote, −1…+1, of each participant on each statement, two columns of indices."""
        raise NotImplementedError


def compute_map(votes: Votes, *, method: str = OBSERVATORY, groups: int | None = None, threads: int = 2) -> Map:
    """Compute the map.

    ``groups`` asks for so many groups instead of choosing; fewer come when there are not so many. ``threads`` changes
    the time alone. Any votes give a map, also none: what cannot be told is empty or nan, and ``grouping.reason`` says
    why. Raises ValueError for an unknown method or less than one group or thread.
    """
    raise NotImplementedError
