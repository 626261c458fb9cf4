import json

import numpy as np
import pytest
from scipy.stats import rankdata

from pikir.opinion import Votes
from pikir.opinion.bridging import BRIDGES, TURNED_DOWN, Bridging, compute_bridging
from pikir.opinion.factors import FACTOR_PENALTY, LEVEL_PENALTY, Factors, Model, Ratings


def two_camps(seed: int = 1, people: int = 300, bridging: int = 15, dividing: int = 45) -> tuple[Votes, np.ndarray]:
    """Two camps of different size; the first statements please both, the others one of them; a third is answered."""
    random = np.random.default_rng(seed)
    camp = np.where(random.random(people) < 0.65, -1.0, 1.0)
    slope = np.concatenate([random.normal(0, 0.15, bridging), random.choice([-1, 1], dividing) * 1.6])
    level = np.concatenate([np.full(bridging, 1.2), random.normal(0.4, 0.8, dividing)])
    leaning = camp[:, None] * slope + level + random.normal(0, 0.3, (people, 1))
    answers = np.where(random.random(leaning.shape) < 1 / (1 + np.exp(-1.7 * leaning)), 1, -1)
    answers[random.random(leaning.shape) < 0.1] = 0
    who, what = np.nonzero(random.random(leaning.shape) < 0.35)
    votes = Votes.of(who, what, answers[who, what], participants=people, statements=bridging + dividing)
    return votes, np.arange(bridging + dividing) < bridging


def auc(score: np.ndarray, positive: np.ndarray) -> float:
    ranks = rankdata(score)
    count = positive.sum()
    return (ranks[positive].sum() - count * (count + 1) / 2) / (count * (~positive).sum())


def bits(result: Bridging) -> str:
    numbers = [result.level, result.factor, result.baseline, result.lower, result.upper, result.person_level]
    return json.dumps([array.tobytes().hex() for array in numbers])


def test_planted_bridging_statements_are_found() -> None:
    found = []
    for seed in range(3):
        votes, planted = two_camps(seed)
        result = compute_bridging(votes, replicates=0)
        assert result is not None
        found.append(auc(result.level, planted))
        assert not (result.verdict[~planted] == BRIDGES).any()
    assert np.mean(found) >= 0.95


def test_what_the_larger_camp_alone_wants_does_not_bridge() -> None:
    random = np.random.default_rng(4)
    camp = np.arange(200) < 140
    partisan = np.where(camp[:, None], 1, -1) * np.repeat([1, -1], 10)
    shared = np.ones((200, 3), int)
    votes = matrix(np.hstack([partisan, shared, -shared]), random.random((200, 26)) < 0.8)
    result = compute_bridging(votes, replicates=10)
    assert result is not None
    share = votes.ballots.value[votes.ballots.statement == 0].mean()
    assert share > 0.3  # two of three agree, and yet
    assert (result.verdict[:20] != BRIDGES).all()
    assert (result.verdict[20:23] == BRIDGES).all()
    assert (result.verdict[23:] == TURNED_DOWN).all()
    assert (result.net[0, 10:20] * result.net[1, 10:20] < 0).all()


def matrix(answers: np.ndarray, given: np.ndarray | None = None) -> Votes:
    who, what = np.nonzero(np.ones_like(answers, bool) if given is None else given)
    return Votes.of(who, what, answers[who, what], participants=answers.shape[0], statements=answers.shape[1])


def test_same_bits_in_any_order_of_rows() -> None:
    votes, _ = two_camps(people=120)
    order = np.random.default_rng(0).permutation(len(votes))
    mixed = Votes.of(
        votes.participant[order], votes.statement[order], votes.value[order], votes.order[order],
        participants=120, statements=len(votes.statements),
    )  # fmt: skip
    first, again = compute_bridging(votes, replicates=5), compute_bridging(mixed, replicates=5)
    assert first is not None
    assert again is not None
    assert bits(first) == bits(again)


def test_nothing_near_the_solution_is_better() -> None:
    votes, _ = two_camps(people=80)
    ballots = votes.ballots
    ratings = Ratings(ballots.participant, ballots.statement, (ballots.value + 1) / 2)
    fitted = Model(ratings).fit()
    assert fitted.loss == pytest.approx(loss(ratings, fitted), abs=1e-12)
    random = np.random.default_rng(0)
    for size in (1e-2, 1e-3, 1e-4):
        for _ in range(20):
            assert loss(ratings, nudged(fitted, size, random)) > fitted.loss


