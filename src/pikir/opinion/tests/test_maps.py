"""What holds for every map, whatever the votes."""

import numpy as np
import pytest

from pikir.opinion import METHODS, OBSERVATORY, Map, Votes, compute_map

from .planted import Planted, agreement, planted

PEOPLE, STATEMENTS = 400, 60


@pytest.fixture(scope="module")
def town() -> Planted:
    return planted(PEOPLE, STATEMENTS, 0.3, 1)


@pytest.fixture(scope="module", params=METHODS)
def whole(request: pytest.FixtureRequest, town: Planted) -> Map:
    return compute_map(town.votes, method=request.param)


def test_the_order_of_the_list_and_the_threads_change_nothing(town: Planted) -> None:
    votes = town.votes
    first = compute_map(votes, threads=1)
    shuffled = np.random.default_rng(2).permutation(len(votes))
    again = Votes.of(
        votes.participant[shuffled], votes.statement[shuffled], votes.value[shuffled], votes.order[shuffled],
        participants=PEOPLE, statements=STATEMENTS,
    )  # fmt: skip
    assert compute_map(again, threads=2).hash == first.hash


def test_names_change_nothing_but_names(town: Planted, whole: Map) -> None:
    votes, mix = town.votes, np.random.default_rng(3)
    who, what = mix.permutation(PEOPLE), mix.permutation(STATEMENTS)
    renamed = who[votes.participant], what[votes.statement], votes.value
    again = compute_map(Votes.of(*renamed, participants=PEOPLE, statements=STATEMENTS), method=whole.method)
    assert again.grouping.k == whole.grouping.k
    placed = whole.grouping.of >= 0
    assert (again.grouping.of[who] >= 0).tolist() == placed.tolist()
    assert agreement(again.grouping.of[who][placed], whole.grouping.of[placed]) > 0.95
    assert again.positions.extremity[what] == pytest.approx(whole.positions.extremity, abs=1e-6)


def test_twins_stand_on_one_spot(town: Planted, whole: Map) -> None:
    votes = town.votes
    twice = compute_map(
        Votes.of(
            np.concatenate([votes.participant, votes.participant + PEOPLE]), np.tile(votes.statement, 2),
            np.tile(votes.value, 2), participants=2 * PEOPLE, statements=STATEMENTS,
        ),
        method=whole.method,
    )  # fmt: skip
    assert (twice.positions.points[:PEOPLE] == twice.positions.points[PEOPLE:]).all()
    assert (twice.grouping.of[:PEOPLE] == twice.grouping.of[PEOPLE:]).all()
    assert twice.group_tally.seen.sum() % 2 == 0


def test_people_without_votes_are_nowhere(town: Planted, whole: Map) -> None:
    votes = town.votes
    more = Votes.of(
        votes.participant, votes.statement, votes.value, participants=PEOPLE + 50, statements=STATEMENTS + 5
    )
    padded = compute_map(more, method=whole.method)
    assert padded.counts.participants == whole.counts.participants
    assert (padded.grouping.of[PEOPLE:] == -1).all()
    assert not padded.positions.points[PEOPLE:].any()
    assert np.isnan(padded.intervals.agree[STATEMENTS:]).all()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("people", "statements"),
    [(0, 0), (1, 1), (1, 100_000), (50, 1), (2, 2), (40, 30)],
    ids=["nobody", "one vote", "a busy machine", "one statement", "four votes", "all agree"],
)
def test_odd_votes_give_a_map(method: str, people: int, statements: int) -> None:
    who, what = np.repeat(np.arange(people), statements), np.tile(np.arange(statements), people)
    found = compute_map(Votes.of(who, what, np.ones(len(who), np.int8)), method=method)
    assert np.isfinite(found.positions.points).all()
    assert np.isfinite(found.priorities).all()
    assert not found.grouping.clear
    assert len(found.hash) == 64


def test_a_machine_that_votes_on_everything_moves_nobody(town: Planted) -> None:
    votes, count = town.votes, 100_000
    flood = compute_map(
        Votes.of(
            np.concatenate([votes.participant, np.full(count, PEOPLE)]),
            np.concatenate([votes.statement, STATEMENTS + np.arange(count)]),
            np.concatenate([votes.value, np.ones(count, np.int8)]), participants=PEOPLE + 1,
            statements=STATEMENTS + count,
        )
    )  # fmt: skip
    plain = compute_map(votes)
    placed = plain.grouping.of >= 0
    assert flood.grouping.k == plain.grouping.k
    assert agreement(flood.grouping.of[:PEOPLE][placed], plain.grouping.of[placed]) > 0.9


def test_planted_groups_are_found_and_a_continuum_is_not_divided() -> None:
    town = planted(2_000, 200, 0.12, 5)
    found = compute_map(town.votes)
    assert found.grouping.clear
    assert found.grouping.k == 4
    placed = found.grouping.of >= 0
    assert agreement(found.grouping.of[placed], town.group[placed]) > 0.75
    sure = found.grouping.membership.max(axis=1) >= 0.9
    assert agreement(found.grouping.of[sure], town.group[sure]) > 0.88
    assert compute_map(planted(2_000, 200, 0.12, 5, groups=False).votes).grouping.reason == "continuum"


def test_a_probability_of_a_group_is_as_often_right() -> None:
    town = planted(10_000, 300, 0.07, 1)
    told = compute_map(town.votes, groups=4).grouping
    placed = told.of >= 0
    most = [np.bincount(town.group[told.of == group]).argmax() for group in range(4)]
    right = np.array(most)[told.of] == town.group
    sure = told.membership.max(axis=1)
    assert abs(sure[placed].mean() - right[placed].mean()) < 0.01
    for low in (0.6, 0.75, 0.9):
        some = placed & (sure >= low) & (sure < low + 0.1)
        assert abs(sure[some].mean() - right[some].mean()) < 0.05


def test_asked_for_groups_come(town: Planted, whole: Map) -> None:
    for k in (2, 3):
        assert compute_map(town.votes, method=whole.method, groups=k).grouping.k == k


def test_a_vote_is_foretold(town: Planted, whole: Map) -> None:
    ballots = town.votes.ballots
    told = whole.predict(ballots.participant, ballots.statement)
    mean = whole.positions.centre[ballots.statement]
    assert ((ballots.value - told) ** 2).mean() < 0.8 * ((ballots.value - mean) ** 2).mean()
    assert np.abs(told).max() <= 1


@pytest.mark.parametrize("wrong", [{"method": "astrology"}, {"groups": 0}, {"threads": 0}])
def test_what_makes_no_sense_is_refused(town: Planted, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no method|at least"):
        compute_map(town.votes, **wrong)  # type: ignore[arg-type] # on purpose


def test_every_number_counts_in_the_hash(town: Planted) -> None:
    votes = town.votes
    value = votes.value.copy()
    value[0] = -1 if value[0] != -1 else 1
    other = Votes.of(votes.participant, votes.statement, value, participants=PEOPLE, statements=STATEMENTS)
    assert len({compute_map(log, method=method).hash for log in (votes, other) for method in METHODS}) == 4
    assert compute_map(votes, method=OBSERVATORY).hash == compute_map(votes).hash
