"""Who holds which position on a day.

Of several whose appointments run, an acting one goes before the one they stand in for, and of two alike the one who
began later. A position that nobody holds is vacant.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pikir.offices.days import on_day
from pikir.offices.kinds import DEPTH_MAX
from pikir.offices.models import Appointment, Office, Position, running
from pikir.web.statements import Statement


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """A position with the appointment by which somebody holds it; without one it is vacant.

    ``stood_in_for`` is the appointment of the one in whose place somebody acts.
    """

    position: Position
    appointment: Appointment | None
    stood_in_for: Appointment | None = None

    @property
    def vacant(self) -> bool:
        """Whether nobody holds it."""
        return self.appointment is None


def holders_of(positions: Collection[Position], on: date) -> list[Holder]:
    """Return who holds each of some positions on a day, in the same order; one query."""
    by_position: dict[int, list[Appointment]] = {}
    for row in on_day(_RUNNING, tuple(one.id for one in positions), on=on) if positions else ():
        by_position.setdefault(row.position_id, []).append(row)
    return [_holder(one, by_position.get(one.id, [])) for one in positions]


def _running(positions: tuple[int, ...], *, on: str) -> "QuerySet[Appointment]":
    found: QuerySet[Appointment] = Appointment.objects.filter(running(on), position__in=positions)
    return found.select_related("official__account")


_RUNNING = Statement[Appointment](_running, shared=True)


def holder_of(position: Position, on: date) -> Holder:
    """Return who holds a position on a day."""
    return holders_of([position], on)[0]


def rows_of_holder(holder: Holder) -> list[Position | Appointment | None]:
    """Return the rows from which all follows that is shown of a holder, for the key of a kept piece."""
    return [holder.position, holder.appointment, holder.stood_in_for]


def leaders_of(positions: Collection[Position], on: date) -> dict[int, Holder]:
    """Return who stands above some positions, by position: the head of the office or of the nearest office above it.

    Vacant heads are passed over, and nobody stands above themselves; two queries, none where there are no positions.
    Rows are shared by all who read them.
    """
    if not positions:
        return {}
    ways = {way[0]: way for way in _WAYS.rows(tuple(sorted({one.office_id for one in positions})))}
    offices = tuple(sorted({office for way in ways.values() for office in way if office}))
    by_office: dict[int, list[Appointment]] = {}
    for row in on_day(_HEADS, offices, on=on):
        by_office.setdefault(row.position.office_id, []).append(row)
    heads = {office: _holder(rows[0].position, rows) for office, rows in by_office.items()}
    above = {one.id: _nearest(heads, ways[one.office_id], one.id) for one in positions}
    return {key: holder for key, holder in above.items() if holder}


_UP = ["pk", *("__".join(["parent"] * steps) for steps in range(1, DEPTH_MAX))]
_WAYS = Statement[tuple[int | None, ...]](
    lambda offices: Office.objects.filter(pk__in=offices).values_list(*_UP), shared=True
)


def _heads(offices: tuple[int, ...], *, on: str) -> "QuerySet[Appointment]":
    found: QuerySet[Appointment] = Appointment.objects.filter(
        running(on), position__is_head=True, position__retired_on=None, position__office__in=offices
    )
    return found.select_related("position__office__account", "official__account")


_HEADS = Statement[Appointment](_heads, shared=True)


def _nearest(heads: Mapping[int, Holder], way: Iterable[int | None], position_id: int) -> Holder | None:
    found = (heads[office] for office in way if office and office in heads)
    return next((holder for holder in found if holder.position.id != position_id), None)


def _holder(position: Position, rows: Iterable[Appointment]) -> Holder:
    ordered = sorted(rows, key=lambda row: (row.acting, row.first_day, row.id), reverse=True)
    if not ordered:
        return Holder(position=position, appointment=None)
    first = ordered[0]
    held = next((row for row in ordered if not row.acting), None) if first.acting else None
    return Holder(position=position, appointment=first, stood_in_for=held)
