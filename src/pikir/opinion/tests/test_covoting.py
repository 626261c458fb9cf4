import numpy as np
import pytest

from pikir.opinion import Votes, compute_map
from pikir.opinion.covoting import as_one_voice, find_covoting, moments
from pikir.opinion.rings import Ring
from pikir.opinion.uncertainty import uncertainty

from .planted import planted

PEOPLE, STATEMENTS = 300, 40


def evening(ring: int = 0, acts: int = 20, seed: int = 2) -> tuple[Votes, np.ndarray]:
    """Two camps who vote in the same evening, each in an order of their own; a ring votes as one, in one minute."""
    random = np.random.default_rng(seed)
    camp = np.where(np.arange(PEOPLE) % 2, 1.0, -1.0)
    leaning = camp[:, None] * random.normal(0, 1.5, STATEMENTS) + random.normal(0.2, 0.5, STATEMENTS)
    answers = np.where(random.random(leaning.shape) < 1 / (1 + np.exp(-1.7 * leaning)), 1, -1)
    who, what = np.nonzero(random.random(leaning.shape) < 0.5)
    when = random.uniform(0, 3600, PEOPLE)[who] + random.uniform(0, 1200, len(who))
    value = answers[who, what]
    for thing in random.choice(STATEMENTS, acts, replace=False) if ring else ():
        said, at = random.choice([-1, 1]), random.uniform(0, 3600)
        who = np.concatenate([who, np.arange(PEOPLE, PEOPLE + ring)])
        what, value = np.concatenate([what, [thing] * ring]), np.concatenate([value, [said] * ring])
        when = np.concatenate([when, at + random.uniform(0, 40, ring)])
    votes = Votes.of(who, what, value, (when * 1000).astype(int), participants=PEOPLE + ring, statements=STATEMENTS)
    return votes, when


def by_camp(who: np.ndarray, what: np.ndarray) -> np.ndarray:
    votes, _ = evening()
    mean = np.zeros((2, STATEMENTS))
    for side in (0, 1):
        ours = votes.participant % 2 == side
        count = np.bincount(votes.statement[ours], minlength=STATEMENTS)
        mean[side] = np.bincount(votes.statement[ours], votes.value[ours], STATEMENTS) / count
    return np.where(who < PEOPLE, mean[who % 2, what], 0.0)


@pytest.mark.parametrize("ring", [6, 15])
def test_a_ring_that_votes_as_one_is_found(ring: int) -> None:
    votes, when = evening(ring)
    found = find_covoting(votes, when, by_camp, draws=99)
    flagged = {account for one in found.rings for account in one.accounts}
    assert flagged == set(range(PEOPLE, PEOPLE + ring))


def test_copies_move_no_result_further_than_its_interval() -> None:
    """One voter in twenty is a copy of another, and each copy votes within a minute of the rest."""
    town = planted(600, 40, 0.4, seed=4)
    random = np.random.default_rng(9)
    moment = random.uniform(0, 40 * 3600, len(town.votes.participants))[town.votes.participant]
    times = moment + random.uniform(0, 1200, len(town.votes))
    copies = np.arange(600, 632)
    shown = random.choice(40, 30, replace=False)
    who, what = np.repeat(copies, 30), np.tile(shown, len(copies))
    value = np.tile(random.choice([-1, 1], 30), len(copies))
    copied = np.tile(10_000 + 90.0 * np.arange(30), len(copies)) + random.uniform(0, 40, len(who))
    votes = Votes.of(
        np.concatenate([town.votes.participant, who]), np.concatenate([town.votes.statement, what]),
        np.concatenate([town.votes.value, value]), (np.concatenate([times, copied]) * 1000).astype(int),
        participants=632, statements=40,
    )  # fmt: skip
    found = find_covoting(votes, np.concatenate([times, copied]), draws=99)
    assert {person for ring in found.rings for person in ring.accounts} == set(copies.tolist())
    plain, pushed = compute_map(town.votes, groups=2), compute_map(votes, groups=2)
    held = compute_map(as_one_voice(votes, found.rings), groups=2)
    sure = uncertainty(plain, repeats=100, again=0)
    low, high = sure.product_agree.T
    inside = (held.consensus.product_agree >= low) & (held.consensus.product_agree <= high)
    assert inside.all()
    assert not ((pushed.consensus.product_agree >= low) & (pushed.consensus.product_agree <= high)).all()


def test_neighbours_of_one_mind_are_no_ring() -> None:
    votes, when = evening()
    assert find_covoting(votes, when, by_camp, draws=99).rings == ()


def test_a_meeting_that_votes_together_is_no_ring() -> None:
    random = np.random.default_rng(6)
    who, what = (grid.ravel() for grid in np.meshgrid(np.arange(60), np.arange(25), indexing="ij"))
    value = random.choice([-1, 1], len(who))  # everybody answers when it is read out, for oneself
    when = what * 120.0 + random.uniform(0, 30, len(who))
    votes = Votes.of(who, what, value, participants=60, statements=25)
    found = find_covoting(votes, when, draws=99)
    assert found.coincidences > 10_000
    assert found.rings == ()


def test_the_same_answer_in_any_order() -> None:
    votes, when = evening(6)
    order = np.random.default_rng(0).permutation(len(votes))
    mixed = Votes.of(
        votes.participant[order], votes.statement[order], votes.value[order], votes.order[order],
        participants=PEOPLE + 6, statements=STATEMENTS,
    )  # fmt: skip
    assert find_covoting(mixed, when[order], draws=99) == find_covoting(votes, when, draws=99)


@pytest.mark.parametrize("people", [0, 1, 2])
def test_hardly_anybody_votes(people: int) -> None:
    votes = Votes.of(range(people), [0] * people, [1] * people, participants=people, statements=1)
    assert find_covoting(votes, np.zeros(people), draws=99).rings == ()


def test_times_are_told_from_counts() -> None:
    def told(order: list[int]) -> list[float] | None:
        found = moments(Votes.of([1] * len(order), range(len(order)), [1] * len(order), order))
        return None if found is None else found.tolist()

    assert told([0, 1]) is None
    assert told([]) is None
    assert told([1_700_000_000, 1_700_000_005]) == [1_700_000_000, 1_700_000_005]
    assert told([1_700_000_000_000, 1_700_000_005_000]) == [1_700_000_000, 1_700_000_005]


def test_a_ring_counts_as_one_voice() -> None:
    rows = [(0, 0, 1), (1, 0, 1), (2, 0, -1), (3, 0, -1), (1, 1, 1), (2, 1, -1), (3, 1, 1), (0, 2, 1)]
    votes = Votes.of(*zip(*rows, strict=True), excluded=[2])
    merged = as_one_voice(votes, [Ring((1, 2, 3), 1.0, 0.01)])
    said = dict(
        zip(zip(merged.participant.tolist(), merged.statement.tolist(), strict=True), merged.value, strict=True)
    )
    assert said == {(0, 0): 1, (1, 0): -1, (1, 1): 1, (0, 2): 1}
    assert merged.arrival[1].tolist() == votes.arrival[1].tolist()
    assert merged.excluded.tolist() == [False, False, True]


def test_a_divided_ring_passes_and_nobody_stays_nobody() -> None:
    votes = Votes.of([0, 1], [0, 0], [1, -1])
    assert as_one_voice(votes, [Ring((0, 1), 1.0, 0.01)]).value.tolist() == [0]
    same = as_one_voice(votes, [])
    assert (same.ballots.value == votes.ballots.value).all()
    assert (same.arrival[0] == votes.arrival[0]).all()
