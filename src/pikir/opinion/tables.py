"""Exact whole-number tables of which statements are voted on together, and how.

Whole numbers make the sums exact: independent of the order of votes and of the number of threads, equal on every
machine, and mended in place when somebody votes (:meth:`Tables.changed`).
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .results import Index, Int, Real
from .votes import Ballots

MAX_COLUMNS = 3_000  # statements in the tables: 3 × 36 MB
# Above so many votes, the row of a person is cheaper in a dense product: about 3 S² steps at some 40 a nanosecond,
# against n² steps at some 3 nanoseconds.
DENSE_SHARE = 0.09
# A block of rows is dense in float32, whose whole numbers are exact below 2²⁴: 1023 × (2¹² + 1) fits.
DENSE_ROWS, DENSE_SHIFT = 1_023, 4_096.0
# A block of rows is sparse in int64: four sums of 16 bits each, for at most 2¹⁵ − 1 votes on any one statement.
SPARSE_VOTES, FIELD, MOST = 1 << 19, 16, (1 << 15) - 1
STRIPS = 4  # of a sparse product: as it is symmetric but for names, 10 of 16 parts are enough

Whole = NDArray[np.int32]
Piece = tuple[Whole, Whole, Whole]


@dataclass(frozen=True, eq=False)
class Tables:
    """Three tables of C × C, int32, of the statements ``columns`` (C): sums over people of products.

    With vote v (−1, 0, +1) and voted m (0, 1): ``votes`` Σ v_j v_k, symmetric; ``vote_seen`` Σ v_j m_k; ``seen``
    Σ m_j m_k, symmetric.
    """

    columns: Index
    votes: Whole
    vote_seen: Whole
    seen: Whole

    @classmethod
    def of(cls, ballots: Ballots, columns: Index, statements: int, threads: int = 1) -> "Tables":
        """Count from the beginning, for the chosen of so many statements."""
        total = _zeros(len(columns))
        for piece in _products(ballots, columns, statements, threads):
            for table, part in zip(total, piece, strict=True):
                table += part
        return cls(columns, *total)

    def changed(self, old: Ballots, new: Ballots, statements: int) -> "Tables":
        """Return the tables after some people's rows became others: take the old rows away, add the new."""
        gone, come = (Tables.of(ballots, self.columns, statements) for ballots in (old, new))
        return Tables(
            self.columns,
            self.votes + come.votes - gone.votes,
            self.vote_seen + come.vote_seen - gone.vote_seen,
            self.seen + come.seen - gone.seen,
        )

    def widened(self, places: Int, columns: Index) -> "Tables":
        """Return the tables with rows and columns of zeros for new statements; ``places`` says where the old stand."""
        wide = _zeros(len(columns))
        at = np.ix_(places, places)
        for table, old in zip(wide, (self.votes, self.vote_seen, self.seen), strict=True):
            table[at] = old
        return Tables(columns, *wide)

    def covered(self, centre: Real) -> Real:
        """Sums of products of centred votes, over people who voted on both.

        Σ m_j m_k (v_j − μ_j)(v_k − μ_k) = VV − VM μ_k − (VM μ_k)' + μ_j μ_k MM, float64 (C, C); ``centre`` (C).
        """
        shifted = self.vote_seen * centre
        product = self.seen.astype(np.float64)
        product *= np.multiply.outer(centre, centre)
        product += self.votes
        product -= shifted
        product -= shifted.T
        return product


def _zeros(size: int) -> Piece:
    return (np.zeros((size, size), np.int32), np.zeros((size, size), np.int32), np.zeros((size, size), np.int32))


def _products(ballots: Ballots, columns: Index, statements: int, threads: int) -> Iterator[Piece]:
    """Yield the tables of blocks of people, in no order that matters."""
    if not len(columns) or not len(ballots.value):
        return
    place = np.full(statements, -1, np.int32)
    place[columns] = np.arange(len(columns), dtype=np.int32)
    chosen = _chosen(ballots, place) if len(columns) < statements else ballots
    dense = chosen.given > DENSE_SHARE * len(columns)
    light = np.flatnonzero(~dense & (chosen.given > 0))
    size = 1 + SPARSE_VOTES * len(light) // (1 + int(chosen.given[light].sum()))
    jobs = [*_jobs(np.flatnonzero(dense), DENSE_ROWS, _dense_product), *_jobs(light, size, _sparse_product)]
    if threads == 1 or len(jobs) == 1:
        yield from (product(chosen, rows, len(columns)) for product, rows in jobs)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(lambda job: job[0](chosen, job[1], len(columns)), jobs)


