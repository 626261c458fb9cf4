"""Bringing a register in on the desk: a look first, then the word; faults by file and line."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from harness.offices import make_theme
from pikir.accounts.models import Account
from pikir.audit.models import Entry
from pikir.offices.kinds import DESK_BYTES, DESK_ROWS
from pikir.offices.models import Office, Position
from pikir.offices.tests.test_importing import FILES
from pikir.places.models import Territory

PAGE = "/en/desk/offices/register/"
Enter = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(land: dict[str, Territory], operator: Account, alice: Account, client_for: Enter) -> Client:
    """An operator in a square that knows the territories, topics and people of the files."""
    make_theme("Roads")
    return client_for(operator)


def look(client: Client, files: dict[str, str] = FILES, page: str = PAGE, **more: str) -> tuple[int, str]:
    given = {name: SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in files.items()}
    answer = client.post(page, {"language": "en", "act": "look", **given, **more})
    return answer.status_code, answer.content.decode()


def confirm(client: Client, report: str) -> int:
    """Press what the report offers, with all that its form carries."""
    form = re.search(r'<form method="post" class="acts".*?</form>', report, re.DOTALL)
    assert form
    carried = re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)"', form[0])
    assert carried
    parsed = {name: re.sub(r"&(?:quot|#x27|amp);", _plain, value) for name, value in carried}
    return client.post(PAGE, parsed | {"act": "write"}).status_code


def _plain(sign: re.Match[str]) -> str:
    return {"&quot;": '"', "&#x27;": "'", "&amp;": "&"}[sign[0]]


def test_a_look_writes_nothing_and_the_word_writes_what_was_seen(desk: Client) -> None:
    status, report = look(desk)
    assert status == 200
    assert "Nothing is written yet" in report
    assert not Office.objects.exists()
    assert "roads · Roads" in report
    assert confirm(desk, report) == 302
    assert Office.objects.count() == 2
    assert Entry.objects.filter(verb="import_register").count() == 1
    again = look(desk)[1]
    assert "there is nothing to do" in again
    assert "Bring it in" not in again


def test_what_vanished_is_told_and_over_only_when_ticked(desk: Client) -> None:
    confirm(desk, look(desk)[1])
    fewer = FILES | {"positions": FILES["positions"].replace("roads,engineer,Инженер,Инженер,Engineer,,1\n", "")}
    status, report = look(desk, {"positions": fewer["positions"]})
    assert status == 200
    assert "missing, stays" in report
    assert "roads · engineer" in report
    assert "there is nothing to do" in report
    report = look(desk, {"positions": fewer["positions"]}, retire="on")[1]
    assert "over from today" in report
    assert Position.objects.filter(retired_on=None).count() == 3
    assert confirm(desk, report) == 302
    assert list(Position.objects.exclude(retired_on=None).values_list("code", flat=True)) == ["engineer"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "“castle” is no kind"),
        ("ru", "«castle» — неизвестный вид"),
        ("kk", "«castle» деген түр жоқ"),
    ],
)
def test_faults_are_told_by_file_line_and_reason_in_three_languages(desk: Client, language: str, words: str) -> None:
    files = FILES | {
        "offices": FILES["offices"].replace("akimat,XA", "castle,XA"),
        "people": FILES["people"].replace("Samat,alice", "Samat,nobody"),
    }
    status, page = look(desk, files, PAGE.replace("/en/", f"/{language}/"))
    assert status == 422
    rows = re.findall(r'<tr><td translate="no">(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>', page)
    assert rows[0][:2] == ("offices.csv", "3")
    assert words in rows[0][2]
    assert ("people.csv", "3") in [row[:2] for row in rows]
    assert 'value="write"' not in page
    assert not Office.objects.exists()


def test_files_that_are_none_or_too_many(desk: Client) -> None:
    status, page = look(desk, {})
    assert status == 422
    assert "Choose at least one file" in page
    assert "columns are missing" in look(desk, {"people": "code,kk\n"})[1]
    many = FILES["people"] + "".join(f"p{number},a,b,c,\n" for number in range(DESK_ROWS))
    assert f"At most {DESK_ROWS} lines" in look(desk, {"people": many})[1]
    assert f"at most {DESK_BYTES // 1000} KB" in look(desk, {"people": "x" * (DESK_BYTES + 1)})[1]


def test_markup_in_a_file_stays_text(desk: Client) -> None:
    name = '<b>"A" & B</b>'
    people = f'code,kk,ru,en,handle\nanna,x,x,"{name.replace(chr(34), chr(34) * 2)}",\n'
    report = look(desk, {"people": people})[1]
    assert escape(name) in report
    assert name not in report


@pytest.mark.parametrize("who", ["guest", "alice", "moderator"])
def test_only_operators_come_here(who: str, request: pytest.FixtureRequest, desk: Client, client_for: Enter) -> None:
    client = client_for(None if who == "guest" else request.getfixturevalue(who))
    assert look(client)[0] == (302 if who == "guest" else 403)
    assert not Office.objects.exists()
