"""Sets of accounts that act together more than chance allows: the search that shares and votes have in common.

A room turns what it knows into weighted pairs of accounts (the weight of a pair is minus log10 of how probable their
joint acts are); here dense sets among the pairs are found and compared with the densest that pure chance makes. The
threshold is an error rate of the whole search, not a quantile of the edges: quantiles flag somebody even in noise.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

SMALLEST_RING = 3  # two accounts that act alike may be one person with two telephones
ERROR_RATE = 0.01  # how often the whole search may flag anybody where nobody is coordinated
DOUBTFUL = 3.0  # powers of ten from which a pair takes part in the search; weak pairs add up to strong sets
DRAWS = 199  # draws of chance; with these the error rate above is met exactly, and two draws may reach higher

Neighbours = dict[int, dict[int, float]]


@dataclass(frozen=True)
class Pairs:
    """Pairs of accounts (``one`` < ``other``) and how improbable their joint acts are, in powers of ten."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    weight: NDArray[np.float64]


@dataclass(frozen=True)
class Ring:
    """Accounts that act together; ``chance`` is how often noise alone makes one set as dense anywhere."""

    accounts: tuple[int, ...]
    score: float
    chance: float


def find_rings(pairs: Pairs, chance: Iterable[float], error_rate: float = ERROR_RATE) -> tuple[Ring, ...]:
    """Return the sets among ``pairs`` that are denser than chance, the densest first.

    ``chance`` holds `highest_score` of draws in which nobody is coordinated; ValueError as `reaching`.
    """
    highest = np.sort(np.fromiter(chance, float))
    threshold = float(highest[-1 - reaching(len(highest), error_rate)])
    found = [
        Ring(tuple(accounts), score, (1 + int((highest >= score).sum())) / (len(highest) + 1))
        for component in _components(pairs)
        for score, accounts in _dense_sets(component, threshold)
    ]
    return tuple(sorted(found, key=lambda ring: (-ring.score, ring.accounts)))


def reaching(draws: int, error_rate: float) -> int:
    """Return how many draws of chance may reach as high as what is flagged.

    The smallest error rate that n draws can tell is 1 / (n + 1); ValueError if ``error_rate`` is below it.
    """
    allowed = floor(error_rate * (draws + 1) + 1e-9) - 1
    if allowed < 0:
        raise ValueError(f"{draws} draws cannot tell an error rate of {error_rate}")
    return allowed


def highest_score(pairs: Pairs) -> float:
    """Return the score of the densest set, 0 where no set has three accounts."""
    return max((_densest(component)[0] for component in _components(pairs)), default=0.0)


def _components(pairs: Pairs) -> list[Neighbours]:
    """Split into parts that share no account, each large enough to hold a ring."""
    if not len(pairs.one):
        return []
    accounts, places = np.unique(np.concatenate([pairs.one, pairs.other]), return_inverse=True)
    one, other = np.split(places, 2)
    links = coo_array((np.ones(len(one)), (one, other)), shape=(len(accounts), len(accounts)))
    label = connected_components(links, directed=False)[1]
    large = np.bincount(label) >= SMALLEST_RING
    parts: dict[int, Neighbours] = {}
    for part, left, right, weight in zip(
        label[one].tolist(), pairs.one.tolist(), pairs.other.tolist(), pairs.weight.tolist(), strict=True
    ):
        if large[part]:
            near = parts.setdefault(part, {})
            near.setdefault(left, {})[right] = weight
            near.setdefault(right, {})[left] = weight
    return list(parts.values())


def _dense_sets(near: Neighbours, threshold: float) -> list[tuple[float, list[int]]]:
    """Take the densest set out, again and again, as long as one is above the threshold."""
    found = []
    while near:
        score, accounts = _densest(near)
        if score <= threshold:
            break
        found.append((score, sorted(accounts)))
        near = {
            account: {other: weight for other, weight in others.items() if other not in accounts}
            for account, others in near.items()
            if account not in accounts
        }
    return found


def _densest(near: Neighbours) -> tuple[float, set[int]]:
    """Peel the account with the least weight off until nothing is left; return the densest set on the way.

    Density is the sum of weights times the share of possible pairs that are there: a chain of coincidences is not a
    ring. Peeling finds at least half of the best sum per account (Charikar 2000), and unlike community search it has no
    random start.
    """
    strength = {account: sum(others.values()) for account, others in near.items()}
    heap = [(weight, account) for account, weight in strength.items()]
    heapq.heapify(heap)
    total, links = sum(strength.values()) / 2, sum(map(len, near.values())) // 2
    peeled: list[int] = []
    best, best_at = 0.0, 0
    while len(strength) >= SMALLEST_RING:
        score = _density(total, links, len(strength))
        if score > best:
            best, best_at = score, len(peeled)
        account = _weakest(heap, strength)
        del strength[account]
        peeled.append(account)
        for other, weight in near[account].items():
            if other in strength:
                strength[other] -= weight
                total -= weight
                links -= 1
                heapq.heappush(heap, (strength[other], other))
    return best, set(near).difference(peeled[:best_at]) if best else set()


def _density(total: float, links: int, size: int) -> float:
    return total * links / (size * (size - 1) / 2)


def _weakest(heap: list[tuple[float, int]], strength: dict[int, float]) -> int:
    while True:
        weight, account = heapq.heappop(heap)
        if strength.get(account) == weight:  # anything else was pushed before a neighbour left
            return account
