"""How sure the whole is: the same people drawn again and again, by weight.

The Bayesian bootstrap (Rubin 1981) gives each person a weight from the exponential distribution. People are drawn, not
votes: whoever votes, votes on many statements, and only people are independent.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .maps import OBSERVATORY, Map, compute_map
from .results import Index, Real
from .tables import rows_of
from .votes import Ballots, Votes

FEW_PEOPLE, MANY_REPEATS, FEW_REPEATS = 20_000, 200, 50
LEVEL = (2.5, 97.5)  # percentiles of a 95 % interval
STABLE, MIN_GROUPS, MIN_SIZE, MIN_SHARE = 0.6, 2, 10, 0.02

Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """95 % intervals (…, 2), lower and upper end, and how stable the groups are.

    ``agree``, ``disagree`` (S, 2): shares among those who saw a statement, nan where nobody did. ``product_agree``,
    ``product_disagree`` (S, 2): group-aware consensus, with the groups held. ``stability``: mean adjusted Rand index of
    the groups found anew among people drawn anew against those of the map, between 0 (chance) and 1; nan without two
    groups. ``publishable``: at least two groups, each of at least 10 people and 2 % of all, that are stable at .6.
    """

    repeats: int
    agree: Real
    disagree: Real
    product_agree: Real
    product_disagree: Real
    stability: float
    publishable: bool


def uncertainty(
    of: Map, *, repeats: int | None = None, again: int = 20, seed: int = 1, progress: Progress | None = None
) -> Uncertainty:
    """Draw people anew ``repeats`` times for the intervals, and find groups ``again`` times for the stability.

    By default 200 times, and 50 for more than 20,000 people. ``seed`` makes it repeatable; ``progress`` is told how
    many rounds of how many are done. Raises ValueError for less than two repeats.
    """
    if repeats is None:
        repeats = MANY_REPEATS if of.counts.participants <= FEW_PEOPLE else FEW_REPEATS
    if repeats < 2:
        raise ValueError("an interval needs at least two repeats")
    again = again if of.grouping.k > 1 else 0
    chance = np.random.default_rng(seed)
    told = progress or (lambda _done, _whole: None)
    drawn = []
    for number in range(repeats):
        drawn.append(_weighted(of, chance.exponential(size=len(of.votes.participants))))
        told(number + 1, repeats + again)
    agrees = []
    for number in range(again):
        agrees.append(_agreement(of, chance))
        told(repeats + number + 1, repeats + again)
    stability = float(np.mean(agrees)) if agrees else float("nan")
    agree, disagree, both, neither = np.moveaxis(np.percentile(np.stack(drawn), LEVEL, axis=0), 0, -1)
    return Uncertainty(repeats, agree, disagree, both, neither, stability, _publishable(of, stability))


def _publishable(of: Map, stability: float) -> bool:
    least = max(MIN_SIZE, MIN_SHARE * of.counts.grouped)
    sizes = [group.size for group in of.grouping.groups]
    return len(sizes) >= MIN_GROUPS and min(sizes) >= least and stability >= STABLE


def _weighted(of: Map, weight: Real) -> Real:
    """Shares of agreement and disagreement, and both products over groups, with weights of people: (4, S)."""
    ballots, k = of.votes.ballots, of.grouping.k
    statements = len(of.votes.statements)
    row = np.where(of.grouping.of >= 0, of.grouping.of, k).astype(np.int32) * np.int32(3 * statements)
    cell = np.repeat(row, ballots.given) + ballots.answers(slice(None))
    counts = np.bincount(cell, np.repeat(weight, ballots.given), (k + 1) * 3 * statements)
    counts = counts.reshape(k + 1, statements, 3)
    whole, groups = counts.sum(axis=0), counts[:k]
    with np.errstate(invalid="ignore"):
        shares = [whole[:, way] / whole.sum(axis=1) for way in (2, 0)]
    seen = groups.sum(axis=2)
    products = [np.prod((groups[..., way] + 1) / (seen + 2), axis=0) for way in (2, 0)]
    return np.stack([*shares, *products])


def _agreement(of: Map, chance: np.random.Generator) -> float:
    """Find as many groups among people drawn with replacement; compare who is in both."""
    people = np.flatnonzero(of.grouping.of >= 0)
    drawn = np.sort(chance.choice(people, len(people)))
    votes = _as_votes(of.votes, rows_of(of.votes.ballots, drawn))
    fresh = compute_map(votes, method=of.method, groups=of.grouping.k if of.method == OBSERVATORY else None)
    once, first = np.unique(drawn, return_index=True)
    found = fresh.grouping.of[first]
    return rand_index(of.grouping.of[once][found >= 0], found[found >= 0])


def _as_votes(votes: Votes, ballots: Ballots) -> Votes:
    return Votes(
        ballots.participant, ballots.statement, ballots.value, np.arange(len(ballots.value)),
        np.arange(len(ballots.given)), votes.statements, votes.excluded, votes.meta,
    )  # fmt: skip


def rand_index(one: Index, other: Index) -> float:
    """Adjusted Rand index of two divisions of the same people (Hubert and Arabie 1985): 1 alike, 0 as by chance."""
    if len(one) < 2:
        return 1.0
    width = int(other.max()) + 1
    table = np.bincount(one.astype(np.int64) * width + other, minlength=(int(one.max()) + 1) * width)
    table = table.reshape(-1, width)
    both, first, second = (
        float((counts * (counts - 1) / 2).sum()) for counts in (table, table.sum(axis=1), table.sum(axis=0))
    )
    chance = first * second / (len(one) * (len(one) - 1) / 2)
    most = (first + second) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0
