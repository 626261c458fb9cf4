"""The figures of a month: what was reported, decided, appealed and overturned. Nothing in them leads to a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import quantiles
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pikir.moderation.kinds import Lifted, Outcome, Source
from pikir.moderation.models import Appeal, Decision, Flag
from pikir.moderation.openness.kinds import FEWEST, MONTHS_SHOWN

Row = tuple[str, int]  # a key and a count


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month of the square: its first moment and the first one after it."""

    year: int
    month: int

    @property
    def begins(self) -> datetime:
        """Its first moment, in the zone of the square."""
        return timezone.make_aware(datetime(self.year, self.month, 1))  # noqa: DTZ001 - made aware here

    @property
    def ends(self) -> datetime:
        """The first moment of the next month."""
        return self.later(1).begins

    def later(self, months: int) -> "Month":
        """The month so many months later; earlier for a negative number."""
        number = self.year * 12 + self.month - 1 + months
        return Month(year=number // 12, month=number % 12 + 1)


@dataclass(frozen=True, kw_only=True)
class Report:
    """One month in counts. Hours are from the first report, or the beginning of the case, to the decision."""

    month: Month
    flags: int = 0
    by_category: list[Row] = field(default_factory=list)
    answered: int = 0
    upheld: int = 0
    decisions: int = 0
    by_measure: list[Row] = field(default_factory=list)
    by_rule: list[Row] = field(default_factory=list)
    on_report: int = 0
    by_machine: int = 0
    hours_median: float | None = None
    hours_most: float | None = None  # nine of ten were quicker
    appeals: int = 0
    appeals_answered: int = 0
    overturned: int = 0
    taken_back: int = 0

    def rows(self) -> list[tuple[str, str, str]]:
        """Every number as section, key, value: what the file of the month holds."""
        plain = [
            ("reports", "received", self.flags), ("reports", "answered", self.answered),
            ("reports", "upheld", self.upheld), ("decisions", "made", self.decisions),
            ("decisions", "after a report", self.on_report), ("decisions", "by a machine", self.by_machine),
            ("decisions", "hours, median", self.hours_median), ("decisions", "hours, nine of ten", self.hours_most),
            ("decisions", "taken back", self.taken_back), ("appeals", "received", self.appeals),
            ("appeals", "answered", self.appeals_answered), ("appeals", "overturned", self.overturned),
        ]  # fmt: skip
        listed = [("reports by category", *row) for row in self.by_category]
        listed += [("decisions by measure", *row) for row in self.by_measure]
        listed += [("decisions by rule", *row) for row in self.by_rule]
        return [(section, key, "" if value is None else f"{value:g}") for section, key, value in (*plain, *listed)]


def report_of(month: Month) -> Report:
    """Count a month, in a fixed number of queries."""
    span = {"at__gte": month.begins, "at__lt": month.ends}
    flags = Flag.objects.filter(**span)
    received = flags.aggregate(
        made=Count("id"), answered=Count("answered_at"), upheld=Count("id", filter=Q(outcome=Outcome.UPHELD))
    )
    decisions = Decision.objects.filter(**span)
    hours = _hours(decisions.values_list("case__opened_at", "at"))
    sums = decisions.aggregate(
        made=Count("id"),
        on_report=Count("id", filter=Q(source=Source.NOTICE)),
        by_machine=Count("id", filter=Q(decided_by_machine=True)),
        taken_back=Count("id", filter=Q(lifted_how=Lifted.REVIEW)),
    )
    appeals = Appeal.objects.filter(**span).aggregate(
        received=Count("pk"), answered=Count("answered_at"), overturned=Count("pk", filter=Q(overturned=True))
    )
    return Report(
        month=month,
        flags=received["made"],
        by_category=_counted(flags, "category"),
        answered=received["answered"],
        upheld=received["upheld"],
        decisions=sums["made"],
        by_measure=_counted(decisions, "measure"),
        by_rule=_counted(decisions, "rule__rule__key"),
        on_report=sums["on_report"],
        by_machine=sums["by_machine"],
        taken_back=sums["taken_back"],
        hours_median=_part(hours, 5),
        hours_most=_part(hours, 9),
        appeals=appeals["received"],
        appeals_answered=appeals["answered"],
        overturned=appeals["overturned"],
    )


def months_with_decisions(now: datetime) -> list[Month]:
    """The months that have a report, the newest first: from the first decision to the present one."""
    first = Decision.objects.order_by("at").values_list("at", flat=True).first()
    last, months = month_of(now), list[Month]()
    while first and last.ends > first and len(months) < MONTHS_SHOWN:
        months.append(last)
        last = last.later(-1)
    return months


def month_of(moment: datetime) -> Month:
    """The month of the square in which a moment lies."""
    local = timezone.localtime(moment)
    return Month(year=local.year, month=local.month)


def _counted(rows: QuerySet[Any], key: str) -> list[Row]:
    """How often each key stands in the rows, the most frequent first; rows without one are left out."""
    named = rows.exclude(**{f"{key}__isnull": True}).values_list(key)
    return list(named.annotate(number=Count("pk")).order_by("-number", key))


def _hours(spans: Iterable[tuple[datetime, datetime]]) -> list[float]:
    return [(end - begin).total_seconds() / 3600 for begin, end in spans]


def _part(hours: list[float], tenths: int) -> float | None:
    """The hours within which so many of ten were done; None where there were too few to say so."""
    if len(hours) < FEWEST:
        return None
    return round(quantiles(hours, n=10, method="inclusive")[tenths - 1], 1)
