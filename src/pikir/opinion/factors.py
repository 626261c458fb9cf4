"""One-factor model of ratings, solved exactly: the objective that Community Notes publishes, without its optimiser.

A rating r of person u on statement n is mean + level of u + level of n + factor of u · factor of n. Minimised is

    mean squared error + 0.15 (mean² of levels of people + of statements + mean²) + 0.03 (mean² of both factors),

with means over *parameters*, as the published code has it (twitter/communitynotes, matrix factorisation; its guide
writes them inside the sum over ratings). Given the people, each statement is a 2×2 least squares problem, and the
reverse: solving the two sides in turn never raises the loss, has no step size, no random start, and ends where it
ends. An optimiser that stops early leaves errors larger than the distances between its own thresholds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Real = NDArray[np.float64]
Index = NDArray[np.int32]

LEVEL_PENALTY, FACTOR_PENALTY = 0.15, 0.03  # as published
TOLERANCE = 1e-9  # largest change of any number of a statement in one sweep
MOST_SWEEPS = 5_000  # real consultations take 110 to 190
START_SWEEPS = 30  # power iterations towards the direction that ratings differ along most


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings between 0 and 1, one for each pair: ``person`` and ``statement`` are numbered from 0 without gaps."""

    person: Index
    statement: Index
    value: Real


@dataclass(frozen=True, eq=False)
class Factors:
    """The fitted model; levels and factors by person and by statement. ``sweeps`` is the work it took."""

    mean: float
    person_level: Real
    person_factor: Real
    level: Real
    factor: Real
    loss: float
    sweeps: int


class Model:
    """Ratings laid out by person and by statement, so that each side is solved in one pass."""

    def __init__(self, ratings: Ratings) -> None:
        people = int(ratings.person.max(initial=-1)) + 1
        statements = int(ratings.statement.max(initial=-1)) + 1
        if not people:
            raise ValueError("there is nothing to fit")
        order = np.lexsort((ratings.statement, ratings.person))  # sums do not depend on the order of rows
        rows, columns, value = ratings.person[order], ratings.statement[order], ratings.value[order]
        shape = (people, statements)
        self._value = value
        self._cells = (rows, columns)
        self._rated = csr_array((np.ones(len(value)), (rows, columns)), shape=shape)
        self._ratings = csr_array((value, (rows, columns)), shape=shape)
        self._given: Real = self._rated.sum(axis=1)
        self._sum: Real = self._ratings.sum(axis=1)
        self._rated_by = csr_array(self._rated.T)
        self._ratings_by = csr_array(self._ratings.T)

    def fit(self, weight: Real | None = None, *, start: Factors | None = None, tolerance: float = TOLERANCE) -> Factors:
        """Minimise the objective; ``weight`` counts each person that many times (for the bootstrap).

        The sign is chosen so that most people have a negative factor, as published.
        """
        people = self._rated.shape[0]
        counted = np.ones(people) if weight is None else weight * people / weight.sum()
        mean, level, factor = (start.mean, start.level, start.factor) if start else self._start(counted)
        ratings = float(counted @ self._given)
        change, sweeps = np.inf, 0
        while change >= tolerance and sweeps < MOST_SWEEPS:
            before = level, factor
            person_level, person_factor = self._people(mean, level, factor, ratings)
            level, factor = self._statements(mean, person_level, person_factor, counted, ratings)
            rest = self._rest(level, factor, person_level, person_factor)
            mean = float(counted @ rest) / ratings / (1 + LEVEL_PENALTY)
            person_factor, factor = _balanced(person_factor, factor, counted)
            change = max(np.abs(level - before[0]).max(), np.abs(factor - before[1]).max())
            sweeps += 1
        if (person_factor > 0).sum() * 2 > people:
            person_factor, factor = -person_factor, -factor
        loss = self._loss(mean, person_level, person_factor, level, factor)
        return Factors(mean, person_level, person_factor, level, factor, loss, sweeps)

    def _start(self, counted: Real) -> tuple[float, Real, Real]:
        """Begin with the means of statements, and the direction in which ratings differ most from them."""
        given = self._rated_by @ counted
        average = (self._ratings_by @ counted) / given
        mean = float(self._value.mean())
        factor = np.cos(1.7 * np.arange(len(average)))  # any vector that leans to no side
        for _ in range(START_SWEEPS):
            people = self._ratings @ factor - self._rated @ (average * factor)
            factor = self._ratings_by @ people - average * (self._rated_by @ people)
            length = float(np.sqrt(factor @ factor))
            if not length:  # everybody votes alike
                break
            factor = factor / length
        return mean, average - mean, factor * np.sqrt(len(factor)) / 2

    def _people(self, mean: float, level: Real, factor: Real, ratings: float) -> tuple[Real, Real]:
        scale = ratings / self._rated.shape[0]
        rest = self._sum - mean * self._given - self._rated @ level
        leaning = self._rated @ factor
        along = self._ratings @ factor - mean * leaning - self._rated @ (level * factor)
        return _solved(self._given, leaning, self._rated @ (factor * factor), rest, along, scale)

    def _statements(self, mean: float, level: Real, factor: Real, counted: Real, ratings: float) -> tuple[Real, Real]:
        scale = ratings / self._rated.shape[1]
        given = self._rated_by @ counted
        rest = self._ratings_by @ counted - mean * given - self._rated_by @ (counted * level)
        weighted = counted * factor
        leaning = self._rated_by @ weighted
        along = self._ratings_by @ weighted - mean * leaning - self._rated_by @ (weighted * level)
        return _solved(given, leaning, self._rated_by @ (weighted * factor), rest, along, scale)

    def _rest(self, level: Real, factor: Real, person_level: Real, person_factor: Real) -> Real:
        """Return for each person the sum of what levels and factors leave unexplained."""
        explained = person_level * self._given + person_factor * (self._rated @ factor)
        rest: Real = self._sum - explained - self._rated @ level
        return rest

    def _loss(self, mean: float, person_level: Real, person_factor: Real, level: Real, factor: Real) -> float:
        person, statement = self._cells
        fitted = mean + person_level[person] + level[statement] + person_factor[person] * factor[statement]
        levels = _mean_square(person_level) + _mean_square(level) + mean * mean
        factors = _mean_square(person_factor) + _mean_square(factor)
        return float(_mean_square(self._value - fitted) + LEVEL_PENALTY * levels + FACTOR_PENALTY * factors)


def _solved(
    given: Real, leaning: Real, leaning_square: Real, rest: Real, along: Real, scale: float
) -> tuple[Real, Real]:
    """Solve the 2×2 normal equations of every person or statement at once."""
    first = given + LEVEL_PENALTY * scale
    second = leaning_square + FACTOR_PENALTY * scale
    determinant = first * second - leaning * leaning
    return (second * rest - leaning * along) / determinant, (first * along - leaning * rest) / determinant


def _balanced(person_factor: Real, factor: Real, counted: Real) -> tuple[Real, Real]:
    """Share the size of the factors so that the penalty is least; their products, and so the fit, stay."""
    people = float(counted @ (person_factor * person_factor)) / len(person_factor)
    statements = _mean_square(factor)
    if not people or not statements:
        return person_factor, factor
    ratio = (people / statements) ** 0.25
    return person_factor / ratio, factor * ratio


def _mean_square(numbers: Real) -> float:
    return float(numbers @ numbers) / len(numbers)
