"""What may be published: no cell with few people in it, none that follows from others, no spot where somebody stands.

A count is a cell of a statement and a group. Suppression is after Cox 1980, "Suppression methodology and statistical
disclosure control", in its simplest complete form: a statement with one small cell loses a second one.
"""

from dataclasses import dataclass

import numpy as np

from .maps import Map
from .results import Int, Tally
from .votes import Flags

LEAST, LEAST_IF_AGREED = 10, 5  # people in a cell; the smaller only where the people agreed to it
MIN_SEEN = 20  # votes on a statement, before any share of it
MIN_PEOPLE, MIN_STATEMENTS = 30, 10  # before a map
SIDE = 24  # bins along each side of the map


@dataclass(frozen=True, eq=False)
class Published:
    """What may be shown of a map.

    ``whole`` (S) and ``cells`` (k, S): where the counts of everybody, and of a group, may be shown. ``bins``: whole
    numbers (n, 3) of column, row and people, of the bins of the map with at least so many people as ``least``;
    ``corners`` (2, 2): lower and upper ends of the map in both directions. ``left_out``: people who stand in no shown
    bin. ``enough``: whether there may be a map at all.
    """

    least: int
    enough: bool
    whole: Flags
    cells: Flags
    bins: Int
    corners: np.typing.NDArray[np.float64]
    left_out: int


def published(of: Map, *, least: int = LEAST) -> Published:
    """Choose what may be shown. Raises ValueError for less than 5 people a cell."""
    if least < LEAST_IF_AGREED:
        raise ValueError(f"at least {LEAST_IF_AGREED} people a cell")
    whole = of.tally.seen >= max(least, MIN_SEEN)
    bins, corners, shown = _bins(of, least)
    return Published(
        least=least,
        enough=of.counts.participants >= MIN_PEOPLE and of.counts.statements >= MIN_STATEMENTS,
        whole=whole,
        cells=_cells(of.tally, of.group_tally, whole, least),
        bins=bins,
        corners=corners,
        left_out=of.counts.participants - shown,
    )


def _cells(everybody: Tally, groups: Tally, whole: Flags, least: int) -> Flags:
    """Show a group on a statement when enough saw it, and when no hidden cell follows by subtraction.

    All groups and those in none add up to everybody: with exactly one cell hidden, or with hidden ones that hold too
    few people together, the smallest shown one is hidden too, and so on.
    """
    rest = everybody.seen - groups.seen.sum(axis=0)
    seen = np.vstack([groups.seen, rest])
    shown = (seen >= least) & whole
    for _ in range(len(seen)):
        hidden = np.where(shown, 0, seen)
        count, people = ((hidden > 0).sum(axis=0), hidden.sum(axis=0))
        risky = (count > 0) & ((count == 1) | (people < least)) & shown.any(axis=0)
        if not risky.any():
            break
        smallest = np.where(shown, seen, np.iinfo(np.int64).max).argmin(axis=0)
        shown[smallest[risky], np.flatnonzero(risky)] = False
    return np.asarray(shown[:-1])


def _bins(of: Map, least: int) -> tuple[Int, np.typing.NDArray[np.float64], int]:
    """Count people in the squares of the map; leave out squares with few."""
    points = of.positions.points[of.votes.ballots.given > 0]
    if not len(points):
        return np.zeros((0, 3), np.int64), np.zeros((2, 2)), 0
    low, high = np.percentile(points, [0.5, 99.5], axis=0)  # the ends of a range would be places of people
    step = np.maximum((high - low) / SIDE, 1e-9)
    place = np.clip(((points - low) / step).astype(np.int64), 0, SIDE - 1)
    counts = np.bincount(place[:, 0] * SIDE + place[:, 1], minlength=SIDE * SIDE)
    full = np.flatnonzero(counts >= least)
    return np.stack([full // SIDE, full % SIDE, counts[full]], axis=1), np.stack([low, high]), int(counts[full].sum())


def may_follow(before: Map, after: Map, *, least: int = LEAST) -> bool:
    """Tell whether a later snapshot may be published beside an earlier one.

    From the difference of two snapshots one reads what those said who voted in between; so there must be none, or
    enough of them. Both must be of one log, the later with more votes.
    """
    old, new = before.votes, after.votes
    where = np.searchsorted(new.participants, old.participants)
    known = np.zeros((2, len(new.participants)), np.uint64)
    known[0][where] = _rows(before, new.statements)
    known[1] = _rows(after, new.statements)
    changed = int((known[0] != known[1]).sum())
    return changed == 0 or changed >= least


def _rows(of: Map, statements: np.typing.NDArray[np.generic]) -> np.typing.NDArray[np.uint64]:
    """One number for each person's votes, which differs when a vote does."""
    ballots = of.votes.ballots
    where = np.searchsorted(statements, of.votes.statements)
    chance = np.random.default_rng(1).integers(1, 2**63, 3 * len(statements), np.uint64, endpoint=False)
    answers = chance[where[ballots.statement] * 3 + ballots.value + 1]
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(answers, dtype=np.uint64)])
    return np.asarray(sums[ballots.start[1:]] - sums[ballots.start[:-1]])
