"""The plane: a model v_ij = μ_j + l_j·z_i + noise, with z_i standard normal, fitted to incomplete votes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from pikir.opinion.eigen import leading
from pikir.opinion.results import Real, Tally
from pikir.opinion.tables import Tables
from pikir.opinion.votes import AGREE, DISAGREE, PASS, Ballots, Flags

MEAN_PRIOR = 3.0  # votes at the mean of all, added to each statement
START_PRIOR = 20.0  # people who saw two statements and say nothing, added to each pair for the start alone
LOADING_PRIOR = 20.0  # the same, against which a loading must hold its own
ROUNDS, STILL = 60, 1e-7
# Statements that share a theme beyond the plane are not independent: so much wider is the noise (chosen on real votes).
DEPENDENCE = 1.3
LEAST_NOISE, NOISE_SHARE = 0.05, 0.25
ANSWERS = np.array([DISAGREE, PASS, AGREE], np.float64)


@dataclass(frozen=True, eq=False)
class Model:
    """Means (S), loadings (2, S) along principal axes, variance of the noise (S)."""

    centre: Real
    loading: Real
    noise: Real


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the votes of each person say of the position: precision (P, 3: xx, xy, yy) and pull (P, 2).

    Precision is Σ l l' / s², pull Σ l (v − μ) / s²: their quotient would be the position that fits best.
    """

    precision: Real
    pull: Real

    def taken(self, people: Any) -> "Evidence":
        """Return the evidence of some people."""
        return Evidence(self.precision[people], self.pull[people])

    def posterior(self) -> tuple[Real, Real]:
        """Mean (P, 2) and covariance (P, 3) of the position, with the standard normal prior."""
        xx, yy, xy = 1 + self.precision[:, 0], 1 + self.precision[:, 2], self.precision[:, 1]
        width = xx * yy - xy * xy
        covariance = np.stack([yy / width, -xy / width, xx / width], axis=1)
        mean = np.stack([
            covariance[:, 0] * self.pull[:, 0] + covariance[:, 1] * self.pull[:, 1],
            covariance[:, 1] * self.pull[:, 0] + covariance[:, 2] * self.pull[:, 1],
        ], axis=1)  # fmt: skip
        return mean, covariance


def fitted(ballots: Ballots, counts: Tally, live: Flags, tables: Tables) -> Model:
    """Fit the model: loadings to the tables, then one step of expectation and maximisation over the votes.

    One step more than halves what is left to gain on hidden votes; more begin to fit noise.
    """
    signs = counts.agrees - counts.disagrees
    overall = signs[live].sum() / max(1, int(counts.seen[live].sum()))
    centre = np.where(live, (signs + MEAN_PRIOR * overall) / (counts.seen + MEAN_PRIOR), 0.0)
    variance = _variance(counts, centre)
    loading = np.zeros((2, len(live)))
    kept = live[tables.columns]
    inside = tables.columns[kept]
    loading[:, inside] = _loadings(tables, centre, kept)
    first = Model(centre, loading, _noise(variance, loading))
    return _turned(_refined(ballots, counts, live, first))


def _variance(counts: Tally, centre: Real) -> Real:
    """Mean square of a vote about the centre, with two votes of the common variance .6 added."""
    square = counts.agrees + counts.disagrees - 2 * centre * (counts.agrees - counts.disagrees)
    return np.asarray(np.clip((square + counts.seen * centre**2 + 2 * 0.6) / (counts.seen + 2), 0.0, 1.0))


def _noise(variance: Real, loading: Real) -> Real:
    left = variance - (loading * loading).sum(axis=0)
    return np.asarray(DEPENDENCE * np.maximum(left, NOISE_SHARE * variance + 0.02))


