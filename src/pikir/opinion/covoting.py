"""Coordinated voting: people who answer the same statements in the same minute, more alike than their views explain.

Shared opinion is not coordination. Of each vote the map says how probable it was for people who stand there; a joint
act is two votes on one statement within a minute, and what counts is by how much the two agree more often than those
probabilities allow: the logarithm of the likelihood ratio between copying and voting for oneself. That many people
were there at the same time is a condition, never evidence: a meeting votes together, too. Chance deals the votes anew
among people of one view on one statement; everybody keeps place and time.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .coincidences import WINDOW, Int, Strata, coincidences, fresh
from .rings import DRAWS, ERROR_RATE, Pairs, Ring, find_rings, highest_score, reaching
from .votes import Votes

COPYING = 0.95  # how often a copied vote is the same; the rest are slips and disguise
LIKELY = 2.0  # powers of ten from which a pair takes part in the search; all pairs of a ring add up
LEVELS = 5  # equal parts of the scale from −1 to 1 that expected votes are put into
PRIOR = 4.0  # votes like those of everybody, added to each level: a level of three people says little
SURELY = 0.02  # no agreement is taken for more, or less, certain than this
MOMENT = 100_000_000  # an order from here on is a time in seconds (1973), from a thousand times that in milliseconds


@dataclass(frozen=True)
class Covoting:
    """Rings of positions of participants; ``highest`` as in `Coordination`; ``coincidences``: pairs of votes near."""

    rings: tuple[Ring, ...]
    highest: tuple[float, ...]
    coincidences: int


@dataclass(frozen=True)
class _Cast:
    """The votes that count, sorted by statement and time; ``stratum``: people of one view on one statement."""

    participant: Int
    statement: Int
    vote: Int
    time: NDArray[np.float64]
    stratum: Int


def moments(votes: Votes) -> NDArray[np.float64] | None:
    """Return the time of each vote in seconds, None if the order of votes is a mere count."""
    if not len(votes.order) or votes.order.min() < MOMENT:
        return None
    unit = 1000 if votes.order.min() >= MOMENT * 1000 else 1
    return votes.order / unit


def find_covoting(
    votes: Votes,
    time: NDArray[np.float64],
    expected: Callable[[Int, Int], NDArray[np.float64]] | None = None,
    *,
    window: float = WINDOW,
    draws: int = DRAWS,
    error_rate: float = ERROR_RATE,
    seed: int = 0,
    advance: Callable[[], object] = lambda: None,
) -> Covoting:
    """Find people who vote as one; ``time`` is in seconds, one a row of ``votes``.

    ``expected`` gives the vote, −1…1, that the map expects of participants on statements (`Map.predict`); without it
    everybody is expected to vote as the average. The rest as in `find_coordination`.
    """
    reaching(draws, error_rate)
    cast = _cast(votes, time, expected)
    first, second = coincidences(cast.statement, cast.time, window)
    apart = cast.participant[first] != cast.participant[second]
    search = _Search(cast, first[apart], second[apart], len(votes.participants))

    def chance() -> Iterator[float]:
        random, strata = np.random.default_rng(seed), Strata(cast.stratum)
        for _ in range(draws):
            yield highest_score(search.pairs(strata.dealt_anew(cast.vote, random)))
            advance()

    highest = tuple(chance())
    return Covoting(find_rings(search.pairs(cast.vote), highest, error_rate), highest, len(search.key))


def as_one_voice(votes: Votes, rings: Iterable[Ring]) -> Votes:
    """Return the votes with each ring as one participant, its first, who votes as most of the ring do.

    A ring that is divided in halves passes. For a result shown beside the plain one, never in its place.
    """
    spokesman = np.arange(len(votes.participants))
    for ring in rings:
        spokesman[list(ring.accounts)] = min(ring.accounts)
    ballots = votes.ballots
    size = len(votes.statements)
    key = spokesman[ballots.participant] * size + ballots.statement
    said, place = np.unique(key, return_inverse=True)
    value = np.sign(np.bincount(place, ballots.value, len(said))).astype(np.int8)
    who, what = (part.astype(np.int32) for part in np.divmod(said, max(size, 1)))
    cast = np.argsort(votes.order, kind="stable")[::-1]  # the first to be cast is written last, and stays
    order = np.empty(len(said), np.int64)
    order[np.searchsorted(said, (spokesman[votes.participant] * size + votes.statement)[cast])] = votes.order[cast]
    return replace(votes, participant=who, statement=what, value=value, order=order)


def _cast(votes: Votes, time: NDArray[np.float64], expected: Callable[[Int, Int], NDArray[np.float64]] | None) -> _Cast:
    rows = np.lexsort((np.arange(len(votes)), votes.order, votes.statement, votes.participant))
    last = np.ones(len(rows), bool)
    last[:-1] = fresh(votes.participant[rows], votes.statement[rows])[1:]
    rows = rows[last & ~votes.excluded[votes.statement[rows]]]
    rows = rows[np.lexsort((votes.participant[rows], time[rows], votes.statement[rows]))]
    who, what = _whole(votes.participant[rows]), _whole(votes.statement[rows])
    view = np.zeros(len(rows)) if expected is None else np.clip(expected(who, what), -1, 1)
    level = np.minimum(((view + 1) / 2 * LEVELS).astype(np.int64), LEVELS - 1)
    return _Cast(who, what, _whole(votes.value[rows]), time[rows], what * LEVELS + level)


def _whole(numbers: NDArray[np.signedinteger]) -> Int:
    return numbers.astype(np.int64)


class _Search:
    """Joint acts and how probable agreement in each is; only who voted what changes under chance."""

    def __init__(self, cast: _Cast, first: Int, second: Int, people: int) -> None:
        near = np.bincount(np.concatenate([first, second]), minlength=len(cast.vote))
        share = _shares(cast, 1 / (1 + near))  # what many say at once counts as one voice, or a ring would seem usual
        agree = np.clip((share[first] * share[second]).sum(axis=1), SURELY, 1 - SURELY)
        one, other = cast.participant[first], cast.participant[second]
        key = np.minimum(one, other) * people + np.maximum(one, other)
        order = np.argsort(key, kind="stable")
        self.key, self.first, self.second = key[order], first[order], second[order]
        self.people = people
        self.if_same = np.log10(COPYING / agree[order])
        self.if_not = np.log10((1 - COPYING) / (1 - agree[order]))
        self.begins = np.flatnonzero(fresh(self.key))

    def pairs(self, vote: Int) -> Pairs:
        """Return the pairs that agree improbably often when these are the votes."""
        if not len(self.begins):
            return Pairs(self.begins, self.begins, np.empty(0))
        evidence = np.where(vote[self.first] == vote[self.second], self.if_same, self.if_not)
        weight = np.add.reduceat(evidence, self.begins)
        strong = weight > LIKELY
        one, other = np.divmod(self.key[self.begins[strong]], self.people)
        return Pairs(one, other, weight[strong])


def _shares(cast: _Cast, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each vote the probabilities of −1, 0, 1 among people of that view on that statement."""
    statements = int(cast.statement.max(initial=-1)) + 1
    cells = np.bincount(cast.stratum * 3 + cast.vote + 1, weight, statements * LEVELS * 3)
    count = cells.reshape(statements, LEVELS, 3)
    overall = count.sum(axis=1, keepdims=True) + 1.0
    smooth = count + PRIOR * overall / overall.sum(axis=2, keepdims=True)
    shares = smooth / smooth.sum(axis=2, keepdims=True)
    told: NDArray[np.float64] = shares.reshape(-1, 3)[cast.stratum]
    return told
