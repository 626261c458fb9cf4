"""What is said of statements: counts, smoothed shares, tests, intervals, common ground."""

import numpy as np

from .results import Index, Int, Intervals, Real, Shared, Tally
from .votes import AGREE, DISAGREE, Ballots, Flags

Z90 = 1.2816  # one-sided 90 %
Z95 = 1.959963984540054  # two-sided 95 %
SHOWN = 5  # statements in a list


def tally(ballots: Ballots, statements: int) -> Tally:
    """Count votes of each statement."""
    counts = np.zeros(3 * statements, np.int64)
    for _, votes in ballots.blocks():
        counts += np.bincount(ballots.answers(votes), minlength=len(counts))
    return _tally(counts.reshape(statements, 3))


def group_tally(ballots: Ballots, of: Index, k: int, statements: int) -> Tally:
    """Count votes of each group on each statement."""
    row = np.where(of >= 0, of, k).astype(np.int32) * np.int32(3 * statements)  # those of no group are counted apart
    counts = np.zeros((k + 1) * 3 * statements, np.int64)
    for people, votes in ballots.blocks():
        cell = np.repeat(row[people], ballots.given[people]) + ballots.answers(votes)
        counts += np.bincount(cell, minlength=len(counts))
    return _tally(counts.reshape(k + 1, statements, 3)[:k])


def _tally(counts: Int) -> Tally:
    return Tally(counts[..., 1 + AGREE].copy(), counts[..., 1 + DISAGREE].copy(), counts.sum(axis=-1))


def smoothed(successes: Int, trials: Int) -> Real:
    """Share with one success and one failure added: (s + 1) / (n + 2)."""
    return np.asarray((successes + 1) / (trials + 2))


def over_half(successes: Int, trials: Int) -> Real:
    """z of the share against one half, with a success and a trial added: 2 √(n+1) ((s+1)/(n+1) − ½)."""
    return np.asarray(2 * np.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5))


def above_others(successes: Int, trials: Int, other_successes: Int, other_trials: Int) -> Real:
    """z of two shares, pooled, with one added to all four counts; 0 where everybody succeeded."""
    s, n, so, no = successes + 1.0, trials + 1.0, other_successes + 1.0, other_trials + 1.0
    pooled = (s + so) / (n + no)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (s / n - so / no) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / no))
    return np.where(pooled >= 1, 0.0, z)


def product(successes: Int, trials: Int) -> Real:
    """Product over groups (rows) of the smoothed share: group-aware consensus."""
    return np.asarray(np.prod(smoothed(successes, trials), axis=0))


def wilson(successes: Int | Real, trials: Int | Real) -> Real:
    """Wilson's 95 % interval; the last axis holds the ends; nan without trials."""
    n = np.maximum(np.asarray(trials, np.float64), 1.0)
    share = np.asarray(successes) / n
    middle = share + Z95**2 / (2 * n)
    half = Z95 * np.sqrt(share * (1 - share) / n + Z95**2 / (4 * n * n))
    ends = np.stack([middle - half, middle + half], axis=-1) / (1 + Z95**2 / n)[..., None]
    return np.where((np.asarray(trials) > 0)[..., None], np.clip(ends, 0.0, 1.0), np.nan)


def lower_bound(successes: Int, trials: Int) -> Real:
    """Smallest lower end over groups of the interval of the share; 0 where some group saw nothing."""
    if not len(successes):
        return np.zeros(successes.shape[1])
    return np.asarray(np.nan_to_num(wilson(successes, trials)[..., 0]).min(axis=0))


def intervals(overall: Tally, groups: Tally) -> Intervals:
    """95 % intervals of the shares of agreement and disagreement."""
    return Intervals(
        wilson(overall.agrees, overall.seen), wilson(overall.disagrees, overall.seen),
        wilson(groups.agrees, groups.seen), wilson(groups.disagrees, groups.seen),
    )  # fmt: skip


def shared(successes: Int, trials: Int, allowed: Flags) -> tuple[Shared, ...]:
    """List what more than half say, surely (z over 1.2816), the largest product of share and z first."""
    share, z = smoothed(successes, trials), over_half(successes, trials)
    sure = np.flatnonzero(allowed & (share > 0.5) & (z > Z90))
    first = sure[np.argsort(-(share * z)[sure], kind="stable")][:SHOWN]
    return tuple(Shared(int(j), int(successes[j]), int(trials[j]), float(share[j]), float(z[j])) for j in first)


def discovery_rates(p: Real) -> Real:
    """Smallest false discovery rate at which each test is still counted (Benjamini and Hochberg 1995)."""
    flat = p.ravel()
    order = np.argsort(flat, kind="stable")
    scaled = flat[order] * len(flat) / np.arange(1, len(flat) + 1)
    rates = np.empty(len(flat))
    rates[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return rates.reshape(p.shape)