Product = Callable[[Ballots, Int, int], Piece]


def _jobs(people: Int, size: int, product: Product) -> list[tuple[Product, Int]]:
    return [(product, people[start : start + size]) for start in range(0, len(people), size)]


def _chosen(ballots: Ballots, place: Index) -> Ballots:
    """Leave the votes on chosen statements, renumbered."""
    column = place[ballots.statement]
    kept = column >= 0
    start = np.concatenate([[0], np.cumsum(kept)])[ballots.start]
    return Ballots(start, column[kept], ballots.value[kept])


def rows_of(ballots: Ballots, people: Int) -> Ballots:
    """Return the rows of some people, in that order, as ballots of their own."""
    given = ballots.given[people]
    start = np.concatenate([[0], np.cumsum(given)]).astype(np.int64)
    at = np.repeat(ballots.start[people] - start[:-1], given) + np.arange(start[-1])
    return Ballots(start, ballots.statement[at], ballots.value[at])


def _dense_product(ballots: Ballots, people: Int, size: int) -> Piece:
    rows = rows_of(ballots, people)
    seen, votes = np.zeros((len(people), size), np.float32), np.zeros((len(people), size), np.float32)
    seen[rows.participant, rows.statement] = 1
    votes[rows.participant, rows.statement] = rows.value
    both = seen.T @ (seen * np.float32(DENSE_SHIFT) + votes)
    together = np.rint(both / np.float32(DENSE_SHIFT))
    both -= together * np.float32(DENSE_SHIFT)
    return (votes.T @ votes).astype(np.int32), both.T.astype(np.int32), together.astype(np.int32)


def _sparse_product(ballots: Ballots, people: Int, size: int) -> Piece:
    from scipy.sparse import csr_array  # only here, since it takes longer to load than numpy

    rows = rows_of(ballots, people)
    if np.bincount(rows.statement, minlength=1).max() > MOST:
        halves = (_sparse_product(ballots, half, size) for half in np.array_split(people, 2))
        votes, vote_seen, seen = (one + other for one, other in zip(*halves, strict=True))
        return votes, vote_seen, seen
    value, shape = rows.value.astype(np.int64), (len(people), size)
    start = rows.start.astype(np.int32)
    left = csr_array(((value << FIELD) + 1, rows.statement, start), shape=shape).T.tocsr()
    right = csr_array(((value << 2 * FIELD) + 1, rows.statement, start), shape=shape)
    packed = np.zeros((size, size), np.int64)
    for strip in _strips(size):
        packed[strip, strip.start :] = (left[strip] @ right[:, strip.start :]).toarray()
    return _unpacked(packed)


def _strips(size: int) -> list[slice]:
    """Cut the rows of a table; of each strip only what is not left of it is computed, the rest is its mirror."""
    edges = np.linspace(0, size, STRIPS + 1).astype(int).tolist()
    return [slice(first, end) for first, end in pairwise(edges) if first < end]


def _unpacked(packed: Int) -> Piece:
    """Take the four sums apart, from below: m_j m_k, v_j m_k, m_j v_k, v_j v_k; a negative one took 1 off the next.

    Below the strips stands what is above them, with j and k exchanged.
    """
    fields = packed.astype("<i8", copy=False).view("<i2").reshape(*packed.shape, 4)
    seen, vote_seen = (fields[..., field].astype(np.int32) for field in (0, 1))
    votes = fields[..., 3].astype(np.int32) + (fields[..., 2] < 0)
    for strip in _strips(len(packed)):
        above, below = (strip, slice(strip.stop, None)), (slice(strip.stop, None), strip)
        votes[below], seen[below] = votes[above].T, seen[above].T
        vote_seen[below] = (fields[(*above, 2)] + (fields[(*above, 1)] < 0)).T
    return votes, vote_seen, seen
