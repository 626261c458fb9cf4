"""Who holds which position on a day.

Of several whose appointments run, an acting one goes before the one they stand in for, and of two alike the one who
began later. A position that nobody holds is vacant.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pikir.offices.days import on_day
from pikir.offices.models import Appointment, Position, running
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
    """
    ways = {one.id: one.office.path.strip("/").split("/") for one in positions}
    if not ways:
        return {}
    codes = {code for way in ways.values() for code in way}
    heads = Position.objects.filter(office__code__in=codes, is_head=True, retired_on=None)
    present = [one for one in holders_of(list(heads.select_related("office__account")), on) if not one.vacant]
    by_code = {one.position.office.code: one for one in present}
    above = {one.id: _nearest(by_code, reversed(ways[one.id]), one.id) for one in positions}
    return {key: holder for key, holder in above.items() if holder}


def _nearest(heads: Mapping[str, Holder], way: Iterable[str], position_id: int) -> Holder | None:
    found = (heads[code] for code in way if code in heads)
    return next((holder for holder in found if holder.position.id != position_id), None)


def _holder(position: Position, rows: Iterable[Appointment]) -> Holder:
    ordered = sorted(rows, key=lambda row: (row.acting, row.first_day, row.id), reverse=True)
    if not ordered:
        return Holder(position=position, appointment=None)
    first = ordered[0]
    held = next((row for row in ordered if not row.acting), None) if first.acting else None
    return Holder(position=position, appointment=first, stood_in_for=held)
