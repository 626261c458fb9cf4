"""Bringing a register of offices in: all or nothing, and the same again writes nothing."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

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
from pikir.offices.files import shown
from pikir.offices.kinds import Access, Body
from pikir.offices.models import Appointment, Competence, Office, Official, Position, running
from pikir.offices.registers import FILES, Entry, Register
from pikir.places.models import Territory
from pikir.places.queries import territory_by_code
from pikir.posts.topic_lists import topic_by_slug, topic_called
from pikir.posts.topics import Topic

Row = TypeVar("Row", bound=Model)
Report = dict[str, Counter[str]]  # by file: how many are new, changed, the same, over


def import_register(
    *, actor: Viewer | None, register: Register, language: str, retire_missing: bool = False, dry_run: bool = False
) -> Report:
    """Have offices, positions, people, appointments and competences stand as the files say.

    ``retire_missing``: what a file that is there does not have is over from today, or ended yesterday. ``dry_run``
    does everything and then takes it back. Raises BadFileError with file and line, or PermissionDenied.
    """
    require(actor is None or actor.has(Role.OPERATOR))
    brought = _Import(actor, language)
    with transaction.atomic():
        if retire_missing:
            brought.retire_missing(register)
        for name in FILES:
            brought.bring(name, sorted(register.get(name, []), key=_by_day))
        told = {name: dict(count) for name, count in brought.report.items()}
        record(actor=actor.user_id if actor else None, verb="import_register", kind="register", object_id=0, data=told)
        if dry_run:
            transaction.set_rollback(True)
    return brought.report


class _Import:
    """One import: what was looked up and what became of each line."""

    def __init__(self, actor: Viewer | None, language: str) -> None:
        self._actor = actor
        self._language = language
        self._found: dict[tuple[str, str], Any] = {}
        self.report: Report = {}

    def bring(self, name: str, entries: Iterable[Entry]) -> None:
        """Bring in the lines of one file."""
        bring_one: Callable[[Entry], str] = getattr(self, f"_bring_{name}")
        for entry in entries:
            try:
                outcome = bring_one(entry)
            except RegisterError as fault:
                raise entry.fault(str(fault)) from None
            self.report.setdefault(name, Counter())[outcome] += 1

    def retire_missing(self, register: Register) -> None:
        """End what the files do not have; first of all, so that what takes its place finds it free."""
        today = timezone.localdate()
        if entries := register.get("competences"):
            self._end(Competence.objects.filter(running(today)), set(map(self._competence_key, entries)), today)
        if entries := register.get("appointments"):
            self._end(Appointment.objects.filter(running(today)), set(map(_appointment_key, entries)), today)
        if entries := register.get("positions"):
            kept = {(one["office"], one["code"]) for one in entries}
            positions = Position.objects.filter(retired_on=None).select_related("office__account")
            self._retire("positions", [one for one in positions if (one.office.code, one.code) not in kept])
        if entries := register.get("offices"):
            codes = {one["code"] for one in entries}
            offices = Office.objects.present().select_related("account")
            self._retire("offices", [one for one in offices if one.code not in codes])

    def _retire(self, name: str, rows: Iterable[Office | Position]) -> None:
        for row in rows:
            retire(actor=self._actor, row=row)
            self.report.setdefault(name, Counter())["over"] += 1

    def _end(self, rows: QuerySet[Any], kept: set[tuple[str, ...]], today: date) -> None:
        yesterday = today - timedelta(days=1)
        for row in rows.select_related("position__office__account"):
            if _key_of(row) in kept:
                continue
            last = max(yesterday, row.first_day)
            if isinstance(row, Appointment):
                end_appointment(actor=self._actor, appointment=row, last_day=last)
            else:
                end_competence(actor=self._actor, competence=row, last_day=last)
            name = "appointments" if isinstance(row, Appointment) else "competences"
            self.report.setdefault(name, Counter())["over"] += 1

    def _bring_offices(self, entry: Entry) -> str:
        if entry["kind"] not in Body.values:
            raise entry.fault(f"{shown(entry['kind'])} is no kind; those are {', '.join(Body.values)}.")
        hours = entry.lines("hours")
        if hours and len(hours) != WEEKDAYS:
            raise entry.fault(f"hours have {WEEKDAYS} parts with | between them, Monday first.")
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
            raise entry.fault(f"nobody here has the handle {shown(entry['handle'])}.")
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

    def _competence_key(self, entry: Entry) -> tuple[str, ...]:
        return (entry["office"], entry["position"], self._topic(entry).slug, entry["territory"], entry["from"])

    def _first_day(self, entry: Entry) -> date:
        day = entry.day("from")
        if day is None:
            raise entry.fault("the first day is missing in the column “from”.")
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
            raise entry.fault(f"there is no {kind} {shown(code)}.")
        self._found[kind, code] = found
        return found


def _by_day(entry: Entry) -> str:
    """Who left comes before who came; all else stays in the order of the file."""
    return entry.cells.get("from", "")


def _first(rows: "QuerySet[Row, Row]", code: str) -> Row | None:
    return rows.filter(code=code).first()


def _appointment_key(entry: Entry) -> tuple[str, ...]:
    return (entry["office"], entry["position"], entry["person"], entry["from"])


def _key_of(row: Appointment | Competence) -> tuple[str, ...]:
    position = (row.position.office.code, row.position.code)
    if isinstance(row, Appointment):
        return (*position, row.official.code, row.first_day.isoformat())
    return (*position, row.topic.slug, row.territory.code, row.first_day.isoformat())
