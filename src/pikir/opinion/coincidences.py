"""What lies close together in time, and what chance would make of it: shared by coordination of shares and of votes."""

import numpy as np
from numpy.typing import NDArray

WINDOW = 60.0  # seconds between two acts that count as one joint act
FOLLOWING = 50  # acts looked at after each: bounds the work when thousands do one thing in a minute

Int = NDArray[np.int64]


def coincidences(what: Int, when: NDArray[np.float64], window: float) -> tuple[Int, Int]:
    """Return the places of acts on one object within the window, as two arrays; the first act is the earlier.

    ``what`` and ``when`` are sorted by object and then by time, in the unit of ``window``.
    """
    first, second = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    rows = np.arange(len(what))
    for step in range(1, FOLLOWING + 1):
        rows = rows[rows + step < len(what)]
        near = (what[rows + step] == what[rows]) & (when[rows + step] - when[rows] <= window)
        rows = rows[near]  # sorted by time: who has no neighbour here has none further on
        if not len(rows):
            break
        first.append(rows)
        second.append(rows + step)
    return np.concatenate(first), np.concatenate(second)


class Strata:
    """Rows that chance may exchange with each other; ``stratum`` numbers them from 0."""

    def __init__(self, stratum: Int) -> None:
        self._rows = np.argsort(stratum, kind="stable")
        self._bits = max(len(stratum), 1).bit_length()
        self._chances = 1 << 63 - self._bits - int(stratum.max(initial=0)).bit_length()
        self._keys = (stratum * self._chances << self._bits) + np.arange(len(stratum))

    def dealt_anew(self, things: Int, random: np.random.Generator) -> Int:
        """Return ``things``, one a row, shuffled among the rows of each stratum.

        Stratum, chance and row are packed into one whole number: sorting these is several times faster than by columns.
        """
        keys = self._keys + (random.integers(self._chances, size=len(things)) << self._bits)
        keys.sort()
        dealt = np.empty_like(things)
        dealt[self._rows] = things[keys & ((1 << self._bits) - 1)]
        return dealt


def fresh(*columns: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Tell which rows of sorted columns differ from the row before."""
    differs = np.ones(len(columns[0]), bool)
    differs[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return differs
