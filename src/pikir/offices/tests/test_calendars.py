"""Calendars of working days: the ready one on real years, files of one's own, what is told of a fault."""

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from pikir.kernel.workdays import Calendar
from pikir.offices.models import WorkDay
from pikir.offices.workdays import calendar_of

ALMATY = ZoneInfo("Asia/Almaty")
HEADER = "day,kind,kk,ru,en,source\n"
DAY = "2026-03-21,off,Мереке,Праздник,Feast,Law 1\n"


@pytest.fixture
def kazakhstan(db: None) -> Calendar:
    call_command("offices", "calendar", "kz")
    with translation.override("en"):
        return calendar_of("kz", zone="UTC")


@pytest.mark.parametrize(("year", "working"), [(2024, 249), (2025, 246), (2026, 247), (2027, 247)])
def test_a_year_has_as_many_working_days_as_the_state_says(kazakhstan: Calendar, year: int, working: int) -> None:
    assert kazakhstan.difference(date(year - 1, 12, 31), date(year, 12, 31)) == working


@pytest.mark.parametrize(
    ("registered", "number", "last"),
    [
        (date(2024, 5, 3), 3, date(2024, 5, 10)),  # a Saturday worked, three days off in a row
        (date(2024, 12, 31), 2, date(2025, 1, 6)),  # Friday off, Sunday worked for it
        (date(2025, 3, 20), 1, date(2025, 3, 26)),  # Nauryz on a weekend, two days in its place
        (date(2026, 3, 20), 1, date(2026, 3, 26)),
        (date(2026, 8, 28), 1, date(2026, 8, 31)),  # no holiday any more
        (date(2027, 3, 12), 1, date(2027, 3, 16)),  # the new one
        (date(2026, 11, 2), 15, date(2026, 11, 23)),
    ],
)
def test_terms_on_real_years(kazakhstan: Calendar, registered: date, number: int, last: date) -> None:
    assert kazakhstan.add(registered, number) == last
    assert kazakhstan.due(registered, number) == kazakhstan.ends(last)
    assert kazakhstan.ends(last).astimezone(ALMATY).time() == time()


def test_an_explanation_names_the_day_that_was_moved(kazakhstan: Calendar) -> None:
    told = kazakhstan.explain(date(2024, 12, 31), 2)
    reasons = {one.day.day: one.special.reason for one in told if one.special}
    assert reasons[3] == "Day of rest instead of 5 January"
    assert reasons[5] == "Worked for 3 January"


def test_names_of_days_are_in_the_language_of_the_page(db: None, lang: str) -> None:
    call_command("offices", "calendar", "kz")
    with translation.override(lang):
        reason = calendar_of("kz", zone="UTC").special[date(2026, 12, 16)].reason
    assert reason == {"kk": "Тәуелсіздік күні", "ru": "День независимости", "en": "Independence Day"}[lang]


def test_every_day_names_its_source(kazakhstan: Calendar) -> None:
    assert set(kazakhstan.special) == set(WorkDay.objects.exclude(source="").values_list("day", flat=True))


def test_what_nobody_brought_in_is_a_plain_week(db: None) -> None:
    plain = calendar_of("uz", zone="Asia/Tashkent")
    assert plain.add(date(2026, 12, 15), 1) == date(2026, 12, 16)
    assert plain.ends(date(2026, 12, 16)) == datetime(2026, 12, 17, tzinfo=ZoneInfo("Asia/Tashkent"))


def test_a_file_is_brought_in_again_and_changed(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "days.csv"
    given = [str(file), "--code", "uz", "--zone", "Asia/Tashkent"]
    for content, report in (
        (HEADER + DAY, "1 new, 0 changed, 0 same, 0 gone"),
        (HEADER + DAY, "0 new, 0 changed, 1 same, 0 gone"),
        (HEADER + DAY.replace("-21", "-22"), "1 new, 0 changed, 0 same, 1 gone"),
        (HEADER + DAY.replace("-21", "-22").replace("Feast", "Nauryz"), "0 new, 1 changed, 0 same, 0 gone"),
        (HEADER + DAY.replace("2026", "2027"), "1 new, 0 changed, 0 same, 0 gone"),  # years it does not name stay
    ):
        file.write_text(content, encoding="utf-8")
        call_command("offices", "calendar", *given)
        assert report in capsys.readouterr().out
    assert WorkDay.objects.count() == 2


def test_a_dry_run_writes_nothing(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("offices", "calendar", "kz", "--dry-run")
    assert "Nothing was written" in capsys.readouterr().out
    assert not WorkDay.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("day,kind\n", "columns are missing"),
        (HEADER.replace("source", "source,more") + DAY, "unknown columns"),
        (HEADER + DAY + DAY, "Line 3"),
        (HEADER + DAY.replace("off", "rest"), "neither “off” nor “work”"),
        (HEADER + DAY.replace("2026-03-21", "21.03.2026"), "not a day"),
        (HEADER + DAY.replace("Feast", ""), "three languages"),
        (HEADER + DAY.replace("Law 1", ""), "a source"),
        (HEADER, "no days"),
    ],
)
def test_a_fault_is_told_with_its_line(db: None, tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "days.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        call_command("offices", "calendar", str(file), "--code", "uz", "--zone", "Asia/Tashkent")
    assert not WorkDay.objects.exists()


@pytest.mark.parametrize("given", [["kz-none.csv"], ["xx.csv", "--code", "U", "--zone", "Asia/Tashkent"]])
def test_a_calendar_needs_a_file_a_code_and_a_zone(db: None, given: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("offices", "calendar", *given)
