"""A small invented country, and the ready list."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pikir.places.actions import import_territories, load_ready_list
from pikir.places.models import Territory

HEADER = "code,parent,kind,kk,ru,en"
COUNTRY = "XA,,country,Ел,Страна,Country"
NORTH = "XA-1,XA,region,Солтүстік облысы,область Север,North Region"
SOUTH = "XA-2,XA,region,Оңтүстік облысы,Южная область,South Region"
TOWN = "XA-11,XA-1,city,Өзен,Озён,Ozen"


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a CSV of the given lines: ``table(COUNTRY, NORTH, header=HEADER)``."""

    def write(*lines: str, header: str = HEADER) -> Path:
        file = tmp_path / "table.csv"
        file.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        return file

    return write


@pytest.fixture
def country(db: None, table: Callable[..., Path]) -> dict[str, Territory]:
    """The invented country in the database, by code."""
    import_territories(table(COUNTRY, NORTH, SOUTH, TOWN))
    return {one.code: one for one in Territory.objects.all()}


@pytest.fixture
def kazakhstan(db: None) -> None:
    """The ready list in the database."""
    load_ready_list()
