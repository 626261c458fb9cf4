from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pikir.opinion.coordination import DAY, Coordination, Shares, find_coordination
from pikir.opinion.rings import Pairs, find_rings, highest_score

QUICK = {"draws": 99}


@cache
def town(seed: int = 3, accounts: int = 400, shares: int = 4000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A busy town: few accounts share much, few things are shared by many, and what is shared comes in bursts."""
    random = np.random.default_rng(seed)
    activity = 1 / np.arange(1, accounts + 1) ** 0.7
    fame = 1 / np.arange(1, 601) ** 0.8
    account = random.choice(accounts, shares, p=activity / activity.sum())
    shared = random.choice(600, shares, p=fame / fame.sum())
    begins = random.uniform(0, 20 * DAY, 600)
    return account, shared, begins[shared] + random.exponential(6 * 3600, shares)


def with_rings(rings: int, size: int, acts: int, seed: int = 5) -> tuple[Shares, list[set[int]]]:
    """Add rings that share ``acts`` things within 45 seconds, four of five of them each time, and much else besides."""
    account, shared, time = town()
    random = np.random.default_rng(seed)
    extra: list[tuple[int, int, float]] = []
    truth = []
    for ring in range(rings):
        members = range(400 + ring * size, 400 + (ring + 1) * size)
        truth.append(set(members))
        for thing in random.choice(600, acts, replace=False):
            at = random.choice(time[shared == thing]) if (shared == thing).any() else 0.0
            extra += [(m, thing, at + random.uniform(0, 45)) for m in members if random.random() < 0.8]
        for row in random.choice(len(account), (size, 20)):
            extra += [(m, shared[r], time[r] + random.normal(0, 3600)) for m, r in zip(members, row, strict=False)]
    columns = [np.concatenate([old, new]) for old, new in zip(town(), np.array(extra).T, strict=True)]
    return Shares.make(columns[0].astype(int), columns[1].astype(int), columns[2]), truth


def flagged(found: Coordination) -> set[int]:
    return {account for ring in found.rings for account in ring.accounts}


@pytest.mark.parametrize(("acts", "recall"), [(6, 0.95), (4, 0.60)])
def test_planted_rings_are_found_and_nobody_else(acts: int, recall: float) -> None:
    shares, truth = with_rings(rings=5, size=6, acts=acts)
    guilty = set().union(*truth)
    found = flagged(find_coordination(shares, **QUICK))
    assert len(found & guilty) >= recall * len(guilty)
    assert len(found & guilty) >= 0.95 * len(found)


def test_rings_are_told_apart() -> None:
    shares, truth = with_rings(rings=3, size=6, acts=12)
    found = find_coordination(shares, **QUICK)
    assert sorted(map(sorted, truth)) == sorted(sorted(ring.accounts) for ring in found.rings)
    assert all(ring.chance <= 0.01 for ring in found.rings)


def test_evidence_names_what_was_shared_together() -> None:
    shares, _ = with_rings(rings=1, size=6, acts=8)
    found = find_coordination(shares, **QUICK)
    (ring,), (acts,) = found.rings, found.acts
    assert len([act for act in acts if len(act.accounts) >= 3]) >= 7
    assert all(set(act.accounts) <= set(ring.accounts) for act in acts)
    assert [act.time for act in acts] == sorted(act.time for act in acts)


def test_nothing_is_flagged_where_nobody_is_coordinated() -> None:
    account, shared, time = town()
    random = np.random.default_rng(11)
    found = [
        find_coordination(Shares.make(random.permutation(account), shared, time), seed=seed, **QUICK)
        for seed in range(10)
    ]
    assert sum(bool(result.rings) for result in found) <= 1


def test_a_whole_day_of_one_event_is_no_ring() -> None:
    random = np.random.default_rng(8)
    crowd = random.integers(1000, 1200, 1500)  # a disaster: hundreds share the same six things within an hour
    things, times = random.integers(700, 706, 1500), 9 * DAY + random.uniform(0, 3600, 1500)
    account, shared, time = town()
    shares = Shares.make(
        np.concatenate([account, crowd]), np.concatenate([shared, things]), np.concatenate([time, times])
    )
    assert not flagged(find_coordination(shares, **QUICK)) & set(range(1000, 1200))


def test_the_same_answer_in_any_order_and_with_repeated_rows() -> None:
    shares, _ = with_rings(rings=2, size=5, acts=8)
    order = np.random.default_rng(0).permutation(np.repeat(np.arange(len(shares.account)), 2))
    mixed = Shares.make(shares.account[order], shares.object[order], shares.time[order])
    assert find_coordination(mixed, **QUICK) == find_coordination(shares, **QUICK)


def test_names_do_not_matter() -> None:
    shares, _ = with_rings(rings=2, size=5, acts=9)
    names = np.random.default_rng(1).permutation(shares.account.max() + 1)
    renamed = Shares.make(names[shares.account], shares.object, shares.time)
    expected = [set(names[list(ring.accounts)]) for ring in find_coordination(shares, **QUICK).rings]
    assert sorted(map(sorted, expected)) == sorted(
        sorted(ring.accounts) for ring in find_coordination(renamed, **QUICK).rings
    )


def test_one_account_that_shares_everything_is_alone() -> None:
    shares = Shares.make(np.zeros(100_000, int), np.arange(100_000), np.arange(100_000.0))
    assert find_coordination(shares, **QUICK).rings == ()


def test_thousands_at_once_are_looked_at_in_bounded_time() -> None:
    crowd = Shares.make(np.arange(3_000), np.zeros(3_000, int), np.zeros(3_000))
    assert 100_000 < find_coordination(crowd, **QUICK).coincidences <= 3_000 * 50


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(0, 300)), max_size=60))
def test_any_shares_have_an_answer(rows: list[tuple[int, int, int]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    found = find_coordination(Shares.make(*columns), draws=19, error_rate=0.05)
    assert flagged(found) <= set(columns[0])
    assert all(len(ring.accounts) >= 3 for ring in found.rings)
    everyone = [account for ring in found.rings for account in ring.accounts]
    assert len(everyone) == len(set(everyone))


def test_shares_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in number"):
        Shares.make([1, 2], [1], [1.0])
    with pytest.raises(ValueError, match="finite"):
        Shares.make([1], [1], [float("nan")])


def test_an_error_rate_needs_enough_draws() -> None:
    with pytest.raises(ValueError, match="10 draws"):
        find_rings(pairs([]), [0.0] * 10, 0.01)


def pairs(links: list[tuple[int, int, float]]) -> Pairs:
    one, other, weight = zip(*links, strict=True) if links else ((), (), ())
    return Pairs(np.array(one, np.int64), np.array(other, np.int64), np.array(weight, float))


def clique(first: int, size: int, weight: float) -> list[tuple[int, int, float]]:
    return [(a, b, weight) for a in range(first, first + size) for b in range(a + 1, first + size)]


def test_the_densest_set_is_found_among_loose_ends() -> None:
    links = [
        *clique(0, 6, 5.0),
        *clique(10, 5, 4.0),
        (5, 10, 3.1),
        *((20 + i, 21 + i, 3.5) for i in range(8)),
        (20, 0, 3.2),
    ]
    assert highest_score(pairs(links)) == pytest.approx(75.0)
    found = find_rings(pairs(links), [20.0] * 99)
    assert [ring.accounts for ring in found] == [(0, 1, 2, 3, 4, 5), (10, 11, 12, 13, 14)]
    assert highest_score(pairs(clique(0, 2, 50.0))) == 0
