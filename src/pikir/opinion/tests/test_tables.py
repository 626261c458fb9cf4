"""The tables are exact, whichever way a row is counted."""

import numpy as np
import pytest

from pikir.opinion import Votes
from pikir.opinion.tables import Tables


@pytest.mark.parametrize(
    ("people", "statements", "spread"), [(3_000, 70, 1.2), (70_000, 6, 0.0), (1, 5, 0.0)], ids=["mixed", "many", "one"]
)
@pytest.mark.parametrize("threads", [1, 2])
def test_sums_of_products_are_those_of_the_whole_matrix(
    people: int, statements: int, spread: float, threads: int
) -> None:
    chance = np.random.default_rng(1)
    voted = chance.random((people, statements)) < np.exp(chance.normal(-1, spread, people))[:, None]
    voted[:, 0] = True  # more votes on one statement than a block of sums can hold
    value = np.where(chance.random(voted.shape) < 0.8, -1, 1) * voted
    who, what = np.nonzero(voted)
    votes = Votes.of(who, what, value[voted], participants=people, statements=statements)
    found = Tables.of(votes.ballots, np.arange(statements, dtype=np.int32), statements, threads)
    seen = voted.astype(np.int64)
    assert (found.votes == value.T @ value).all()
    assert (found.vote_seen == value.T @ seen).all()
    assert (found.seen == seen.T @ seen).all()