def _loadings(tables: Tables, centre: Real, kept: Flags) -> Real:
    """Minimise Σ_{j≠k} n_jk (c_jk − l_j·l_k)² + prior, by alternating least squares.

    c_jk is the covariance among the n_jk people who saw both; its own variance goes with 1/n_jk, so n_jk is its weight:
    minimum residual factor analysis (Harman and Jones 1966) with weights. The diagonal, which holds the noise of a
    vote, is left out. Each round goes half the way, which keeps the alternation from swinging.
    """
    choice = np.ix_(kept, kept)
    weight = tables.seen[choice].astype(np.float64)
    product = tables.covered(centre[tables.columns])[choice]
    values, axes = leading(product / (weight + START_PRIOR))
    loading = axes * np.sqrt(values)[:, None]
    np.fill_diagonal(weight, 0.0)
    np.fill_diagonal(product, 0.0)
    for _ in range(ROUNDS):
        xx = np.vecdot(weight, loading[0] * loading[0]) + LOADING_PRIOR
        xy = np.vecdot(weight, loading[0] * loading[1])
        yy = np.vecdot(weight, loading[1] * loading[1]) + LOADING_PRIOR
        new = (loading + _solved(xx, xy, yy, np.vecdot(product, loading[0]), np.vecdot(product, loading[1]))) / 2
        step = np.abs(new - loading).max(initial=0.0)
        loading = new
        if step < STILL:
            break
    return loading


def _solved(xx: Real, xy: Real, yy: Real, x: Real, y: Real) -> Real:
    """Solve many symmetric systems of two equations."""
    width = xx * yy - xy * xy
    return np.stack([(yy * x - xy * y) / width, (xx * y - xy * x) / width])


def _refined(ballots: Ballots, counts: Tally, live: Flags, model: Model) -> Model:
    """Regress votes on positions, allowing for their uncertainty (the step of maximisation, Dempster et al. 1977)."""
    mean, covariance = evidence(ballots, model).posterior()
    second = np.stack([mean[:, 0] ** 2, mean[:, 0] * mean[:, 1], mean[:, 1] ** 2], axis=1) + covariance
    seen, votes = by_statement(ballots, np.hstack([second, mean]), len(live))
    pulls = votes[:, 3:] - model.centre[:, None] * seen[:, 3:]
    loading = _solved(seen[:, 0] + MEAN_PRIOR, seen[:, 1], seen[:, 2] + MEAN_PRIOR, pulls[:, 0], pulls[:, 1])
    loading = np.where(live, loading, 0.0)
    square = _variance(counts, model.centre) * (counts.seen + 2) - 2 * 0.6
    left = square - loading[0] * pulls[:, 0] - loading[1] * pulls[:, 1]
    return Model(model.centre, loading, DEPENDENCE * np.maximum(LEAST_NOISE, (left + 1) / (counts.seen + 2)))


def _turned(model: Model) -> Model:
    """Turn the plane so that the first axis explains most; the largest loading of each is positive."""
    (xx, xy), (_, yy) = model.loading @ model.loading.T
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    loading = turn @ model.loading
    for row in loading:
        if len(row) and row[np.argmax(np.abs(row))] < 0:
            row *= -1
    return Model(model.centre, loading, model.noise)


def evidence(ballots: Ballots, model: Model) -> Evidence:
    """Add up what each vote says of its person's position."""
    per = model.loading / model.noise
    squares = (per[0] * model.loading[0], per[0] * model.loading[1], per[1] * model.loading[1])
    away = ANSWERS - model.centre[:, None]  # (S, 3), an entry for each answer
    said = np.stack([*(np.repeat(square, 3) for square in squares), *((row[:, None] * away).ravel() for row in per)], 1)
    facts = np.zeros((len(ballots.given), 5))
    for people, answers in passes(ballots, len(model.centre)):
        facts[people] = answers @ said
    return Evidence(facts[:, :3].copy(), facts[:, 3:].copy())


def by_statement(ballots: Ballots, of_people: Real, statements: int) -> tuple[Real, Real]:
    """Sum numbers of people (P, n) over those who saw each statement, and over votes on it: two of (S, n)."""
    sums = np.zeros((3 * statements, of_people.shape[1]))
    for people, answers in passes(ballots, statements):
        sums += answers.T @ of_people[people]
    by_answer = sums.reshape(statements, 3, of_people.shape[1])
    return by_answer.sum(axis=1), by_answer[:, 1 + AGREE] - by_answer[:, 1 + DISAGREE]


def passes(ballots: Ballots, statements: int) -> Iterator[tuple[slice, Any]]:
    """Yield blocks of people with the sparse matrix of their answers: 1 in column 3 j + vote + 1."""
    from scipy.sparse import csr_array  # only here, since it takes longer to load than numpy

    for people, votes in ballots.blocks():
        start = (ballots.start[people.start : people.stop + 1] - ballots.start[people.start]).astype(np.int32)
        answers = ballots.answers(votes)
        shape = people.stop - people.start, 3 * statements
        yield people, csr_array((np.ones(len(answers)), answers, start), shape=shape)
