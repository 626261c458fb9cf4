"""Exactly what Polis answered, on real votes."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pikir.opinion import PARITY, Map, Votes, compute_map, read_statements, read_votes

FOLDER = Path(os.environ.get("POLIS_DATA", Path(__file__).parents[5] / "shared/data/polis"))
GOLDEN = sorted((FOLDER / "golden").glob("*.cold.json.gz"))


@pytest.fixture(scope="module", params=GOLDEN, ids=lambda file: file.name.split(".cold")[0])
def pair(request: pytest.FixtureRequest) -> tuple[Map, dict[str, Any]]:
    golden = json.loads(gzip.decompress(request.param.read_bytes()))
    folder = FOLDER / request.param.name.removesuffix(".cold.json.gz")
    votes = read_votes(folder / "votes.csv", read_statements(folder / "comments.csv"))
    return compute_map(left_out(votes, golden), method=PARITY), golden


def left_out(votes: Votes, golden: dict[str, Any]) -> Votes:
    """Leave out also what was about the people themselves, which the exports do not say: columns of zeros."""
    sums = np.bincount(votes.ballots.statement, votes.ballots.value, len(votes.statements))
    zeros = {label for label, mean in zip(golden["tids"], golden["center"], strict=True) if mean == 0}
    still = {label for label, total in zip(votes.statements.tolist(), sums, strict=True) if total}
    return votes.with_excluded({*votes.statements[votes.excluded].tolist(), *(zeros & still)})


def by_statement(of: Map, golden: dict[str, Any]) -> np.ndarray:
    return np.searchsorted(of.votes.statements, golden["tids"])


def test_the_same_people_are_in_the_same_groups(pair: tuple[Map, dict[str, Any]]) -> None:
    ours, golden = pair
    people = ours.votes.participants
    assert ours.grouping.k == golden["k"]
    for number, members in golden["groups"].items():
        assert sorted(people[ours.grouping.groups[int(number)].members].tolist()) == sorted(members)
    scores = {int(k): score for k, score in golden["silhouettes"].items()}
    assert ours.grouping.scores == pytest.approx(scores, abs=1e-6)


def test_the_axes_are_the_same(pair: tuple[Map, dict[str, Any]]) -> None:
    ours, golden = pair
    axes = ours.positions.axes[:, by_statement(ours, golden)]
    theirs = np.array(golden["comps"])
    theirs *= np.sign((axes * theirs).sum(axis=1))[:, None]
    assert np.degrees(np.linalg.norm(axes - theirs, axis=1)).max() < 0.001
    assert ours.positions.extremity[by_statement(ours, golden)] == pytest.approx(golden["extremity"], abs=1e-6)


def test_the_same_statements_unite(pair: tuple[Map, dict[str, Any]]) -> None:
    ours, golden = pair
    labels = ours.votes.statements
    for way in ("agree", "disagree"):
        listed = [labels[entry.statement] for entry in getattr(ours.consensus, way)]
        assert listed == [entry["tid"] for entry in golden["consensus"][way]]
    expected = [golden["gac"][str(label)] for label in labels.tolist()]
    assert ours.consensus.product_agree == pytest.approx(expected, abs=1e-9)


def test_the_same_statements_tell_groups_apart(pair: tuple[Map, dict[str, Any]]) -> None:
    ours, golden = pair
    for number, entries in golden["repness"].items():
        mine = ours.grouping.groups[int(number)].representative
        assert [(ours.votes.statements[entry.statement], "agree" if entry.agree else "disagree") for entry in mine] == [
            (entry["tid"], entry["repful-for"]) for entry in entries
        ]
        assert [entry.ratio_z for entry in mine] == pytest.approx([e["repness-test"] for e in entries], abs=1e-5)
        assert [entry.share for entry in mine] == pytest.approx([e["p-success"] for e in entries], abs=1e-8)


def test_statements_are_shown_with_the_same_weight(pair: tuple[Map, dict[str, Any]]) -> None:
    ours, golden = pair
    expected = [golden["priorities"][str(label)] for label in ours.votes.statements.tolist()]
    assert ours.priorities == pytest.approx(expected, rel=1e-6)
