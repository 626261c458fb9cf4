"""Bringing territories in: repeatable, all or nothing, every fault with its line."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pikir.places.actions import import_territories, today
from pikir.places.files import BadFileError, read_rows
from pikir.places.kinds import DEPTH_MAX, FILE_BYTES, NAME_LENGTH
from pikir.places.models import Territory, id_of
from pikir.places.tests.conftest import COUNTRY, HEADER, NORTH, SOUTH, TOWN

pytestmark = pytest.mark.django_db
Table = Callable[..., Path]


def test_an_import_makes_a_tree(country: dict[str, Territory]) -> None:
    town = country["XA-11"]
    assert town.parent == country["XA-1"]
    assert town.path == "/XA/XA-1/XA-11/"
    assert (town.name_kk, town.name_ru, town.name_en) == ("Өзен", "Озён", "Ozen")
    assert town.pk == id_of("XA-11")
    assert town.country == "XA"


def test_the_same_file_again_changes_nothing(country: dict[str, Territory], table: Table) -> None:
    report = import_territories(table(COUNTRY, NORTH, SOUTH, TOWN))
    assert (report.created, report.changed, report.retired, report.unchanged) == ([], [], [], 4)


def test_the_order_of_lines_does_not_matter(table: Table) -> None:
    assert len(import_territories(table(TOWN, SOUTH, NORTH, COUNTRY)).created) == 4


def test_a_dry_run_writes_nothing(table: Table) -> None:
    report = import_territories(table(COUNTRY, NORTH), dry_run=True)
    assert report.created == ["XA", "XA-1"]
    assert not Territory.objects.exists()


def test_a_part_of_a_country_may_follow(country: dict[str, Territory], table: Table) -> None:
    report = import_territories(table("XA-21,XA-2,village,Ауыл,Село,Village"))
    assert report.created == ["XA-21"]
    assert Territory.objects.get(code="XA-21").path == "/XA/XA-2/XA-21/"


def test_what_moves_takes_along_what_lies_in_it(country: dict[str, Territory], table: Table) -> None:
    import_territories(table("XA-111,XA-11,city_district,Аудан,Район,District"))
    report = import_territories(table(TOWN.replace("XA-1,", "XA-2,")))
    assert report.changed == ["XA-11", "XA-111"]
    assert Territory.objects.get(code="XA-111").path == "/XA/XA-2/XA-11/XA-111/"


def test_a_new_name_keeps_the_identifier(country: dict[str, Territory], table: Table) -> None:
    report = import_territories(table(NORTH.replace("North", "Northern")))
    assert report.changed == ["XA-1"]
    north = Territory.objects.get(pk=country["XA-1"].pk)
    assert north.name_en == "Northern Region"
    assert "northern" in north.search_key


def test_what_is_missing_stays_unless_it_is_to_be_retired(country: dict[str, Territory], table: Table) -> None:
    assert import_territories(table(COUNTRY, NORTH)).retired == []
    assert import_territories(table(COUNTRY, NORTH), retire_missing=True).retired == ["XA-11", "XA-2"]
    assert Territory.objects.get(code="XA-2").retired_on == today()
    assert import_territories(table(COUNTRY, NORTH), retire_missing=True).retired == []
    assert import_territories(table(SOUTH)).changed == ["XA-2"]
    assert not Territory.objects.get(code="XA-2").retired


def test_other_countries_are_left_alone(country: dict[str, Territory], table: Table) -> None:
    report = import_territories(table("XB,,country,Ел,Страна,Other"), retire_missing=True)
    assert report.created == ["XB"]
    assert not Territory.objects.exclude(retired_on=None).exists()


def test_a_file_tells_of_ends_and_heirs(country: dict[str, Territory], table: Table) -> None:
    rows = [f"{SOUTH},2022-06-08,XA-1", f"{NORTH},,"]
    import_territories(table(*rows, header=f"{HEADER},retired,successor"))
    south = Territory.objects.get(code="XA-2")
    assert (south.retired_on, south.successor) == (date(2022, 6, 8), country["XA-1"])
    assert list(country["XA-1"].predecessors.all()) == [south]


def test_notes_windows_line_ends_and_a_mark_of_bytes_are_read() -> None:
    text = "\ufeff# a note\r\n# another\r\n" + "\r\n".join([HEADER, COUNTRY, "", NORTH]) + "\r\n"
    assert [row.line for row in read_rows(text.encode())] == [4, 6]


def test_what_looks_like_a_formula_is_a_name(table: Table) -> None:
    import_territories(table('XA,,country,"=A1+Б",@Страна,"+cmd|\' /C calc\'!A0"'))
    assert Territory.objects.get().name_kk == "=A1+Б"
    assert Territory.objects.get().name_en == "+cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (["XA,,country,Ел,Страна"], 2, "5 cells instead of 6"),
        ([COUNTRY, "XA 1,XA,region,А,Б,C"], 3, "“XA 1” is not a code"),
        ([COUNTRY, ",XA,region,А,Б,C"], 3, "the code is missing"),
        ([COUNTRY, "XA-1,XA,planet,А,Б,C"], 3, "“planet” is not a kind"),
        ([COUNTRY, "XA-1,XA,region,,Б,C"], 3, "the name in kk is missing"),
        ([COUNTRY, "XA-1,XA,region,А,---,C"], 3, "the name in ru has no letters"),
        ([COUNTRY, "XA-1,XA,region,А,Б\u202eВ,C"], 3, "cannot be seen"),
        ([COUNTRY, "XA-1,XA,region,А,Б,C\0D"], 3, ""),
        ([COUNTRY, f"XA-1,XA,region,А,Б,{'C' * (NAME_LENGTH + 1)}"], 3, f"more than {NAME_LENGTH} characters"),
        ([COUNTRY, f"XA-1,XA,region,А,Б,{'C' * 200_000}"], 3, "field larger than field limit"),
        ([COUNTRY, 'XA-1,XA,region,А,Б,"C'], 3, "unexpected end of data"),
        ([COUNTRY, NORTH, NORTH], 4, "XA-1 stands in line 3 already"),
        ([COUNTRY, "XB-1,XA,region,А,Б,C"], 3, "a file has one country"),
        ([COUNTRY, "XA-1,,region,А,Б,C"], 3, "no parent"),
        (["XA-1,,country,А,Б,C"], 2, "a code of two letters"),
        ([COUNTRY, "XA-1,XA-9,region,А,Б,C"], 3, "XA-9 is neither in the file nor known"),
        ([COUNTRY, "XA-1,XA-2,region,А,Б,C", "XA-2,XA-1,region,А,Б,C"], 3, "lies in itself"),
        ([COUNTRY, "XA-1,XA-1,region,А,Б,C"], 3, "lies in itself"),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_written(
    table: Table, lines: list[str], line: int, reason: str
) -> None:
    with pytest.raises(BadFileError, match=f"^Line {line}: .*{reason}"):
        import_territories(table(*lines))
    assert not Territory.objects.exists()


def test_a_circle_with_what_is_known_is_refused(country: dict[str, Territory], table: Table) -> None:
    with pytest.raises(BadFileError, match="lies in itself"):
        import_territories(table(NORTH.replace("XA,", "XA-11,")))
    assert Territory.objects.get(code="XA-1").path == "/XA/XA-1/"


def test_a_tree_has_a_depth(table: Table) -> None:
    deep = [f"XA-{n},{'XA' if n == 1 else f'XA-{n - 1}'},village,А,Б,C" for n in range(1, DEPTH_MAX + 1)]
    with pytest.raises(BadFileError, match="levels deep"):
        import_territories(table(COUNTRY, *deep))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the header is not"),
        (b"code;parent;kind;kk;ru;en\n", "the header is not"),
        (HEADER.encode() + b"\n", "no territories"),
        ((HEADER + "\n" + COUNTRY).encode("cp1251"), "Line 2: this is not UTF-8"),
        ((HEADER + "\n" + COUNTRY).encode("utf-16"), "not UTF-8"),
        ((HEADER + ",retired,successor\n" + COUNTRY + ",yesterday,").encode(), "“yesterday” is not a day"),
        ((HEADER + ",retired,successor\n" + COUNTRY + ",,XA-1").encode(), "has a day on which it ended"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(BadFileError, match=reason):
        read_rows(content)


def test_the_command_reports(table: Table) -> None:
    told = io.StringIO()
    call_command("places", "import", str(table(COUNTRY, NORTH)), "--dry-run", stdout=told)
    assert told.getvalue().splitlines() == [
        "Nothing was written: this is what would happen.", "2 new: XA, XA-1", "0 changed", "0 retired", "0 as before"
    ]  # fmt: skip
    call_command("places", "import", str(table(COUNTRY, NORTH)), stdout=told)
    call_command("places", "import", str(table(COUNTRY)), "--retire-missing", stdout=told)
    assert Territory.objects.get(code="XA-1").retired


def test_the_command_refuses_in_plain_words(table: Table, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^Line 2: 2 cells instead of 6\.$"):
        call_command("places", "import", str(table("a,b")))
    with pytest.raises(CommandError, match="No such file"):
        call_command("places", "import", str(tmp_path / "none.csv"))
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(FILE_BYTES + 1)
    with pytest.raises(CommandError, match="at most 8 MB"):
        call_command("places", "import", str(large))
