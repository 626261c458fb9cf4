"""New votes: the same log, ballots and tables as if all had been there from the beginning, at the cost of the new."""

from collections.abc import Callable

import numpy as np

from .results import Index, Int
from .tables import Tables, rows_of
from .votes import Ballots, Votes


def added(
    old: Votes, tables: Tables, new: Votes, columns: Callable[[Votes], Index], threads: int
) -> tuple[Votes, Tables]:
    """Join newer votes to a log; mend its ballots and tables."""
    votes = old.joined(new)
    who, what = (np.searchsorted(*pair) for pair in (
        (votes.participants, old.participants), (votes.statements, old.statements)
    ))  # fmt: skip
    before = _renumbered(old.ballots, who, what, len(votes.participants))
    fresh = _fresh(votes, len(new))
    people = np.flatnonzero(fresh.given)
    gone, come = rows_of(before, people), _overridden(rows_of(before, people), rows_of(fresh, people))
    vars(votes)["ballots"] = _replaced(before, people, come)
    wanted = columns(votes)
    if len(wanted) != len(votes.statements):  # chosen ones, which may be others now
        return votes, Tables.of(votes.ballots, wanted, len(votes.statements), threads)
    whole = tables if len(what) == len(wanted) else tables.widened(what, wanted)
    return votes, whole.changed(gone, come, len(votes.statements))


def _renumbered(ballots: Ballots, who: Int, what: Int, people: int) -> Ballots:
    """Move rows and columns to where their labels stand now; labels are sorted, so the order stays."""
    if people == len(ballots.given) and (not len(what) or what[-1] == len(what) - 1):
        return ballots
    given = np.zeros(people, np.int64)
    given[who] = ballots.given
    start = np.concatenate([[0], np.cumsum(given)])
    return Ballots(start, what.astype(np.int32)[ballots.statement], ballots.value)


def _fresh(votes: Votes, count: int) -> Ballots:
    """Ballots of the last ``count`` votes alone."""
    last = slice(len(votes) - count, None)
    return Votes(
        votes.participant[last], votes.statement[last], votes.value[last], votes.order[last],
        votes.participants, votes.statements, votes.excluded, votes.meta,
    ).ballots  # fmt: skip


def _overridden(old: Ballots, new: Ballots) -> Ballots:
    """Join rows of the same people; where both hold a statement, the new vote counts."""
    who = np.concatenate([old.participant, new.participant])
    what = np.concatenate([old.statement, new.statement])
    order = np.lexsort((np.repeat([0, 1], [len(old.value), len(new.value)]), what, who))
    who, what, value = who[order], what[order], np.concatenate([old.value, new.value])[order]
    last = np.append((who[1:] != who[:-1]) | (what[1:] != what[:-1]), True) if len(who) else np.zeros(0, np.bool_)
    start = np.searchsorted(who[last], np.arange(len(old.start))).astype(np.int64)
    return Ballots(start, what[last], value[last])


def _replaced(ballots: Ballots, people: Int, rows: Ballots) -> Ballots:
    """Put other rows in the place of those of some people."""
    given = ballots.given.copy()
    given[people] = rows.given
    start = np.concatenate([[0], np.cumsum(given)]).astype(np.int64)
    kept = np.ones(len(ballots.value), np.bool_)
    for person in people.tolist():
        kept[ballots.start[person] : ballots.start[person + 1]] = False
    mine = np.repeat(start[people] - rows.start[:-1], rows.given) + np.arange(len(rows.value))
    others = np.ones(start[-1], np.bool_)
    others[mine] = False
    statement, value = np.empty(start[-1], np.int32), np.empty(start[-1], np.int8)
    statement[others], value[others] = ballots.statement[kept], ballots.value[kept]
    statement[mine], value[mine] = rows.statement, rows.value
    return Ballots(start, statement, value)
