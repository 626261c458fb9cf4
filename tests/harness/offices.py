"""Offices, positions and who holds them, made by the same actions as in the square."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.actions import OfficeFacts, PositionFacts
from pikir.offices.models import Appointment, Competence, Office, Official, Position
from pikir.places.actions import import_territories
from pikir.places.models import Territory
from pikir.posts.topics import Topic, TopicName, topic_key

LONG_AGO = date(2020, 1, 1)
COUNTRY = """code,parent,kind,kk,ru,en
XA,,country,Ел,Страна,Country
XA-1,XA,region,Солтүстік облысы,Северная область,North Region
XA-11,XA-1,city,Өзен,Озён,Ozen
XA-12,XA-1,city,Дала,Дала,Dala
XA-2,XA,region,Оңтүстік облысы,Южная область,South Region
"""


def names_of(word: str) -> dict[str, str]:
    """A name in each language."""
    return {"kk": f"{word} (қаз)", "ru": f"{word} (рус)", "en": word}


def make_office(code: str, *, body: str = "department", account: Account | None = None, **facts: Any) -> Office:
    """An office that is not here yet, or that speaks through ``account``; ``facts`` as in ``OfficeFacts``."""
    given = {"names": names_of(code.title()), "body": body} | facts
    return actions.put_office(actor=None, facts=OfficeFacts(code=code, **given), language="en", account=account)[0]


def make_position(office: Office, code: str, **facts: Any) -> Position:
    """A position of an office."""
    given = {"names": names_of(code.title())} | facts
    return actions.put_position(actor=None, office=office, facts=PositionFacts(code=code, **given))[0]


def make_official(code: str, account: Account | None = None) -> Official:
    """An official, with the account of a person who is here."""
    return actions.put_official(actor=None, code=code, names=names_of(code.title()), account=account)[0]


def make_holder(position: Position, code: str, first_day: date = LONG_AGO, **given: Any) -> Appointment:
    """Somebody who takes up a position; their account may be given."""
    official = make_official(code, given.pop("account", None))
    return actions.appoint(actor=None, position=position, official=official, first_day=first_day, **given)[0]


def make_competence(
    position: Position, topic: Topic, place: Territory, first_day: date = LONG_AGO, **given: Any
) -> Competence:
    """A position made responsible."""
    return actions.put_competence(
        actor=None, position=position, topic=topic, territory=place, first_day=first_day, **given
    )[0]


def make_theme(name: str, parent: Topic | None = None) -> Topic:
    """A topic that editors keep."""
    topic = Topic.objects.create(slug=name.lower(), name_en=name, name_kk=f"{name} тақырыбы", kept=True, parent=parent)
    TopicName.objects.create(key=topic_key(name), topic=topic)
    return topic


@pytest.fixture
def land(db: None, tmp_path: Path) -> dict[str, Territory]:
    """An invented country, its territories by code."""
    file = tmp_path / "land.csv"
    file.write_text(COUNTRY, encoding="utf-8")
    import_territories(file)
    return {one.code: one for one in Territory.objects.all()}


@pytest.fixture
def theme(db: None) -> Callable[..., Topic]:
    """Makes a topic: ``theme("Roads", parent=transport)``."""
    return make_theme


@pytest.fixture
def akimat(land: dict[str, Territory]) -> Office:
    """The head office of a city, with its mayor in office."""
    office = make_office("akimat", body="akimat", territory=land["XA-11"])
    make_holder(make_position(office, "mayor", is_head=True), "aliya")
    return office
