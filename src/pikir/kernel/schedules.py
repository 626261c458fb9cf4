"""What is to be done again and again: rooms say it here when they start, the job worker keeps to it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Protocol

from typing_extensions import override


class Repeatable(Protocol):
    """A task without arguments."""

    def using(self, *, run_after: datetime) -> "Repeatable":
        """Return the same task for this moment."""
        ...

    def enqueue(self) -> object:
        """Have it done."""
        ...


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A task and its rhythm: every so often, or daily at a time in the square's zone; ``at_once`` when it is new."""

    name: str
    every: timedelta | time
    task: Repeatable
    at_once: bool = False

    @override
    def __str__(self) -> str:
        if isinstance(self.every, time):
            return f"daily {self.every:%H:%M}"
        return f"every {self.every.total_seconds():.0f} s"

    def next_after(self, moment: datetime, zone: tzinfo) -> datetime:
        """Return the first planned moment after ``moment``; rhythms count from the beginning of 1970, UTC."""
        if isinstance(self.every, timedelta):
            return moment + self.every - timedelta(seconds=moment.timestamp() % self.every.total_seconds())
        local = moment.astimezone(zone)
        today = datetime.combine(local.date(), self.every, zone)
        return today if today > local else datetime.combine(local.date() + timedelta(days=1), self.every, zone)


_plans: dict[str, Plan] = {}


def register(name: str, every: timedelta | time, task: Repeatable, *, at_once: bool = False) -> None:
    """Have ``task`` run every so often (timedelta), or daily at a time of the square's zone (time).

    ``at_once``: a square that has not had this plan yet, new or just upgraded, need not wait for the first time.
    """
    _plans[name] = Plan(name=name, every=every, task=task, at_once=at_once)


def plans() -> dict[str, Plan]:
    """Every plan by its name."""
    return dict(_plans)
