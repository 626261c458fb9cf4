"""Coordinated sharing: accounts that again and again share the same things within a minute of each other.

Method of ``docs/opinion.md``: pairs of accounts are counted that share the same object within a window; chance is what
remains when the accounts are dealt anew over the same shares (object and time stay) within strata. Strata, by default
the day, keep what many did at once for reasons of the day from looking like a secret. Literature: Pacheco and others
(ICWSM 2021) and Luceri and others (2024) for the traces, Tumminello and others (2011) for validated co-occurrence.

What is flagged is evidence for a human to look at, never a verdict: newsrooms of one house share alike, too.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.special import gammainc

from .coincidences import WINDOW, Int, Strata, coincidences, fresh
from .rings import DOUBTFUL, DRAWS, ERROR_RATE, Pairs, Ring, find_rings, highest_score, reaching

DAY = 86_400
SMALLEST = 1e-300  # probability that is told from 0
FEWEST_JOINT = 2  # objects; a single coincidence says nothing


@dataclass(frozen=True)
class Shares:
    """Who shared what and when, sorted and without repetition; accounts and objects are numbered from 0.

    ``time`` is in seconds since any moment; ``stratum`` numbers what is exchangeable under chance.
    """

    account: NDArray[np.int64]
    object: NDArray[np.int64]
    time: NDArray[np.float64]
    stratum: NDArray[np.int64]

    @classmethod
    def make(cls, account: ArrayLike, shared: ArrayLike, time: ArrayLike, stratum: ArrayLike | None = None) -> "Shares":
        """Sort what was shared so that the result depends on no order of rows.

        Accounts and objects are numbers from 0. Without ``stratum`` the day of ``time`` is taken. ValueError if the
        lengths differ or a time is not a finite number.
        """
        who, what = np.asarray(account, np.int64), np.asarray(shared, np.int64)
        when = np.asarray(time, np.float64)
        layer = np.floor(when / DAY) if stratum is None else np.asarray(stratum)
        if not who.shape == what.shape == when.shape == layer.shape:
            raise ValueError("accounts, objects, times and strata differ in number")
        if not np.isfinite(when).all():
            raise ValueError("a time is not a finite number")
        numbered = np.unique(layer, return_inverse=True)[1].astype(np.int64)
        order = np.lexsort((numbered, who, when, what))
        who, what, when, numbered = who[order], what[order], when[order], numbered[order]
        once = fresh(what, when, who, numbered)
        return cls(who[once], what[once], when[once], numbered[once])


@dataclass(frozen=True)
class JointAct:
    """An object that several accounts of a ring shared within the window, with the first time in seconds."""

    object: int
    time: float
    accounts: tuple[int, ...]


@dataclass(frozen=True)
class Coordination:
    """Rings, the joint acts of each, and what they were measured against.

    ``highest`` is the score of the densest set in each draw of chance, ``coincidences`` the number of pairs of shares
    within the window.
    """

    rings: tuple[Ring, ...]
    acts: tuple[tuple[JointAct, ...], ...]
    highest: tuple[float, ...]
    coincidences: int
    shares: int
    accounts: int


def find_coordination(
    shares: Shares,
    *,
    window: float = WINDOW,
    draws: int = DRAWS,
    error_rate: float = ERROR_RATE,
    seed: int = 0,
    advance: Callable[[], object] = lambda: None,
) -> Coordination:
    """Find rings among those who share, with at most ``error_rate`` chance of flagging anybody in pure noise.

    The same shares and seed give the same answer in any order of rows. ``advance`` is called after each draw.
    ValueError as `reaching`.
    """
    reaching(draws, error_rate)
    search = _Search(shares, window)

    def chance() -> Iterator[float]:
        random, strata = np.random.default_rng(seed), Strata(shares.stratum)
        for _ in range(draws):
            yield highest_score(search.pairs(strata.dealt_anew(shares.account, random)))
            advance()

    highest = tuple(chance())
    rings = find_rings(search.pairs(shares.account), highest, error_rate)
    return Coordination(
        rings=rings,
        acts=tuple(joint_acts(shares, ring, window) for ring in rings),
        highest=highest,
        coincidences=len(search.first),
        shares=len(shares.account),
        accounts=int(np.count_nonzero(np.bincount(shares.account))),
    )


def joint_acts(shares: Shares, ring: Ring, window: float = WINDOW) -> tuple[JointAct, ...]:
    """Return what accounts of the ring shared together, in order of time: the evidence to look at."""
    inside = np.flatnonzero(np.isin(shares.account, ring.accounts))
    if not len(inside):
        return ()
    what, when = shares.object[inside], shares.time[inside]
    breaks = np.flatnonzero((what[1:] != what[:-1]) | (when[1:] - when[:-1] > window)) + 1
    acts = []
    for rows in np.split(inside, breaks):
        accounts = np.unique(shares.account[rows])
        if len(accounts) > 1:
            acts.append(JointAct(int(shares.object[rows[0]]), float(shares.time[rows[0]]), tuple(map(int, accounts))))
    return tuple(sorted(acts, key=lambda act: (act.time, act.object)))


def voices(shares: Shares, rings: Iterable[Ring]) -> tuple[Int, Int]:
    """Return for each object how many accounts shared it, and how many if each ring is one voice.

    The second stands beside the first, never in its place.
    """
    spokesman = np.arange(int(shares.account.max(initial=-1)) + 1)
    for ring in rings:
        spokesman[list(ring.accounts)] = min(ring.accounts)
    objects = int(shares.object.max(initial=-1)) + 1
    counted = []
    for account in (shares.account, spokesman[shares.account]):
        once = np.unique(shares.object * len(spokesman) + account)
        counted.append(np.bincount(once // max(len(spokesman), 1), minlength=objects))
    return counted[0], counted[1]


class _Search:
    """What does not change when accounts are dealt anew: which shares lie together, and how active everybody is."""

    def __init__(self, shares: Shares, window: float) -> None:
        first, second = coincidences(shares.object, shares.time, window)
        together = shares.stratum[first] == shares.stratum[second]  # chance deals within strata only
        self.first, self.second = first[together], second[together]
        self.object = shares.object[self.first]
        self.accounts = int(shares.account.max(initial=-1)) + 1
        strata = int(shares.stratum.max(initial=-1)) + 1
        rows = np.bincount(shares.stratum, minlength=strata).astype(float)
        near = np.bincount(shares.stratum[self.first], minlength=strata)
        # Dealt anew, a given pair of rows falls to accounts a and b with probability 2 d_a d_b / (n (n - 1)).
        rate = 2 * near / np.maximum(rows * (rows - 1), 1)
        activity = csr_array(
            (np.ones(len(shares.account)), (shares.account, shares.stratum)), shape=(self.accounts, strata)
        )
        self.activity = csr_array(activity.multiply(np.sqrt(rate)[None, :]))

    def pairs(self, account: NDArray[np.int64]) -> Pairs:
        """Return the pairs that meet improbably often when the shares belong to ``account``."""
        left, right = account[self.first], account[self.second]
        apart = left != right
        key = np.minimum(left, right)[apart] * self.accounts + np.maximum(left, right)[apart]
        key, what = _repeated(key, self.object[apart])
        order = np.lexsort((what, key))
        key, what = key[order], what[order]
        met, times = np.unique(key[fresh(key, what)], return_counts=True)
        often = times >= FEWEST_JOINT
        one, other = np.divmod(met[often], max(self.accounts, 1))
        expected = self.activity[one].multiply(self.activity[other]).sum(axis=1)
        # The incomplete gamma function is the tail of Poisson's distribution: so often or more often by chance.
        weight = -np.log10(np.maximum(gammainc(times[often], expected), SMALLEST))
        strong = weight > DOUBTFUL
        return Pairs(one[strong], other[strong], weight[strong])


def _repeated(key: NDArray[np.int64], what: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Drop most pairs that meet once, without sorting: pairs fall into many bins, and a bin of one is of no use."""
    bins = 1 << max(len(key), 1).bit_length() + 2
    place = (key * 0x9E3779B1 >> 7) & (bins - 1)
    kept = np.bincount(place, minlength=bins)[place] >= FEWEST_JOINT
    return key[kept], what[kept]
