"""A register from CSV: whole or not at all, the same again writes nothing, what vanished is over only when asked."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from harness.offices import make_theme
from harness.people import viewer_of
from pikir.accounts.models import Account, Profile
from pikir.audit.models import Entry
from pikir.offices import actions
from pikir.offices.holders import holder_of
from pikir.offices.models import Appointment, Competence, Office, Official, Position
from pikir.offices.registers import read_folder
from pikir.places.models import Territory

FILES = {
    "offices": """# A register.
code,parent,kind,territory,kk,ru,en,mail,contacts,hours,reads,services,access
town,,akimat,XA-11,Әкімдік,Акимат,Akimat,a@ozen.example,Square 1 | +7 7,9–18|9–18|9–18|9–18|9–18||,kk ru,,ramp lift
roads,town,department,XA-11,Жол бөлімі,Отдел дорог,Roads,,,,,Permits | Maps,
""",
    "positions": """office,code,kk,ru,en,head,rank
town,mayor,Әкім,Аким,Mayor,yes,0
roads,chief,Басшы,Начальник,Chief,yes,0
roads,engineer,Инженер,Инженер,Engineer,,1
""",
    "people": """code,kk,ru,en,handle
aliya,Әлия,Алия,Aliya,
samat,Самат,Самат,Samat,alice
""",
    "appointments": """person,office,position,from,to,acting,source,source_url
samat,town,mayor,2026-03-16,,,Decree 2,https://law.example/2
aliya,town,mayor,2021-01-01,2026-03-15,,Decree 1,
aliya,roads,chief,2026-03-20,,yes,,
""",
    "competences": """topic,territory,office,position,from,to,source
Roads,XA-11,roads,engineer,2024-01-01,,Order 15
roads,XA-12,roads,chief,2024-01-01,,
""",
}


@pytest.fixture
def folder(tmp_path: Path, land: dict[str, Territory], alice: Account) -> Path:
    make_theme("Roads")
    place = tmp_path / "register"
    place.mkdir()
    for name, content in FILES.items():
        (place / f"{name}.csv").write_text(content, encoding="utf-8")
    return place


@pytest.fixture
def bring(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Brings the folder in and returns what the command said."""

    def call(*flags: str) -> str:
        call_command("offices", "import", str(folder), *flags)
        return capsys.readouterr().out

    return call


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / f"{name}.csv"
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")


def test_everything_is_brought_in(bring: Callable[..., str], alice: Account) -> None:
    said = bring()
    assert "Done." in said
    assert "Offices: 2 new." in said
    assert "Competences: 2 new." in said
    roads = Office.objects.get(code="roads")
    assert (roads.parent.code, roads.path, roads.services) == ("town", "/town/roads/", "Permits\nMaps")  # type: ignore[union-attr]  # its absence is a failure
    town = Office.objects.get(code="town")
    assert not town.here
    assert town.access == ["ramp", "lift"]
    page = Profile.objects.get(account_id=town.pk)
    assert page.contacts.splitlines() == ["Square 1", "+7 7"]
    assert page.hours == ["9–18"] * 5 + ["", ""]
    mayor = Position.objects.get(code="mayor")
    names = [holder_of(mayor, day).appointment.official.code for day in (date(2026, 3, 15), date(2026, 3, 16))]  # type: ignore[union-attr]  # its absence is a failure
    assert names == ["aliya", "samat"]
    assert Official.objects.get(code="samat").account == alice


def test_the_same_again_writes_nothing(bring: Callable[..., str]) -> None:
    bring()
    noted = Entry.objects.exclude(verb="import_register").count()
    said = bring()
    assert "new" not in said
    assert "changed" not in said
    assert "Positions: 3 same." in said
    assert Entry.objects.exclude(verb="import_register").count() == noted


def test_a_dry_run_says_the_same_and_writes_nothing(bring: Callable[..., str]) -> None:
    dry = bring("--dry-run")
    assert "Nothing was written" in dry
    assert not Office.objects.exists()
    assert not Account.objects.filter(kind="office").exists()
    assert dry.splitlines()[1:] == bring().splitlines()[1:]


def test_what_changed_is_taken_in(bring: Callable[..., str], folder: Path) -> None:
    bring()
    change(folder, "offices", "Roads", "Roads and bridges")
    change(folder, "positions", "Engineer", "Chief engineer")
    said = bring()
    assert "Offices: 1 changed, 1 same." in said
    assert "Positions: 1 changed, 2 same." in said
    assert Office.objects.get(code="roads").name_en == "Roads and bridges"


