"""Bridging: statements that people support who otherwise disagree.

The level of a statement in the model of `pikir.opinion.factors` is the support left when leanings are taken out. The
thresholds are those that Community Notes publishes (``ranking-notes.md``: a note is shown from a level of 0.40), with
agree as 1, pass as ½ and disagree as 0; both sides of the factor must carry a verdict, and it must hold without the
most active people and without linked accounts.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import ceil

import numpy as np

from .factors import Factors, Index, Model, Ratings, Real
from .results import Int
from .votes import AGREE, DISAGREE, Flags, Votes

FEWEST_RATINGS, FEWEST_RATED = 5, 10  # of a statement, by a person; as published
SUPPORTED, LEANING = 0.40, 0.50  # level from which a statement bridges, and the factor it must stay under
SUPPORTED_WITHOUT = 0.37  # the level it keeps without the most active and the linked
REJECTED, REJECTED_LEANING, REJECTED_SURELY = -0.05, 0.8, -0.04
NET, NET_SHARE, NET_PLENTY = 4, 0.05, 10  # agrees less disagrees on each side: enough at a share, or plenty
MOST_ACTIVE = 0.001  # share of people that the second fit leaves out, at least one
REPLICATES = 50  # of the bootstrap; the ends of the interval are then its second smallest and largest
REPLICATE_TOLERANCE = 1e-4  # a hundredth of the width of an interval

BRIDGES, UNDECIDED, TURNED_DOWN = 1, 0, -1


@dataclass(frozen=True, eq=False)
class Bridging:
    """What bridges; arrays are by position of the label in ``Votes``, P people and S statements.

    ``level`` and ``factor`` (S): support across sides, and the side it leans to; ``baseline`` (S): the level without
    the most active and the linked; ``lower``, ``upper`` (S): 95 % interval of the level, by resampling people; all nan
    where a statement has fewer than five votes. ``net``, ``rated`` int64 (2, S): agrees less disagrees, and votes, of
    people with negative and with positive factor. ``verdict`` int64 (S): 1 bridges, −1 turned down, 0 neither or
    unknown. ``person_level``, ``person_factor`` (P): nan with fewer than ten votes. ``loss``: the minimum reached.
    """

    mean: float
    level: Real
    factor: Real
    baseline: Real
    lower: Real
    upper: Real
    net: Int
    rated: Int
    verdict: Int
    person_level: Real
    person_factor: Real
    ratings: int
    loss: float


@dataclass(frozen=True, eq=False)
class _Kept:
    """The votes that are fitted, and which people and statements they are of."""

    people: Index
    statements: Index
    ratings: Ratings


def compute_bridging(
    votes: Votes,
    *,
    linked: Collection[int] = (),
    replicates: int = REPLICATES,
    seed: int = 0,
    advance: Callable[[], object] = lambda: None,
) -> Bridging | None:
    """Fit and judge; None when nobody has ten votes on statements with five.

    ``linked`` are positions of people who act together: the baseline does without them. The same votes give the same
    bits in any order of rows. ``advance`` is called after each of the ``replicates``; with none there is no interval.
    """
    kept = _kept(votes, np.ones(len(votes.participants), bool))
    if kept is None:
        return None
    model = Model(kept.ratings)
    fitted = model.fit()
    level = _spread(fitted.level, kept.statements, len(votes.statements))
    factor = _spread(fitted.factor, kept.statements, len(votes.statements))
    lower, upper = (
        _spread(bound, kept.statements, len(votes.statements))
        for bound in _interval(model, fitted, replicates, seed, advance)
    )
    baseline = _baseline(votes, linked)
    net, rated = _sides(kept, fitted, len(votes.statements))
    return Bridging(
        mean=fitted.mean,
        level=level,
        factor=factor,
        baseline=baseline,
        lower=lower,
        upper=upper,
        net=net,
        rated=rated,
        verdict=_verdicts(level, factor, baseline, upper, net, rated),
        person_level=_spread(fitted.person_level, kept.people, len(votes.participants)),
        person_factor=_spread(fitted.person_factor, kept.people, len(votes.participants)),
        ratings=len(kept.ratings.value),
        loss=fitted.loss,
    )


def _kept(votes: Votes, wanted: Flags) -> _Kept | None:
    """Leave out what moderation excludes, then statements with few ratings, then people with few."""
    ballots = votes.ballots
    person, statement = ballots.participant, ballots.statement
    keep = wanted[person] & ~votes.excluded[statement]
    keep &= (np.bincount(statement[keep], minlength=len(votes.statements)) >= FEWEST_RATINGS)[statement]
    keep &= (np.bincount(person[keep], minlength=len(votes.participants)) >= FEWEST_RATED)[person]
    if not keep.any():
        return None
    people, by = np.unique(person[keep], return_inverse=True)
    statements, on = np.unique(statement[keep], return_inverse=True)
    ratings = Ratings(by.astype(np.int32), on.astype(np.int32), (ballots.value[keep] + 1) / 2)
    return _Kept(people, statements, ratings)


def _spread(numbers: Real, places: Index, length: int) -> Real:
    whole = np.full(length, np.nan)
    whole[places] = numbers
    return whole


def _baseline(votes: Votes, linked: Collection[int]) -> Real:
    """Return the levels without the most active people (of equals the first by label) and without the linked."""
    people = len(votes.participants)
    wanted = np.ones(people, bool)
    wanted[np.argsort(-votes.ballots.given, kind="stable")[: ceil(people * MOST_ACTIVE)]] = False
    wanted[list(linked)] = False
    kept = _kept(votes, wanted)
    if kept is None:
        return np.full(len(votes.statements), np.nan)
    return _spread(Model(kept.ratings).fit().level, kept.statements, len(votes.statements))


def _interval(
    model: Model, fitted: Factors, replicates: int, seed: int, advance: Callable[[], object]
) -> tuple[Real, Real]:
    """Weigh people anew by exponential draws (Rubin 1981, the Bayesian bootstrap) and fit again, many times."""
    if not replicates:
        unknown = np.full(len(fitted.level), np.nan)
        return unknown, unknown
    random = np.random.default_rng(seed)
    levels = np.empty((replicates, len(fitted.level)))
    for row in levels:
        weight = random.exponential(size=len(fitted.person_level))
        row[:] = model.fit(weight, start=fitted, tolerance=REPLICATE_TOLERANCE).level
        advance()
    lower, upper = np.quantile(levels, (0.025, 0.975), axis=0)
    return lower, upper


def _sides(kept: _Kept, fitted: Factors, statements: int) -> tuple[Int, Int]:
    """Count agrees less disagrees, and votes, of people on the negative and on the positive side."""
    net, rated = np.zeros((2, statements), np.int64), np.zeros((2, statements), np.int64)
    positive = (fitted.person_factor > 0)[kept.ratings.person]
    vote = np.rint(kept.ratings.value * 2 - 1).astype(np.int64)
    for side, chosen in enumerate((~positive, positive)):
        on = kept.statements[kept.ratings.statement[chosen]]
        rated[side] = np.bincount(on, minlength=statements)
        for value in (AGREE, DISAGREE):
            net[side] += value * np.bincount(on[vote[chosen] == value], minlength=statements)
    return net, rated


def _verdicts(level: Real, factor: Real, baseline: Real, upper: Real, net: Int, rated: Int) -> Int:
    carried = ((net >= NET) & (net >= NET_SHARE * rated)) | (net >= NET_PLENTY)
    bridges = (level >= SUPPORTED) & (np.abs(factor) < LEANING) & carried.all(axis=0) & (baseline >= SUPPORTED_WITHOUT)
    turned_down = (level < REJECTED - REJECTED_LEANING * np.abs(factor)) | (upper < REJECTED_SURELY)
    return np.select([bridges, turned_down], [BRIDGES, TURNED_DOWN], UNDECIDED)
