"""Groups: a mixture of normal clouds of positions, of which the votes give uncertain evidence.

A person's votes say exp(−½ z'Az + b'z) of the position z (precision A, pull b). In a cloud of mean m and covariance T
that integrates to √(|T⁻¹| / |A + T⁻¹|) exp(½ u'(A + T⁻¹)⁻¹u − ½ m'T⁻¹m) with u = b + T⁻¹m, and the position within it
is normal with covariance (A + T⁻¹)⁻¹ and mean (A + T⁻¹)⁻¹u: the extreme deconvolution of Bovy, Hogg and Roweis 2011,
in a form that also takes people of whom next to nothing is known.
"""

from dataclasses import dataclass

import numpy as np

from pikir.opinion.results import Real

from .plane import Evidence

TRIAL_ROUNDS, ROUNDS, GAIN = 5, 40, 3e-4  # gain: of log-likelihood a person, below which it ends
POLISH_ROUNDS, POLISH_GAIN = 60, 1e-5  # of the clouds that were chosen
LEAST_SPREAD, SPREAD_PRIOR = 0.02, 5.0  # variance of a cloud: at least; people with that variance that are added
CELLS, SIDE, LEVELS = 2_000, 24, 3
BLOCK = 1 << 13  # people at a time, whose numbers stay near the processor


@dataclass(frozen=True, eq=False)
class Mixture:
    """Clouds: ``share`` (k), ``mean`` (k, 2), ``spread`` (k, 3: xx, xy, yy)."""

    share: Real
    mean: Real
    spread: Real

    @property
    def k(self) -> int:
        """Number of clouds."""
        return len(self.share)

    def taken(self, clouds: list[int]) -> "Mixture":
        """Return the clouds in another order."""
        return Mixture(self.share[clouds], self.mean[clouds], self.spread[clouds])


@dataclass(frozen=True, eq=False)
class Cells:
    """People with about the same evidence, together: their mean evidence, and how many they are."""

    evidence: Evidence
    weight: Real


def cells(evidence: Evidence) -> Cells:
    """Put people together, when they are many, who stand close and of whom equally much is known."""
    people = len(evidence.pull)
    if people <= CELLS:
        return Cells(evidence, np.ones(people))
    mean, _ = evidence.posterior()
    known = np.log((1 + evidence.precision[:, 0]) * (1 + evidence.precision[:, 2]) - evidence.precision[:, 1] ** 2)
    place = np.zeros(people, np.int64)
    for column, count in ((mean[:, 0], SIDE), (mean[:, 1], SIDE), (known, LEVELS)):
        low, high = column.min(), column.max()
        step = max((high - low) / count, 1e-12)
        place = place * count + np.minimum(((column - low) / step).astype(np.int64), count - 1)
    size = SIDE * SIDE * LEVELS
    weight = np.bincount(place, minlength=size).astype(np.float64)
    full = weight > 0
    precision, pull = (
        np.stack([np.bincount(place, row, size)[full] / weight[full] for row in table.T], axis=1)
        for table in (evidence.precision, evidence.pull)
    )
    return Cells(Evidence(precision, pull), weight[full])


@dataclass(frozen=True, eq=False)
class _Expected:
    """Of each cloud (rows) and person: log of share × likelihood; mean (x, y) and covariance of the position."""

    log: Real
    x: Real
    y: Real
    covariance: tuple[Real, Real, Real]


def _expected(evidence: Evidence, mixture: Mixture) -> _Expected:
    sxx, sxy, syy = mixture.spread.T
    det = sxx * syy - sxy * sxy
    pxx, pxy, pyy = syy / det, -sxy / det, sxx / det
    mx, my = mixture.mean.T
    qx, qy = pxx * mx + pxy * my, pxy * mx + pyy * my
    xx = evidence.precision[:, 0] + pxx[:, None]
    xy = evidence.precision[:, 1] + pxy[:, None]
    yy = evidence.precision[:, 2] + pyy[:, None]
    ux, uy = evidence.pull[:, 0] + qx[:, None], evidence.pull[:, 1] + qy[:, None]
    width = xx * yy - xy * xy
    x, y = (yy * ux - xy * uy) / width, (xx * uy - xy * ux) / width
    with np.errstate(divide="ignore"):
        constant = np.log(mixture.share) - 0.5 * (np.log(det) + mx * qx + my * qy)
    log = constant[:, None] + 0.5 * (ux * x + uy * y - np.log(width))
    return _Expected(log, x, y, (yy / width, -xy / width, xx / width))


