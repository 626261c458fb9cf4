"""What tells groups apart and what unites them, with the rate of false discoveries held at 5 %."""

import numpy as np

from pikir.opinion.results import Int, Real, Representative, Shared, Tally
from pikir.opinion.statements import SHOWN, above_others, discovery_rates, over_half, smoothed, wilson
from pikir.opinion.votes import Flags

RATE = 0.05
MIN_SEEN, MIN_IN_GROUP = 20, 10  # votes, below which nothing is said of a statement, or of a group on it


def representatives(groups: Tally, live: Flags) -> list[tuple[Representative, ...]]:
    """List for each group at most five statements that tell it from all others.

    Each group, statement and direction is one test of two shares (pooled z); all are corrected together (Benjamini and
    Hochberg 1995). Among those under 5 % that more than half of the group say, the largest difference comes first, by
    the lower end of its 95 % interval (Newcombe 1998, hybrid score).
    """
    k = len(groups.seen)
    if k < 2:
        return [() for _ in range(k)]
    votes = np.stack([groups.agrees, groups.disagrees], axis=1)  # (k, 2, S)
    seen = np.repeat(groups.seen[:, None], 2, axis=1)
    others, others_seen = votes.sum(axis=0) - votes, seen.sum(axis=0) - seen
    z = above_others(votes, seen, others, others_seen)
    enough = live & (seen >= MIN_IN_GROUP) & (others_seen >= MIN_IN_GROUP)
    rates = np.ones(z.shape)
    rates[enough] = discovery_rates(_upper_tail(z[enough]))
    share = smoothed(votes, seen)
    apart = np.where(enough & (rates <= RATE) & (share > 0.5), _difference(votes, seen, others, others_seen), -1.0)
    ratio, sure = share / smoothed(others, others_seen), over_half(votes, seen)

    def entry(group: int, way: int, j: int) -> Representative:
        at = group, way, j
        return Representative(
            j, way == 0, int(votes[at]), int(seen[at]), float(share[at]), float(sure[at]), float(ratio[at]),
            float(z[at]), float(rates[at]),
        )  # fmt: skip

    return [tuple(entry(group, *place) for place in _first(apart[group])) for group in range(k)]


def _first(apart: Real) -> list[tuple[int, int]]:
    """Direction and statement of the largest differences above 0."""
    order = np.argsort(-apart.ravel(), kind="stable")[:SHOWN]
    return [divmod(int(at), apart.shape[1]) for at in order if apart.ravel()[at] > 0]


def _difference(votes: Int, seen: Int, others: Int, others_seen: Int) -> Real:
    """Lower end of the interval of the difference of two shares."""
    mine, theirs = wilson(votes, seen), wilson(others, others_seen)
    share, other = votes / np.maximum(seen, 1), others / np.maximum(others_seen, 1)
    margin = np.sqrt((share - mine[..., 0]) ** 2 + (theirs[..., 1] - other) ** 2)
    return np.nan_to_num(share - other - margin, nan=-1.0)


def _upper_tail(z: Real) -> Real:
    """Chance of a standard normal above z."""
    from math import erfc

    return np.array([erfc(value / np.sqrt(2)) / 2 for value in z.tolist()])


def common(counts: Tally, votes: Int, lower: Real, live: Flags) -> tuple[Shared, ...]:
    """List what more than half of every group say, surely: by the lower bound over groups, the highest first."""
    sure = np.flatnonzero(live & (counts.seen >= MIN_SEEN) & (lower > 0.5))
    first = sure[np.argsort(-lower[sure], kind="stable")][:SHOWN]
    share, z = smoothed(votes, counts.seen), over_half(votes, counts.seen)
    return tuple(Shared(int(j), int(votes[j]), int(counts.seen[j]), float(share[j]), float(z[j])) for j in first)
