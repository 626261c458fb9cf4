"""Bringing a register of offices in: all or nothing, and the same again writes nothing."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pikir.accounts.access import Viewer, require
from pikir.accounts.kinds import READABLE, WEEKDAYS, Role
from pikir.accounts.queries import account_by_handle
from pikir.audit.actions import record
from pikir.offices.actions.appointing import appoint, end_appointment, end_competence, put_competence
from pikir.offices.actions.register import (
    OfficeFacts,
    PositionFacts,
    RegisterError,
    put_office,
    put_official,
    put_position,
    retire,
)
from pikir.offices.files import BadFileError, shown
from pikir.offices.kinds import Access, Body
from pikir.offices.models import Appointment, Competence, Office, Official, Position, running
from pikir.offices.registers import FILES, Entry, Register, label_of
from pikir.offices.reports import Report
from pikir.places.models import Territory
from pikir.places.queries import territory_by_code
from pikir.posts.topic_lists import topic_by_slug, topic_called
from pikir.posts.topics import Topic

Row = TypeVar("Row", bound=Model)
UNKNOWN = {  # what a line names and nobody knows
    "office": gettext_noop("there is no office %(code)s."),
    "position": gettext_noop("there is no position %(code)s."),
    "person": gettext_noop("there is no person %(code)s."),
    "territory": gettext_noop("there is no territory %(code)s."),
    "topic": gettext_noop("there is no topic %(code)s."),
}


def import_register(
    *, actor: Viewer | None, register: Register, language: str, retire_missing: bool = False, dry_run: bool = False
) -> Report:
    """Have offices, positions, people, appointments and competences stand as the files say.

    ``retire_missing``: what a file that is there does not have is over from today, or ended yesterday. ``dry_run``
    does everything and then takes it back. All faults are in the report, and with one nothing is written. Raises
    PermissionDenied.
    """
    require(actor is None or actor.has(Role.OPERATOR))
    brought = _Import(actor, language)
    report = brought.report
    with transaction.atomic():
        brought.look_for_missing(register, retire=retire_missing)
        for name in FILES:
            brought.bring(name, sorted(register.get(name, []), key=_by_day))
        user_id = actor.user_id if actor else None
        record(actor=user_id, verb="import_register", kind="register", object_id=0, data=report.told)
        if dry_run or report.faults:
            transaction.set_rollback(True)
    return report


class _Import:
    """One import: what was looked up and what became of each line."""

    def __init__(self, actor: Viewer | None, language: str) -> None:
        self._actor = actor
        self._language = language
        self._found: dict[tuple[str, str], Any] = {}
        self.report = Report()

    def bring(self, name: str, entries: Iterable[Entry]) -> None:
        """Bring in the lines of one file; what is wrong with one is noted."""
        bring_one: Callable[[Entry], str] = getattr(self, f"_bring_{name}")
        for entry in entries:
            try:
                self.report.note(name, bring_one(entry), entry.label)
            except RegisterError as fault:
                self.report.faults.append(entry.fault(str(fault)))
            except BadFileError as fault:
                self.report.faults.append(fault)

    def look_for_missing(self, register: Register, *, retire: bool) -> None:
        """Note what the files do not have, or end it; first of all, so that what takes its place finds it free."""
        today = timezone.localdate()
        for name in reversed(FILES):
            kept = set(map(self._key, register.get(name, [])))
            for row in _standing(name, today) if kept else ():
                key = _key_of(row)
                if key in kept:
                    continue
                if retire:
                    self._end(row, today)
                self.report.note(name, "over" if retire else "missing", label_of(key, getattr(row, "name", "")))

    def _end(self, row: Model, today: date) -> None:
        if isinstance(row, Appointment | Competence):
            last = max(today - timedelta(days=1), row.first_day)
            if isinstance(row, Appointment):
                end_appointment(actor=self._actor, appointment=row, last_day=last)
            else:
                end_competence(actor=self._actor, competence=row, last_day=last)
        elif isinstance(row, Office | Position):
            retire(actor=self._actor, row=row)

    def _key(self, entry: Entry) -> tuple[str, ...]:
        """What tells the row of a line from all others; a topic may be called by any of its names."""
        if entry.file != "competences":
            return entry.key
        topic = topic_by_slug(entry["topic"]) or topic_called(entry["topic"])
        slug = topic.slug if topic else entry["topic"]
        return (entry["office"], entry["position"], slug, entry["territory"], entry["from"])

    def _bring_offices(self, entry: Entry) -> str:
        if entry["kind"] not in Body.values:
            words = {"cell": shown(entry["kind"]), "kinds": ", ".join(Body.values)}
            raise entry.fault(_("%(cell)s is no kind; those are %(kinds)s.") % words)
        hours = entry.lines("hours")
        if hours and len(hours) != WEEKDAYS:
            reason = _("hours have %(number)d parts with | between them, Monday first.")
            raise entry.fault(reason % {"number": WEEKDAYS})
        facts = OfficeFacts(
            code=entry["code"],
            names=entry.names,
            body=entry["kind"],
            parent=self._office(entry, entry["parent"]) if entry["parent"] else None,
            territory=self._territory(entry) if entry["territory"] else None,
            mail=entry["mail"],
            zone=entry["zone"],
            contacts="\n".join(entry.lines("contacts")),
            hours=hours,
            reads=entry.codes("reads", READABLE),
            services="\n".join(entry.lines("services")),
            access=entry.codes("access", Access.values),
            access_note=entry["access_note"],
        )
        office, outcome = put_office(actor=self._actor, facts=facts, language=self._language)
        self._found["office", office.code] = office
        return outcome

    def _bring_positions(self, entry: Entry) -> str:
        facts = PositionFacts(
            code=entry["code"], names=entry.names, is_head=entry.yes("head"), rank=entry.number("rank")
        )
        return put_position(actor=self._actor, office=self._office(entry, entry["office"]), facts=facts)[1]

    def _bring_people(self, entry: Entry) -> str:
        account = account_by_handle(entry["handle"].removeprefix("@")) if entry["handle"] else None
        if entry["handle"] and account is None:
            words = {"handle": shown(entry["handle"])}
            raise entry.fault(_("nobody here has the handle %(handle)s.") % words)
        return put_official(actor=self._actor, code=entry["code"], names=entry.names, account=account)[1]

    def _bring_appointments(self, entry: Entry) -> str:
        return appoint(
            actor=self._actor,
            position=self._position(entry),
            official=self._official(entry),
            first_day=self._first_day(entry),
            last_day=entry.day("to"),
            acting=entry.yes("acting"),
            source=entry["source"],
            source_url=entry["source_url"],
        )[1]

    def _bring_competences(self, entry: Entry) -> str:
        return put_competence(
            actor=self._actor,
            topic=self._topic(entry),
            territory=self._territory(entry),
            position=self._position(entry),
            first_day=self._first_day(entry),
            last_day=entry.day("to"),
            source=entry["source"],
            source_url=entry["source_url"],
        )[1]

    def _first_day(self, entry: Entry) -> date:
        day = entry.day("from")
        if day is None:
            raise entry.fault(_("the first day is missing in the column “%(column)s”.") % {"column": "from"})
        return day

    def _office(self, entry: Entry, code: str) -> Office:
        return self._look_up(entry, "office", code, lambda: _first(Office.objects.select_related("account"), code))

    def _position(self, entry: Entry) -> Position:
        office = self._office(entry, entry["office"])
        code = entry["position"]
        found: Position = self._look_up(
            entry, "position", f"{office.code}/{code}", lambda: _first(office.positions.all(), code)
        )
        found.office = office
        return found

    def _official(self, entry: Entry) -> Official:
        return self._look_up(entry, "person", entry["person"], lambda: _first(Official.objects.all(), entry["person"]))

    def _territory(self, entry: Entry) -> Territory:
        code = entry["territory"]
        return self._look_up(entry, "territory", code, lambda: territory_by_code(code))

    def _topic(self, entry: Entry) -> Topic:
        name = entry["topic"]
        return self._look_up(entry, "topic", name, lambda: topic_by_slug(name) or topic_called(name))

    def _look_up(self, entry: Entry, kind: str, code: str, find: Callable[[], Row | None]) -> Row:
        found: Row | None = self._found.get((kind, code)) or find()
        if found is None:
            raise entry.fault(_(UNKNOWN[kind]) % {"code": shown(code)})
        self._found[kind, code] = found
        return found


def _by_day(entry: Entry) -> str:
    """Who left comes before who came; all else stays in the order of the file."""
    return entry.cells.get("from", "")


def _first(rows: "QuerySet[Row, Row]", code: str) -> Row | None:
    return rows.filter(code=code).first()


def _standing(name: str, today: date) -> Iterator[Model]:
    """What stands in the register today, of one file; people stay for good."""
    appointed, responsible = Appointment.objects.filter(running(today)), Competence.objects.filter(running(today))
    rows: dict[str, QuerySet[Any]] = {
        "offices": Office.objects.present().select_related("account"),
        "positions": Position.objects.filter(retired_on=None).select_related("office__account"),
        "appointments": appointed.select_related("official", "position__office__account"),
        "competences": responsible.select_related("topic", "territory", "position__office__account"),
    }
    yield from list(rows[name].order_by("pk")) if name in rows else ()


def _key_of(row: Model) -> tuple[str, ...]:
    """What tells a row from all others, as the key of a line."""
    if isinstance(row, Office):
        return (row.code,)
    if isinstance(row, Position):
        return (row.office.code, row.code)
    if isinstance(row, Appointment):
        return (*_key_of(row.position), row.official.code, row.first_day.isoformat())
    if isinstance(row, Competence):
        return (*_key_of(row.position), row.topic.slug, row.territory.code, row.first_day.isoformat())
    raise TypeError(row)