def membership(evidence: Evidence, mixture: Mixture) -> tuple[Real, Real]:
    """Probability of each cloud (k, P), and log-likelihood of each person (P)."""
    people = len(evidence.pull)
    part, log = np.empty((mixture.k, people)), np.empty(people)
    for first in range(0, people, BLOCK):
        block = slice(first, first + BLOCK)
        part[:, block], log[block] = _normalised(_expected(evidence.taken(block), mixture).log)
    return part, log


def _normalised(log: Real) -> tuple[Real, Real]:
    top = log.max(axis=0)
    part = np.exp(log - top)
    whole = part.sum(axis=0)
    return part / whole, top + np.log(whole)


def single(cells: Cells) -> Mixture:
    """Fit one cloud."""
    return fit(cells, Mixture(np.ones(1), np.zeros((1, 2)), np.array([[1.0, 0.0, 1.0]])))[0]


def fit(cells: Cells, mixture: Mixture, rounds: int = ROUNDS, gain: float = GAIN) -> tuple[Mixture, float]:
    """Improve the clouds by expectation and maximisation; return them and the log-likelihood."""
    people, before = cells.weight.sum(), -np.inf
    for _ in range(rounds):
        expected = _expected(cells.evidence, mixture)
        part, log = _normalised(expected.log)
        likelihood = float((cells.weight * log).sum())
        if likelihood - before < gain * people:
            break
        before = likelihood
        mixture = _maximised(part * cells.weight, expected)
    return mixture, likelihood


def _maximised(part: Real, expected: _Expected) -> Mixture:
    mass = part.sum(axis=1)
    safe = np.maximum(mass, 1e-9)
    mx, my = (part * expected.x).sum(axis=1) / safe, (part * expected.y).sum(axis=1) / safe
    cxx, cxy, cyy = expected.covariance
    dx, dy = expected.x - mx[:, None], expected.y - my[:, None]
    prior = SPREAD_PRIOR * LEAST_SPREAD
    sums = [(part * (dx * dx + cxx)).sum(axis=1) + prior, (part * (dx * dy + cxy)).sum(axis=1)]
    sums.append((part * (dy * dy + cyy)).sum(axis=1) + prior)
    spread = np.stack(sums, axis=1) / (safe + SPREAD_PRIOR)[:, None]
    return Mixture(mass / mass.sum(), np.stack([mx, my], axis=1), spread)


def grown(cells: Cells, mixture: Mixture) -> Mixture:
    """Add a cloud: split each in turn along its long axis, go on with the split that fits best."""
    trials = [fit(cells, _split(mixture, cloud), TRIAL_ROUNDS) for cloud in range(mixture.k)]
    best = max(range(mixture.k), key=lambda cloud: trials[cloud][1])
    return fit(cells, trials[best][0])[0]


def polished(cells: Cells, mixture: Mixture) -> Mixture:
    """Go on until next to nothing is gained."""
    return fit(cells, mixture, POLISH_ROUNDS, POLISH_GAIN)[0]


def _split(mixture: Mixture, cloud: int) -> Mixture:
    xx, xy, yy = mixture.spread[cloud]
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    along = np.array([np.cos(angle), np.sin(angle)])
    middle, half = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    step = np.sqrt(middle + half) * along
    left = 0.75 * (middle + half)  # taken off along the long axis
    narrow = np.array([
        xx - left * along[0] ** 2, xy - left * along[0] * along[1], yy - left * along[1] ** 2,
    ])  # fmt: skip
    keep = [other for other in range(mixture.k) if other != cloud]
    return Mixture(
        np.concatenate([mixture.share[keep], np.full(2, mixture.share[cloud] / 2)]),
        np.concatenate([mixture.mean[keep], [mixture.mean[cloud] - step, mixture.mean[cloud] + step]]),
        np.concatenate([mixture.spread[keep], [narrow, narrow]]),
    )