def loss(ratings: Ratings, fit: Factors) -> float:
    """The published objective, written as it is read."""
    fitted = fit.mean + fit.person_level[ratings.person] + fit.level[ratings.statement]
    fitted = fitted + fit.person_factor[ratings.person] * fit.factor[ratings.statement]
    levels = (fit.person_level**2).mean() + (fit.level**2).mean() + fit.mean**2
    factors = (fit.person_factor**2).mean() + (fit.factor**2).mean()
    return float(((ratings.value - fitted) ** 2).mean() + LEVEL_PENALTY * levels + FACTOR_PENALTY * factors)


def nudged(fit: Factors, size: float, random: np.random.Generator) -> Factors:
    def moved(numbers: np.ndarray) -> np.ndarray:
        return numbers + size * random.standard_normal(len(numbers))

    return Factors(
        fit.mean, moved(fit.person_level), moved(fit.person_factor), moved(fit.level), moved(fit.factor), 0.0, 0
    )


def test_weights_count_people_as_often() -> None:
    votes, _ = two_camps(people=60)
    ballots = votes.ballots
    ratings = Ratings(ballots.participant, ballots.statement, (ballots.value + 1) / 2)
    twice = Ratings(
        np.concatenate([ratings.person, ratings.person + 60]).astype(np.int32),
        np.tile(ratings.statement, 2),
        np.tile(ratings.value, 2),
    )
    once = Model(ratings).fit(np.full(60, 2.0))
    assert np.allclose(once.level, Model(ratings).fit().level, atol=1e-7)
    assert np.allclose(once.level, Model(twice).fit().level, atol=1e-7)


def test_the_baseline_does_without_linked_people() -> None:
    votes, _ = two_camps(people=150)
    ring = np.arange(150, 190)
    who, what = np.repeat(ring, 60), np.tile(np.arange(60), 40)
    pushed = np.where(what == 59, 1, np.where(what % 2, 1, -1))
    stuffed = Votes.of(
        np.concatenate([votes.participant, who]), np.concatenate([votes.statement, what]),
        np.concatenate([votes.value, pushed]), participants=190, statements=60,
    )  # fmt: skip
    free, held = compute_bridging(stuffed, replicates=0), compute_bridging(stuffed, linked=ring.tolist(), replicates=0)
    plain = compute_bridging(votes, replicates=0)
    assert free is not None
    assert held is not None
    assert plain is not None
    assert np.abs(held.baseline - plain.baseline).max() < np.abs(free.baseline - plain.baseline).max() / 3


def test_the_interval_holds_the_level() -> None:
    votes, _ = two_camps(people=150)
    result = compute_bridging(votes, replicates=25)
    assert result is not None
    inside = (result.lower <= result.level) & (result.level <= result.upper)
    assert inside.mean() > 0.9
    assert (result.upper > result.lower).all()


@pytest.mark.parametrize("value", [-1, 0, 1])
def test_all_votes_alike(value: int) -> None:
    result = compute_bridging(matrix(np.full((30, 12), value)), replicates=3)
    assert result is not None
    assert np.isfinite(result.level).all()
    assert np.allclose(result.factor, 0, atol=1e-6)
    assert len(set(np.round(result.level, 9))) == 1


def test_too_few_votes_say_nothing() -> None:
    nobody = Votes.of([], [], [], participants=0, statements=3)
    one_person = matrix(np.ones((1, 30), int))
    one_statement = matrix(np.ones((30, 1), int))
    assert [compute_bridging(votes) for votes in (nobody, one_person, one_statement)] == [None] * 3


def test_statements_left_out_take_no_part() -> None:
    votes, _ = two_camps(people=100)
    result = compute_bridging(votes.with_excluded([0, 1]), replicates=0)
    assert result is not None
    assert np.isnan(result.level[:2]).all()
    assert not result.rated[:, :2].any()
    assert np.isfinite(result.level[2:]).all()


def test_more_support_is_a_higher_level() -> None:
    random = np.random.default_rng(2)
    answers = np.where(random.random((200, 12)) < np.linspace(0.1, 0.9, 12), 1, -1)
    result = compute_bridging(matrix(answers), replicates=0)
    assert result is not None
    assert np.corrcoef(result.level, answers.mean(axis=0))[0, 1] > 0.99
