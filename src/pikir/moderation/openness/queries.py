"""What the public log shows, and how it is checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from pikir.moderation.kinds import Measure, Thing
from pikir.moderation.models import RuleVersion
from pikir.moderation.openness.chain import START, Checked, Link, check
from pikir.moderation.openness.kinds import DAYS_SHOWN, DUMP_ROWS, LOG_PAGE, Logged
from pikir.moderation.openness.models import LogDay, LogEntry, LogHead
from pikir.web.keyset import Page, page_before


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in words. ``rule`` is the key of a rule, empty where a law was cited instead."""

    number: int
    what: str
    at: datetime
    measure: str
    thing: str
    rule: str
    rule_title: str
    legal_ground: str
    until: datetime | None
    is_new: bool
    by_machine: bool
    hash: str


def log_page(*, before: int | None = None) -> Page[Line]:
    """Entries in words, the newest first, from before a number; two queries."""
    page, titles = page_before(LogEntry.objects.all(), key="number", before=before, limit=LOG_PAGE), rule_titles()
    return Page([_line(entry, titles) for entry in page.items], page.older)


def entries_after(number: int, *, limit: int = DUMP_ROWS) -> list[LogEntry]:
    """Entries that follow a number, the oldest first."""
    return list(LogEntry.objects.filter(number__gt=number).order_by("number")[:limit])


def head() -> LogHead:
    """Where the log ends; a log without entries ends at zero."""
    return LogHead.objects.filter(pk=1).first() or LogHead()


def days() -> list[LogDay]:
    """Where the log ended on each of the last days, the newest first."""
    return list(LogDay.objects.order_by("-day")[:DAYS_SHOWN])


def rule_titles() -> dict[str, str]:
    """What each rule that ever was is called, by its key, in the reader's language: by its newest version."""
    language = get_language() or ""
    rows = RuleVersion.objects.order_by("rule__position", "number").values_list("rule__key", "titles")
    return {key: titles.get(language) or next(iter(titles.values()), key) for key, titles in rows}


def verify() -> Checked:
    """Follow the whole log, and hold it to its end and to the ends of days that were published."""
    marks = dict(LogDay.objects.values_list("number", "hash"))
    checked = check(_watched(_links(), marks))
    if checked.fault:
        return checked
    end = head()
    if (checked.number, checked.head) != (end.number, end.hash):
        fault = f"the log ends at entry {checked.number}, but {end.number} were written"
        return Checked(number=checked.number, head=checked.head, fault=fault)
    return _held_to(checked, marks)


def _line(entry: LogEntry, titles: dict[str, str]) -> Line:
    body = entry.body
    rule = body.get("rule", {}).get("key", "")
    return Line(
        number=entry.number,
        what=str(Logged(entry.what).label),
        at=entry.at,
        measure=str(Measure(body["measure"]).label),
        thing=str(Thing(body["thing"]).label),
        rule=rule,
        rule_title=titles.get(rule, rule),
        legal_ground=body["legal_ground"],
        until=datetime.fromisoformat(body["until"]) if body["until"] else None,
        is_new=entry.what == Logged.DECIDED,
        by_machine=body["automation"]["decided"],
        hash=entry.hash,
    )


def _links() -> Iterator[Link]:
    number = 0
    while rows := entries_after(number):
        yield from (row.link for row in rows)
        number = rows[-1].number


def _watched(links: Iterator[Link], marks: dict[int, str]) -> Iterator[Link]:
    """Pass on the entries, taking from ``marks`` each published end that the log still has."""
    if marks.get(0) == START:
        del marks[0]
    for link in links:
        if marks.get(link.number) == link.hash:
            del marks[link.number]
        yield link


def _held_to(checked: Checked, marks: dict[int, str]) -> Checked:
    """What is left of ``marks`` was published once and is not in the log."""
    if not marks:
        return checked
    number = min(marks)
    fault = f"entry {number} is not the one whose hash was published at the end of its day"
    return Checked(number=number, head=marks[number], fault=fault)
