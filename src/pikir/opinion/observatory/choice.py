"""How many groups: as many as pay off on hidden votes, if they stand apart; or none."""

from dataclasses import dataclass

import numpy as np

from pikir.opinion.results import Int, Tally
from pikir.opinion.votes import Ballots

from .hidden import Hidden
from .mixture import Cells, Mixture, cells, grown, membership, polished, single
from .plane import Evidence, Model

MAX_GROUPS = 6
PAYS = 0.01  # share of the squared error of hidden votes that one group more must save
SURE = 0.88  # mean probability with which people belong to their group, at least
NEAR = 1.045  # times the error that remains when the place of a person is known, at most
SHARP = 4.0  # times what one group more would save, at least
MIN_PEOPLE, MIN_STATEMENTS, MIN_GROUP, MIN_SHARE = 30, 10, 10, 0.02


@dataclass(frozen=True, eq=False)
class Choice:
    """The clouds, the error of hidden votes for each number tried, and why there are no groups, if so."""

    mixture: Mixture
    scores: dict[int, float]
    reason: str


def choose(ballots: Ballots, counts: Tally, model: Model, facts: Evidence, people: Int) -> Choice:
    """Choose the number of groups among the people who voted enough."""
    statements = int((model.loading != 0).any(axis=0).sum())
    gathered = cells(facts.taken(people))
    if len(people) < MIN_PEOPLE or statements < MIN_STATEMENTS:
        return Choice(_whole(gathered), {}, "few people" if len(people) < MIN_PEOPLE else "few statements")
    hidden = Hidden.of(ballots, counts, model, facts.taken(people), people)
    tried = [single(gathered)]
    scores = {1: hidden.error(tried[0])}
    while len(tried) < MAX_GROUPS:
        more = grown(gathered, tried[-1])
        scores[more.k] = hidden.error(more)
        if scores[more.k] > (1 - PAYS) * scores[more.k - 1]:
            break
        tried.append(more)
    reason, by_place = "continuum", hidden.error_by_place()
    for mixture in reversed(tried[1:]):
        if mixture.k + 1 not in scores or not _clear(gathered, mixture, scores, by_place):
            continue
        if (mixture.share * len(people) >= max(MIN_GROUP, MIN_SHARE * len(people))).all():
            return Choice(_ordered(polished(gathered, mixture)), scores, "")
        reason = "small groups"
    return Choice(tried[0], scores, reason)


def forced(facts: Evidence, people: Int, wanted: int) -> Choice:
    """Fit so many groups as are asked for, at most one a person."""
    gathered = cells(facts.taken(people))
    mixture = _whole(gathered)
    while mixture.k < min(wanted, len(people)):
        mixture = grown(gathered, mixture)
    return Choice(_ordered(polished(gathered, mixture)), {}, "")


def _whole(gathered: Cells) -> Mixture:
    return single(gathered) if len(gathered.weight) else Mixture(np.ones(1), np.zeros((1, 2)), np.array([[1.0, 0, 1]]))


def _ordered(mixture: Mixture) -> Mixture:
    """Put the largest first."""
    return mixture.taken(sorted(range(mixture.k), key=lambda cloud: (-mixture.share[cloud], *mixture.mean[cloud])))


def _clear(gathered: Cells, mixture: Mixture, scores: dict[int, float], by_place: float) -> bool:
    """Tell whether these are groups.

    Most people surely belong to theirs, and either hidden votes are told by the group nearly as well as by the place
    (``by_place``), or one group more would pay far less. On a continuum each further group pays about half of the one
    before it, the place tells more, and many people stand at borders.
    """
    k = mixture.k
    probability, _ = membership(gathered.evidence, mixture)
    sure = float((probability.max(axis=0) * gathered.weight).sum() / gathered.weight.sum())
    gain, next_gain = (1 - scores[more] / scores[more - 1] for more in (k, k + 1))
    return sure >= SURE and (scores[k] <= NEAR * by_place or gain >= SHARP * next_gain)
