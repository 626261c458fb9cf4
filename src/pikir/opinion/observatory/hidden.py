"""Hidden votes: how well groups tell what was not looked at."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pikir.opinion.results import Index, Int, Real, Tally
from pikir.opinion.tables import rows_of
from pikir.opinion.votes import Ballots, Flags

from .mixture import Mixture, membership
from .plane import Evidence, Model, by_statement, evidence

ONE_IN, ENOUGH, MAX_FOLDS, MAX_ASKED = 10, 20_000, 5, 10_000
MEAN_PRIOR = 2.0  # votes at the mean of the statement, added to each mean of a group

Keys = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class _Fold:
    """One hiding: votes that are left, evidence without the hidden ones, the hidden ones."""

    left: Ballots
    facts: Evidence
    who: Index
    what: Index
    vote: Real


@dataclass(frozen=True, eq=False)
class Hidden:
    """Votes, one in ten, of the people asked: everybody, or some 10,000. Of few votes several tenths in turn."""

    folds: list[_Fold]
    model: Model

    @classmethod
    def of(cls, ballots: Ballots, counts: Tally, model: Model, facts: Evidence, people: Int) -> "Hidden":
        """Hide by what was voted, so that neither the order nor the names of people or statements matter.

        ``facts`` is the evidence of ``people``.
        """
        answers = _answer_keys(counts)
        if len(people) > MAX_ASKED:
            asked = drawn(facts)
            people, facts = people[asked], facts.taken(asked)
        rows = rows_of(ballots, people)
        votes = _mixed(np.repeat(_person_keys(rows, answers), rows.given) ^ answers[rows.answers(slice(None))])
        count = int(np.clip(np.ceil(ENOUGH * ONE_IN / max(1, len(votes))), 1, MAX_FOLDS))
        tenth = votes % np.uint64(ONE_IN)
        return cls([_fold(rows, model, facts, tenth == fold) for fold in range(count)], model)

    def error(self, mixture: Mixture) -> float:
        """Mean squared error of hidden votes, told by the means of groups, weighted by membership."""
        total, count = 0.0, 0
        for fold in self.folds:
            part, _ = membership(fold.facts, mixture)
            means = _means(fold.left, part, self.model.centre)
            told = sum(part[cloud, fold.who] * means[cloud, fold.what] for cloud in range(mixture.k))
            total += float(((fold.vote - told) ** 2).sum())
            count += len(fold.vote)
        return total / max(1, count)

    def error_by_place(self) -> float:
        """Mean squared error of hidden votes, told by where a person stands."""
        total, count = 0.0, 0
        for fold in self.folds:
            place, _ = fold.facts.posterior()
            told = self.model.centre[fold.what]
            for axis in (0, 1):
                told = told + place[fold.who, axis] * self.model.loading[axis, fold.what]
            total += float(((fold.vote - np.clip(told, -1, 1)) ** 2).sum())
            count += len(fold.vote)
        return total / max(1, count)


def drawn(facts: Evidence) -> Int:
    """Draw at most 10,000 people, by the bits of their evidence, as by a hash: indices, ascending."""
    if len(facts.pull) <= MAX_ASKED:
        return np.arange(len(facts.pull))
    return np.sort(np.argsort(_mixed(facts.pull.view(np.uint64)[:, 0]), kind="stable")[:MAX_ASKED])


def _fold(rows: Ballots, model: Model, facts: Evidence, hidden: Flags) -> _Fold:
    away = evidence(_some(rows, hidden), model)
    without = Evidence(facts.precision - away.precision, facts.pull - away.pull)
    who, what = rows.participant[hidden], rows.statement[hidden]
    return _Fold(_some(rows, ~hidden), without, who, what, rows.value[hidden].astype(np.float64))


def _some(rows: Ballots, kept: Flags) -> Ballots:
    start = np.concatenate([[0], np.cumsum(kept)])[rows.start]
    return Ballots(start, rows.statement[kept], rows.value[kept])


def _means(rows: Ballots, part: Real, centre: Real) -> Real:
    """Mean vote of each group on each statement (k, S)."""
    seen, sums = by_statement(rows, np.ascontiguousarray(part.T), len(centre))
    return np.asarray(((sums + MEAN_PRIOR * centre[:, None]) / (seen + MEAN_PRIOR)).T)


def _answer_keys(counts: Tally) -> Keys:
    """Return a number for each answer to each statement, by how all answered it."""
    statement = _mixed(counts.agrees)
    for count in (counts.disagrees, counts.seen):
        statement = _mixed(statement + count.astype(np.uint64))
    three = np.arange(3, dtype=np.uint64)
    return _mixed(np.add.outer(statement, three).ravel())


def _person_keys(rows: Ballots, answers: Keys) -> Keys:
    """Return a number for each person; equal rows have equal ones."""
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(answers[rows.answers(slice(None))], dtype=np.uint64)])
    return _mixed(sums[rows.start[1:]] - sums[rows.start[:-1]])


def _mixed(number: NDArray[np.int64] | Keys) -> Keys:
    """Scatter whole numbers over all of 64 bits (the finaliser of splitmix64, Steele, Lea and Flood 2014)."""
    mixed = number.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
