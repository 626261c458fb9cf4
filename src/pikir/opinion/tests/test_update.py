"""New votes: as if all had been there from the beginning."""

import numpy as np
import pytest

from pikir.opinion import METHODS, Votes, compute_map

from .planted import planted


def cut(votes: Votes, first: int, last: int) -> Votes:
    part = slice(first, last)
    return Votes.of(votes.participant[part], votes.statement[part], votes.value[part], votes.order[part])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seed", range(3))
def test_step_by_step_gives_the_same_bits_as_at_once(method: str, seed: int) -> None:
    chance = np.random.default_rng(seed)
    plain = planted(150, 40, 0.3, seed).votes
    again = chance.integers(0, len(plain), 200)  # people think again
    log = Votes.of(
        np.concatenate([plain.participant, plain.participant[again]]),
        np.concatenate([plain.statement, plain.statement[again]]),
        np.concatenate([plain.value, -plain.value[again]]),
    )
    mixed = chance.permutation(len(log))
    votes = Votes.of(log.participant[mixed], log.statement[mixed], log.value[mixed])
    stepwise = compute_map(cut(votes, 0, 300), method=method)
    for first, last in [(300, 301), (301, 700), (700, 700), (700, len(votes))]:
        stepwise = stepwise.update(cut(votes, first, last))
    whole = compute_map(votes, method=method)
    assert (stepwise.votes.participants == whole.votes.participants).all()
    assert (stepwise.tables.vote_seen == whole.tables.vote_seen).all()
    assert stepwise.hash == whole.hash


def test_what_is_left_out_stays_out_and_the_new_says_of_its_own() -> None:
    old = Votes.of(["a", "a", "b"], ["x", "y", "y"], [1, -1, 1], excluded=["y"])
    both = compute_map(old).update(Votes.of(["c", "a"], ["z", "y"], [1, 0], meta=["z"]))
    assert both.votes.statements.tolist() == ["x", "y", "z"]
    assert both.votes.excluded.tolist() == [False, True, True]
    assert both.votes.meta.tolist() == [False, False, True]
    assert both.counts.votes == 4
    assert both.votes.ballots.value.tolist() == [1, 0, 1, 1]
