"""Offices of the town: their tree, who holds and held which position, who is responsible for what and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pikir.accounts.models import Account, User
from pikir.offices import actions
from pikir.offices.actions import OfficeFacts, PositionFacts
from pikir.offices.actions.badges import renew_badges
from pikir.offices.kinds import Duty
from pikir.offices.models import Appointment, Office, Official, Position, running
from pikir.places.actions import import_territories
from pikir.places.models import Territory
from pikir.posts.models import Topic
from pikir.site.demo.moments import span
from pikir.site.demo.reading import CONTENT

KEEPER = "alima"  # who sits at every desk that is here already

Row = dict[str, Any]  # of the content file


@dataclass(frozen=True, kw_only=True)
class _Town:
    """What the offices of the town are made from."""

    today: date
    language: str
    accounts: Mapping[str, Account]
    users: Mapping[str, User]
    topics: Mapping[str, Topic]
    places: Mapping[str, Territory]
    officials: Mapping[str, Official]

    def day(self, text: str) -> date | None:
        """The day so long ago, ``-400d``; None for no day."""
        return self.today - timedelta(days=span(text.removeprefix("-")).days) if text else None


def bring_territories() -> None:
    """Add the town, its districts and the invented countries to the territories of the square."""
    for file in sorted((CONTENT / "territories").glob("*.csv")):
        import_territories(file)


def open_offices(
    rows: Mapping[str, list[Row]],
    *,
    today: date,
    language: str,
    accounts: Mapping[str, Account],
    users: Mapping[str, User],
    topics: Mapping[str, Topic],
) -> None:
    """Put every office, position, appointment and competence of the content file into the register."""
    town = _Town(
        today=today,
        language=language,
        accounts=accounts,
        users=users,
        topics=topics,
        places={one.code: one for one in Territory.objects.filter(code__in=_codes(rows["office"]))},
        officials={
            row["code"]: actions.put_official(
                actor=None, code=row["code"], names=_names(row), account=accounts.get(row.get("account", ""))
            )[0]
            for row in rows["official"]
        },
    )
    known: dict[str, Office] = {}
    for row in rows["office"]:
        office = known[row["code"]] = _open(town, row, known.get(row.get("parent", "")))
        for rank, position in enumerate(row["position"]):
            _fill(town, office, position, rank)


def held_at(position: str, account_id: int, day: date) -> str:
    """The capacity of who held ``office/position`` on a day; empty for no position."""
    if not position:
        return ""
    office, code = position.split("/")
    held = Appointment.objects.filter(running(day), official__account=account_id)
    return str(held.get(position__office__code=office, position__code=code).pk)


def remember_holders() -> None:
    """Give the badges of then to what former holders said: they were written after their last day."""
    renew_badges(texts__isnull=False)


def _codes(rows: list[Row]) -> set[str]:
    duties = [one for row in rows for position in row["position"] for one in position.get("responsible", [])]
    return {row["place"] for row in rows} | {one["place"] for one in duties}


def _names(row: Row) -> dict[str, str]:
    return dict(zip(("kk", "ru", "en"), row["names"], strict=True))


def _open(town: _Town, row: Row, parent: Office | None) -> Office:
    given = ("mail", "zone", "services", "contacts", "access_note", "hours", "reads", "access")
    facts = OfficeFacts(
        code=row["code"],
        names=_names(row),
        body=row["body"],
        parent=parent,
        territory=town.places[row["place"]],
        **{name: row[name] for name in given if name in row},
    )
    account = town.accounts.get(row.get("account", ""))
    office, _outcome = actions.put_office(actor=None, facts=facts, language=town.language, account=account)
    if row.get("here", True):
        actions.give_duties(actor=None, office=office, user_id=town.users[KEEPER].id, duties=[Duty.HEAD])
    return office


def _fill(town: _Town, office: Office, row: Row, rank: int) -> None:
    facts = PositionFacts(code=row["code"], names=_names(row), is_head=row.get("head", False), rank=rank)
    position, _outcome = actions.put_position(actor=None, office=office, facts=facts)
    for held in row.get("held", []):
        actions.appoint(
            actor=None,
            position=position,
            official=town.officials[held["by"]],
            first_day=town.day(held["since"]) or town.today,
            last_day=town.day(held.get("until", "")),
            acting=held.get("acting", False),
            source=held.get("source", ""),
        )
    _make_responsible(town, position, row)


def _make_responsible(town: _Town, position: Position, row: Row) -> None:
    for duty in row.get("responsible", []):
        actions.put_competence(
            actor=None,
            position=position,
            topic=town.topics[duty["topic"]],
            territory=town.places[duty["place"]],
            first_day=town.today - timedelta(days=365),
            source=duty.get("source", ""),
        )
