"""The plane: means for missing votes, two principal components, projection that allows for few votes."""

import numpy as np

from pikir.opinion.eigen import leading, leading_of
from pikir.opinion.results import Positions, Real, Tally
from pikir.opinion.tables import Tables
from pikir.opinion.votes import Ballots, Flags


def plane(ballots: Ballots, counts: Tally, live: Flags, tables: Tables) -> Positions:
    """Place people and statements.

    A missing vote stands for the mean of those who voted, passes included as 0 (Polis since 2017). With the mean taken
    away a missing vote is then exactly 0, so the matrix is sparse and its covariance follows from the tables. Excluded
    columns are 0 for everybody.
    """
    centre = np.where(live, (counts.agrees - counts.disagrees) / np.maximum(counts.seen, 1), 0.0)
    values, axes, total = _components(ballots, centre, live, tables)
    points = _project(ballots, centre, axes, live)
    size = len(live)
    landmarks = np.sqrt(size) * (axes * (1 - centre)).T
    extremity = np.sqrt((landmarks * landmarks).sum(axis=1))
    explained = values / total if total > 0 else np.zeros(2)
    unknown = np.full((len(points), 3), np.nan)
    return Positions(points, unknown, axes, np.ones(2), centre, explained, landmarks, extremity)


def _components(ballots: Ballots, centre: Real, live: Flags, tables: Tables) -> tuple[Real, Real, float]:
    """Return eigenvalues, axes (2, S) and the whole variance, each times the number of people.

    Polis iterates at most 100 times from a random start, and for more than 10,000 people fits on random rows; ours is
    the exact answer that both approach.
    """
    axes = np.zeros((2, len(live)))
    if len(tables.columns) == len(live):
        matrix = tables.covered(centre)[np.ix_(live, live)]
        values, axes[:, live] = leading(matrix)
        return values, axes, float(np.trace(matrix))
    from scipy.sparse import csr_array  # only here, since it takes longer to load than numpy

    kept = live[ballots.statement]
    value = np.where(kept, ballots.value - centre[ballots.statement], 0.0)
    rows = csr_array((value, ballots.statement, ballots.start), shape=(len(ballots.given), len(live)))
    turned = rows.T.tocsr()
    values, axes = leading_of(lambda vector: np.asarray(turned @ (rows @ vector)), len(live))
    return values, axes, float((value * value).sum())


def _project(ballots: Ballots, centre: Real, axes: Real, live: Flags) -> Real:
    """y_i = √(S / n_i) Σ_j (v_ij − μ_j) w_j over the statements that i voted on.

    Quirk: excluded statements were set to 0 for everybody before, so they count as voted on in n_i, and in S. The sum
    runs in one fixed order of statements, or people who voted alike would stop standing on one spot.
    """
    people = len(ballots.given)
    deviation = ballots.value - centre[ballots.statement]
    products = (deviation * axis[ballots.statement] for axis in axes)
    points = np.stack([np.bincount(ballots.participant, product, people) for product in products], axis=1)
    kept = live[ballots.statement]
    voted = ballots.given if kept.all() else np.bincount(ballots.participant[kept], minlength=people)
    scale = np.sqrt(len(live) / np.maximum(1, voted + int((~live).sum())))
    return np.asarray(points * scale[:, None])
