"""How sure it is, and what of it may be shown."""

import numpy as np
import pytest

from pikir.opinion import Votes, compute_map, may_follow, published, uncertainty

from .planted import planted


@pytest.fixture(scope="module")
def town() -> Votes:
    return planted(600, 60, 0.4, 4).votes


def test_intervals_hold_what_was_counted_and_groups_stand(town: Votes) -> None:
    of = compute_map(town)
    rounds: list[tuple[int, int]] = []
    sure = uncertainty(of, repeats=100, again=3, progress=lambda done, whole: rounds.append((done, whole)))
    share = of.tally.agrees / of.tally.seen
    assert (sure.agree[:, 0] <= share).all()
    assert (share <= sure.agree[:, 1]).all()
    wilson = of.intervals.agree
    assert sure.agree == pytest.approx(wilson, abs=0.06)
    assert ((sure.product_agree[:, 1] >= of.consensus.product_agree).mean()) > 0.95
    assert sure.stability > 0.6
    assert sure.publishable
    assert rounds[-1] == (103, 103)
    assert (uncertainty(of, repeats=100, again=3).agree == sure.agree).all()


def test_without_groups_there_is_nothing_to_be_stable() -> None:
    of = compute_map(planted(300, 30, 0.4, 4, groups=False).votes)
    sure = uncertainty(of, repeats=2)
    assert np.isnan(sure.stability)
    assert not sure.publishable
    with pytest.raises(ValueError, match="two repeats"):
        uncertainty(of, repeats=1)


def test_small_cells_are_hidden_and_do_not_follow_from_others(town: Votes) -> None:
    few = planted(120, 40, 0.3, 4).votes
    for votes in (town, few):
        of = compute_map(votes, groups=4)
        shown = published(of)
        seen = np.vstack([of.group_tally.seen, of.tally.seen - of.group_tally.seen.sum(axis=0)])
        assert (of.group_tally.seen[shown.cells] >= 10).all()
        visible = np.vstack([shown.cells, np.zeros(len(votes.statements), bool)])
        hidden = np.where(visible, 0, seen)
        open_ones = shown.cells.any(axis=0)
        assert (of.tally.seen[open_ones] >= 20).all()
        assert not (open_ones & (hidden.sum(axis=0) > 0) & (hidden.sum(axis=0) < 10)).any()
        assert (shown.bins[:, 2] >= 10).all()
        assert shown.bins[:, 2].sum() + shown.left_out == of.counts.participants


def test_snapshots_that_differ_by_few_people_are_not_both_published(town: Votes) -> None:
    before = compute_map(town)
    few = before.update(Votes.of(np.arange(9), np.full(9, 3), np.repeat(-town.value[:1], 9)))
    many = before.update(Votes.of(np.arange(600), np.full(600, 61), np.ones(600, np.int8)))
    assert may_follow(before, before)
    assert not may_follow(before, few)
    assert may_follow(before, many)


def test_fewer_than_five_a_cell_are_refused(town: Votes) -> None:
    with pytest.raises(ValueError, match="at least 5"):
        published(compute_map(town), least=4)
