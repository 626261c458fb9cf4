"""Votes with a known truth: groups or a continuum of people in a plane, statements as directions in it."""

from dataclasses import dataclass

import numpy as np

from pikir.opinion import Votes

CENTRES = np.array([[1.6, 0.2], [-1.5, 0.6], [0.1, -1.8], [-0.4, 2.0]])
SHARES = [0.4, 0.3, 0.2, 0.1]


@dataclass(frozen=True, eq=False)
class Planted:
    """Votes, and of each person the group and the place, and of each statement the direction and the level."""

    votes: Votes
    group: np.ndarray
    place: np.ndarray
    direction: np.ndarray
    level: np.ndarray

    def shares(self) -> np.ndarray:
        """True share of all people who would agree with each statement."""
        passes, agrees = chances(self.place @ self.direction.T + self.level)
        return ((1 - passes) * agrees).mean(axis=0)


def chances(lean: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Chance to pass, and to agree where one does not."""
    return 0.10 + 0.12 * np.exp(-lean * lean), 1 / (1 + np.exp(-1.7 * lean))


def planted(people: int, statements: int, share: float, seed: int, *, groups: bool = True) -> Planted:
    """Plant four unequal groups, or one round cloud.

    People vote on ``share`` of the statements on average, few much more than most, and some statements are shown much
    more than others. A vote follows a logistic curve along the direction of the statement; some pass.
    """
    chance = np.random.default_rng(seed)
    group = chance.choice(4, people, p=SHARES)
    near = CENTRES[group] + 0.45 * chance.standard_normal((people, 2))
    place = near if groups else 1.3 * chance.standard_normal((people, 2))
    direction = 0.9 * chance.standard_normal((statements, 2))
    level = 0.3 + 0.7 * chance.standard_normal(statements)
    who, what = _shown(people, statements, share, chance)
    lean = (direction[what] * place[who]).sum(axis=1) + level[what]
    passes, agrees = (chance.random(len(who)) < limit for limit in chances(lean))
    value = np.where(passes, 0, np.where(agrees, 1, -1)).astype(np.int8)
    votes = Votes.of(who, what, value, participants=people, statements=statements)
    return Planted(votes, group, place, direction, level)


def _shown(people: int, statements: int, share: float, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw for each person distinct statements, in proportion to how much they are shown."""
    many = np.exp(chance.normal(0, 0.8, people))
    given = np.clip(np.round(many / many.mean() * statements * share), 1, int(statements * 0.8)).astype(np.int64)
    weight = 0.7 * chance.standard_normal(statements)
    who, what = [], []
    for first in range(0, people, 20_000):
        part = given[first : first + 20_000]
        order = np.argsort(-(weight + chance.gumbel(size=(len(part), statements))), axis=1)
        taken = np.arange(statements) < part[:, None]
        who.append((np.nonzero(taken)[0] + first).astype(np.int32))
        what.append(order[taken].astype(np.int32))
    return np.concatenate(who), np.concatenate(what)


def agreement(one: np.ndarray, other: np.ndarray) -> float:
    """Adjusted Rand index of two divisions of the same people (Hubert and Arabie 1985)."""
    rows, columns = (np.unique(labels, return_inverse=True)[1] for labels in (one, other))
    table = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(table, (rows, columns), 1)
    both, first, second, every = (
        (counts * (counts - 1) / 2).sum() for counts in (table, table.sum(1), table.sum(0), np.array([len(rows)]))
    )
    chance = first * second / every
    whole = (first + second) / 2
    return float((both - chance) / (whole - chance)) if whole != chance else 1.0
