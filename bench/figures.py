"""What is measured of a server, and how it is said."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from load import Asked
from processes import processor_seconds

RUNS = 3


@dataclass(frozen=True)
class Figure:
    """One line of the table; ``goal`` is empty when nothing is promised."""

    name: str
    value: str
    goal: str = ""
    met: bool = True


class Cost(NamedTuple):
    """Of one answer: processor seconds of all processes of the server, and answers a second."""

    seconds: float
    rate: float

    def __str__(self) -> str:
        return f"{self.seconds * 1000:.3f} ms, {self.rate:,.0f}/s"


def cost(process: int, work: Callable[[], Asked]) -> Cost:
    """Return what each answer of a load cost the process and its children."""
    before = processor_seconds(process)
    asked = work()
    return Cost((processor_seconds(process) - before) / asked.count, asked.count / asked.seconds)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of both."""
    seconds, rates = zip(*costs, strict=True)
    return Cost(statistics.median(seconds), statistics.median(rates))


def median(process: int, work: Callable[[], Asked]) -> Cost:
    """Return the middle one of some runs."""
    return middle([cost(process, work) for _ in range(RUNS)])


def print_table(figures: Sequence[Figure]) -> None:
    """Print one line a figure, with its goal and what became of it."""
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        mark = "" if not figure.goal else "   held" if figure.met else "   MISSED"
        print(f"{figure.name:<{width}}  {figure.value:<42} {figure.goal}{mark}")
