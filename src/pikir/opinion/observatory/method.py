"""The method as a whole."""

import numpy as np

from pikir.opinion.methods import Findings
from pikir.opinion.parity.representative import priorities
from pikir.opinion.results import Consensus, Group, Grouping, Index, Int, Positions, Real, Tally
from pikir.opinion.statements import group_tally, lower_bound, product, tally
from pikir.opinion.tables import MAX_COLUMNS, Tables
from pikir.opinion.votes import Ballots, Flags, Votes

from .choice import Choice, choose, forced
from .curves import curved_membership
from .plane import Evidence, Model, evidence, fitted
from .representative import common, representatives

MIN_VOTES = 7  # on statements in use, or on all of fewer: less says too little of a person to name a group


def columns(votes: Votes) -> Index:
    """Statements that the tables are needed for: all, or of very many those most voted on."""
    size = len(votes.statements)
    if size <= MAX_COLUMNS:
        return np.arange(size, dtype=np.int32)
    seen = np.bincount(votes.ballots.statement, minlength=size) * ~votes.excluded
    most = np.argsort(-seen, kind="stable")[:MAX_COLUMNS]
    return np.sort(most[seen[most] > 1]).astype(np.int32)  # one person alone says nothing of a pair of people


def compute(votes: Votes, tables: Tables, groups: int | None) -> Findings:
    """Compute all; ``groups`` overrides the choice."""
    ballots, size, live = votes.ballots, len(votes.statements), ~votes.excluded
    counts = tally(ballots, size)
    model = fitted(ballots, counts, live, tables)
    facts = evidence(ballots, model)
    people = _placed(votes, live)
    choice = choose(ballots, counts, model, facts, people) if groups is None else forced(facts, people, groups)
    of, part = _members(ballots, live, facts, people, choice)
    inside = group_tally(ballots, of, choice.mixture.k, size)
    lower = lower_bound(inside.agrees, inside.seen), lower_bound(inside.disagrees, inside.seen)
    positions = _positions(model, facts, ballots.given > 0)
    return Findings(
        positions, _grouping(choice, of, part, inside, live), counts, inside,
        Consensus(
            common(counts, counts.agrees, lower[0], live), common(counts, counts.disagrees, lower[1], live),
            product(inside.agrees, inside.seen), product(inside.disagrees, inside.seen), *lower,
        ),
        priorities(counts, positions.extremity, votes.meta),
    )  # fmt: skip


def _placed(votes: Votes, live: Flags) -> Int:
    """People who voted enough to name a group for them."""
    ballots = votes.ballots
    given = ballots.given
    if not live.all():
        given = np.bincount(ballots.participant[live[ballots.statement]], minlength=len(given))
    return np.flatnonzero(given >= max(1, min(MIN_VOTES, int(live.sum()))))


def _members(ballots: Ballots, live: Flags, facts: Evidence, people: Int, choice: Choice) -> tuple[Index, Real]:
    of = np.full(len(facts.pull), -1, np.int32)
    part = np.zeros((len(of), choice.mixture.k))
    if len(people):
        probability = curved_membership(ballots, live, facts.taken(people), people, choice.mixture)
        part[people] = probability.T
        of[people] = probability.argmax(axis=0)
    return of, part


def _positions(model: Model, facts: Evidence, voted: Flags) -> Positions:
    """Describe the plane in units of the spread of people: the prior of a position is standard normal."""
    points, covariance = facts.posterior()
    points[~voted] = 0.0
    scale = np.sqrt((model.loading * model.loading).sum(axis=1))
    axes = model.loading / np.where(scale > 0, scale, 1)[:, None]
    per, room = model.loading / model.noise, 1 - model.centre
    alone = Evidence(
        np.stack([per[0] * model.loading[0], per[0] * model.loading[1], per[1] * model.loading[1]], axis=1),
        (per * room).T.copy(),
    )
    whole = (model.loading * model.loading).sum() + (model.noise * (np.abs(model.loading).sum(axis=0) > 0)).sum()
    explained = scale * scale / whole if whole > 0 else np.zeros(2)
    extremity = np.sqrt(len(room)) * room * np.sqrt((axes * axes).sum(axis=0))
    return Positions(points, covariance, axes, scale, model.centre, explained, alone.posterior()[0], extremity)


def _grouping(choice: Choice, of: Index, part: Real, inside: Tally, live: Flags) -> Grouping:
    mixture, telling = choice.mixture, representatives(inside, live)
    groups = tuple(
        Group(
            np.flatnonzero(of == cloud).astype(np.int32), mixture.mean[cloud],
            mixture.spread[cloud][[0, 1, 1, 2]].reshape(2, 2), telling[cloud],
        )
        for cloud in range(mixture.k)
    )  # fmt: skip
    return Grouping(groups, of, part, choice.scores, clear=not choice.reason and mixture.k > 1, reason=choice.reason)
