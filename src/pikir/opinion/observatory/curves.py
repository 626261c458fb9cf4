"""Membership of people near a border, by the curves that answers follow.

The plane takes an answer for a straight line of the position, which is quick and does no harm to people who stand in
the midst of a cloud. At a border it loses what little there is: near the end of a curve one more agreement says next to
nothing, and a disagreement much. So there the chance to agree is a logistic curve of the position for each statement,
and a cloud is a few points of Gaussian quadrature over which the votes of a person are weighed exactly.
"""

import numpy as np

from pikir.opinion.results import Int, Real
from pikir.opinion.tables import rows_of
from pikir.opinion.votes import Ballots, Flags

from .hidden import drawn
from .mixture import Mixture, membership
from .plane import DEPENDENCE, Evidence, passes

SURE = 0.95  # whoever belongs to a cloud with this probability is not asked again
STEPS = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)])  # three points that stand for a normal curve: exact to degree 5
STEP_SHARES = np.array([1.0, 4.0, 1.0]) / 6
CURVE_PRIOR = np.array([0.5, 1.0, 1.0])  # precision of the level and of both slopes of a curve, about 0
ROUNDS = 5  # of Newton


def curved_membership(ballots: Ballots, live: Flags, facts: Evidence, people: Int, mixture: Mixture) -> Real:
    """Probability of each cloud (k, P) for ``people`` (P indices), of whom ``facts`` is the evidence."""
    part, _ = membership(facts, mixture)
    unsure = np.flatnonzero(part.max(axis=0) < SURE)
    if mixture.k == 1 or not len(unsure):
        return part
    points, shares = _points(mixture)
    taught = drawn(facts)
    heard = _by_plane(facts.taken(taught), points, shares)
    answers = _curves(rows_of(ballots, people[taught]), heard, points, live)
    rows = rows_of(ballots, people[unsure])
    for block, votes in passes(rows, len(live)):
        weight = _shared(votes @ answers + np.log(shares))
        part[:, unsure[block]] = weight.reshape(len(weight), mixture.k, -1).sum(axis=2).T
    return part


def _points(mixture: Mixture) -> tuple[Real, Real]:
    """Nine points of each cloud (9 k, 2) and their shares (9 k), cloud by cloud."""
    xx, xy, yy = mixture.spread.T
    wide = np.sqrt(xx)
    along = xy / wide
    narrow = np.sqrt(yy - along * along)
    one, other = (step.ravel() for step in np.meshgrid(STEPS, STEPS))
    x = mixture.mean[:, :1] + wide[:, None] * one
    y = mixture.mean[:, 1:] + along[:, None] * one + narrow[:, None] * other
    return np.stack([x.ravel(), y.ravel()], axis=1), np.outer(mixture.share, np.outer(STEP_SHARES, STEP_SHARES)).ravel()


def _by_plane(facts: Evidence, points: Real, shares: Real) -> Real:
    """Probability of each point for each person (P, 9 k), as the plane sees it."""
    x, y = points.T
    squares = np.stack([x * x, 2 * x * y, y * y])
    return _shared(facts.pull @ points.T - 0.5 * (facts.precision @ squares) + np.log(shares))


def _shared(log: Real) -> Real:
    part = np.exp(log - log.max(axis=1, keepdims=True))
    return np.asarray(part / part.sum(axis=1, keepdims=True))


def _curves(rows: Ballots, heard: Real, points: Real, live: Flags) -> Real:
    """Log of the chance of each answer at each point (3 S, 9 k), 0 for statements left out.

    Whether somebody passes says nothing here. Statements are not quite independent, which divides what each says.
    """
    given = np.zeros((3 * len(live), len(points)))
    for block, votes in passes(rows, len(live)):
        given += votes.T @ heard[block]
    disagrees, _, agrees = np.moveaxis(given.reshape(len(live), 3, len(points)), 1, 0)
    lean = _fitted(agrees, disagrees + agrees, points)
    lean[~live] = 0.0
    logs = np.stack([-np.logaddexp(0, lean), np.zeros_like(lean), -np.logaddexp(0, -lean)], axis=1)
    logs[~live] = 0.0
    return np.asarray(logs.reshape(3 * len(live), len(points)) / DEPENDENCE)


def _fitted(agrees: Real, seen: Real, points: Real) -> Real:
    """Fit the logistic curve of each statement to shares at points, by Newton's method; return log-odds (S, 9 k)."""
    terms = np.column_stack([np.ones(len(points)), points])
    squares = (terms[:, :, None] * terms[:, None, :]).reshape(len(points), 9)
    curve = np.zeros((len(seen), 3))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(curve @ terms.T)))
        bend = ((seen * chance * (1 - chance)) @ squares).reshape(-1, 3, 3) + np.diag(CURVE_PRIOR)
        pull = (agrees - seen * chance) @ terms - CURVE_PRIOR * curve
        curve += np.linalg.solve(bend, pull[..., None])[..., 0]
    return np.asarray(curve @ terms.T)
