"""The method as a whole."""

import numpy as np

from pikir.opinion.methods import Findings, group_of_points
from pikir.opinion.results import Consensus, Grouping, Index, Real, Tally
from pikir.opinion.statements import group_tally, lower_bound, product, shared, tally
from pikir.opinion.tables import MAX_COLUMNS, Tables
from pikir.opinion.votes import Flags, Votes

from .clusters import clustered, clusters
from .plane import plane
from .representative import priorities, representative

MAX_PEOPLE, MAX_STATEMENTS = 100_000, 10_000  # as in Polis: who comes later is not placed, what comes later is left out


def columns(votes: Votes) -> Index:
    """Statements that the tables are needed for: all, or none when there are so many that the plane goes without."""
    size = len(votes.statements)
    return np.arange(size if size <= MAX_COLUMNS else 0, dtype=np.int32)


def compute(votes: Votes, tables: Tables, groups: int | None) -> Findings:
    """Compute all; ``groups`` overrides the choice by silhouette."""
    ballots, (people, order) = votes.ballots, votes.arrival
    size, given = len(votes.statements), ballots.given
    live = ~votes.excluded
    live[order[MAX_STATEMENTS:]] = False
    counts = tally(ballots, size)
    positions = plane(ballots, counts, live, tables)
    found = clusters(positions.points, clustered(given, size, people[:MAX_PEOPLE]), groups)
    k = found.best if groups is None else max(found.labels, default=1)
    of = found.groups(k, len(given))
    k = int(of.max(initial=-1)) + 1
    inside = group_tally(ballots, of, k, size)
    return Findings(
        positions, _grouping(votes, of, inside, positions.points, found.silhouettes, live), counts, inside,
        Consensus(
            shared(counts.agrees, counts.seen, live), shared(counts.disagrees, counts.seen, live),
            product(inside.agrees, inside.seen), product(inside.disagrees, inside.seen),
            lower_bound(inside.agrees, inside.seen), lower_bound(inside.disagrees, inside.seen),
        ),
        # Quirk: the weights are worked out from the group votes of the update before, and the first has none.
        priorities(Tally(*np.zeros((3, size), np.int64)), positions.extremity, votes.meta),
    )  # fmt: skip


def _grouping(votes: Votes, of: Index, inside: Tally, points: Real, scores: dict[int, float], live: Flags) -> Grouping:
    k = len(inside.seen)
    order = votes.arrival[1]
    membership = np.zeros((len(of), k))
    placed = np.flatnonzero(of >= 0)
    membership[placed, of[placed]] = 1
    groups = tuple(group_of_points(of, g, points, representative(inside, g, live, order)) for g in range(k))
    return Grouping(groups, of, membership, scores, clear=k > 1, reason="" if k > 1 else "few people")