def test_what_vanished_stays_until_it_is_asked_for(bring: Callable[..., str], folder: Path) -> None:
    bring()
    change(folder, "positions", "roads,engineer,Инженер,Инженер,Engineer,,1\n", "")
    change(folder, "competences", "Roads,XA-11,roads,engineer,2024-01-01,,Order 15\n", "")
    change(folder, "appointments", "aliya,roads,chief,2026-03-20,,yes,,\n", "")
    said = bring()
    assert "Positions: 2 same, 1 missing." in said
    assert Position.objects.get(code="engineer").retired_on is None
    said = bring("--retire-missing")
    assert "1 over" in said
    today = timezone.localdate()
    assert Position.objects.get(code="engineer").retired_on == today
    assert Competence.objects.get(position__code="engineer").last_day == today - timedelta(days=1)
    assert Appointment.objects.get(position__code="chief").last_day == today - timedelta(days=1)
    assert Competence.objects.get(position__code="chief").last_day is None
    assert Office.objects.present().count() == 2


def test_an_office_that_vanished_is_over_and_comes_back(bring: Callable[..., str], folder: Path) -> None:
    bring()
    line = "roads,town,department,XA-11,Жол бөлімі,Отдел дорог,Roads,,,,,Permits | Maps,\n"
    change(folder, "offices", line, "")
    for name in ("positions", "people", "appointments", "competences"):
        (folder / f"{name}.csv").unlink()
    bring("--retire-missing")
    assert Office.objects.get(code="roads").retired_on
    assert Position.objects.filter(retired_on=None).count() == 3  # no file spoke of positions
    (folder / "offices.csv").write_text(FILES["offices"], encoding="utf-8")
    bring()
    assert Office.objects.get(code="roads").retired_on is None


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("offices", "akimat,XA", "castle,XA", r"offices.csv, line 3: “castle” is no kind"),
        ("offices", "roads,town", "roads,village", "line 4: there is no office “village”"),
        ("offices", "XA-11,Жол", "XA-99,Жол", "there is no territory “XA-99”"),
        ("offices", "9–18||,kk", "9–18|,kk", "hours have 7 parts"),
        ("offices", "kk ru", "kk xx", "“xx” is not known"),
        ("offices", "ramp lift", "ramp wings", "“wings” is not known"),
        ("offices", "Отдел дорог", "", "The name is missing in: ru"),
        ("positions", "mayor,Әкім", "The Mayor,Әкім", "is no code"),
        ("positions", "Engineer,,1", "Engineer,yes,1", "leads this office already"),
        ("positions", "Engineer,,1", "Engineer,,first", "is no number"),
        ("people", "Samat,alice", "Samat,nobody", "nobody here has the handle"),
        ("appointments", "2026-03-15", "2026-03-20", "holds this position at that time"),
        ("appointments", "2026-03-16", "16.03.2026", "is not a day"),
        ("appointments", "yes", "maybe", "neither “yes” nor “no”"),
        ("appointments", "https://law.example/2", "law.example/2", "begins with https://"),
        ("competences", "Roads,XA-11", "Bridges,XA-11", "there is no topic “Bridges”"),
        ("competences", "XA-11,roads,engineer,2024-01-01", "XA-11,roads,engineer,", "the first day is missing"),
    ],
)
def test_a_fault_is_told_with_file_and_line_and_nothing_is_written(
    bring: Callable[..., str], folder: Path, name: str, old: str, new: str, words: str
) -> None:
    change(folder, name, old, new)
    with pytest.raises(CommandError, match=words):
        bring()
    assert not Office.objects.exists()
    assert not Official.objects.exists()


def test_all_faults_are_told_at_once(bring: Callable[..., str], folder: Path) -> None:
    change(folder, "positions", "Engineer,,1", "Engineer,,first")
    change(folder, "appointments", "2026-03-16", "16.03.2026")
    with pytest.raises(CommandError) as told:
        bring()
    places = [line.partition(":")[0] for line in str(told.value).splitlines()]
    assert places == ["positions.csv, line 4", "appointments.csv, line 2", "competences.csv, line 2"]


def test_an_empty_folder_is_a_fault(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("offices", "import", str(tmp_path))


def test_only_operators_bring_registers_in(folder: Path, alice: Account, operator: Account) -> None:
    with pytest.raises(PermissionDenied):
        actions.import_register(actor=viewer_of(alice), register=read_folder(folder), language="en")
    actions.import_register(actor=viewer_of(operator), register=read_folder(folder), language="en")
    assert Office.objects.count() == 2
