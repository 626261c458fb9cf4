"""Codes by letter: registers from files, however they were written; codes that are shown once and work once."""

import csv
import io
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pikir.accounts.attestations.blind import blind_number, blind_reference
from pikir.accounts.attestations.kinds import CELL_LENGTH, FILE_LINES, LIST, Level, Paper
from pikir.accounts.attestations.queries import is_attested
from pikir.accounts.models import Account, Line, Register
from pikir.accounts.tests.voices import NUMBER, VOICE, code_in, levels, place, prove, said
from pikir.places.actions import load_ready_list

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/voices/registers/"
HEAD = "reference,territory,name"


@pytest.fixture(autouse=True)
def places(db: None) -> None:
    cache.clear()
    load_ready_list()


@pytest.fixture
def desk(client_for: Callable[..., Client], operator: Account) -> Client:
    return client_for(operator)


def form_of(content: bytes, *, paper: str = LIST, source: str = "Households") -> dict[str, object]:
    file = SimpleUploadedFile("list.csv", content, content_type="text/csv")
    return {"source": source, "paper": paper, "country": "KZ", "file": file}


def send(desk: Client, *rows: str, paper: str = LIST) -> list[dict[str, str]]:
    """Bring a register in; the rows as the operator's browser gets them, with codes."""
    answer = desk.post(PAGE, form_of("\n".join([HEAD, *rows]).encode(), paper=paper))
    assert answer["Content-Type"] == "text/csv; charset=utf-8", answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_letter_attests_once(client_for: Callable[..., Client], alice: Account, bob: Account, desk: Client) -> None:
    (row,) = send(desk, "Abai 5-12,kz-10,Dana")
    assert (row["reference"], row["territory"], row["name"]) == ("Abai 5-12", "kz-10", "Dana")
    typed = row["code"].lower().replace("-", " ")
    assert "Your voice is verified." in said(client_for(alice), VOICE + "letter/", code=typed)
    assert levels(alice) == [Level.LETTER]
    assert is_attested(alice.id, level=2, territory=place("KZ-10"))
    assert "not right" in said(client_for(bob), VOICE + "letter/", code=row["code"])
    register = Register.objects.get()
    assert (register.size, register.used, register.lines.count()) == (1, 1, 0)


def test_neither_references_nor_names_nor_codes_stay(desk: Client) -> None:
    (row,) = send(desk, f"{NUMBER},KZ-10,Qarlygash", paper="number")
    assert Line.objects.get().blind == blind_number(Paper.NUMBER, "KZ", NUMBER)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # names of the database itself
            rows = str(cursor.fetchall())
            for word in (NUMBER, "Qarlygash", row["code"], row["code"].replace("-", "")):
                assert word not in rows, table
    assert row["code"] not in desk.get(PAGE).content.decode()


def test_a_newer_letter_takes_the_place_of_the_older(
    client_for: Callable[..., Client], alice: Account, desk: Client
) -> None:
    old, kept = send(desk, "Abai 5-12,,Dana", "Abai 5-13,,Omar")
    (new,) = send(desk, " ABAI 5 / 12 ,,Dana")
    client = client_for(alice)
    assert "not right" in said(client, VOICE + "letter/", code=old["code"])
    for row in (new, kept):
        assert "Your voice is verified." in said(client, VOICE + "letter/", code=row["code"])


def test_codes_are_over_with_their_term_and_with_their_register(
    client_for: Callable[..., Client], alice: Account, desk: Client
) -> None:
    (row,) = send(desk, "Abai 5-12,,Dana")
    Register.objects.update(until=timezone.now())
    assert "it is over" in said(client_for(alice), VOICE + "letter/", code=row["code"])
    (row,) = send(desk, "Abai 5-12,,Dana")
    for register in Register.objects.all():
        said(desk, PAGE, remove=str(register.id))
    assert "it is over" in said(client_for(alice), VOICE + "letter/", code=row["code"])
    assert not Line.objects.exists()


def test_a_letter_to_whom_another_account_belongs_waits_for_that_account(
    client_for: Callable[..., Client], alice: Account, bob: Account, desk: Client
) -> None:
    prove(alice)
    (row,) = send(desk, f"{NUMBER},KZ-11,Dana", paper="number")
    page = said(client_for(bob), VOICE + "letter/", code=row["code"])
    assert "attests another account already" in page
    assert levels(bob) == []
    assert Register.objects.get().used == 0
    said(client_for(alice), VOICE + "move/", code=code_in(page))
    assert (levels(alice), levels(bob)) == ([], [3, 2])
    assert not Line.objects.exists(), "the letter has done its work"
    assert Register.objects.get().used == 1


def test_spreadsheets_run_nothing_of_it(desk: Client) -> None:
    (row,) = send(desk, "=cmd|A0 1234,,@SUM(A1)")
    assert (row["reference"], row["name"]) == ("'=cmd|A0 1234", "'@SUM(A1)")


def test_lists_are_told_apart_and_flats_too() -> None:
    assert blind_reference("Households", "Abai 5-12") == blind_reference(" households ", "ABAI, 5 (12)")
    assert blind_reference("Households", "Abai 5-12") != blind_reference("Households", "Abai 51-2")
    assert blind_reference("Households", "0001") != blind_reference("Students", "0001")


WRONG = {
    "not a text": (b"\xff\xfe\x00", "not a text file in UTF-8"),
    "null": (f"{HEAD}\nAbai\0,,\n".encode(), "not a register"),
    "quote": (f'{HEAD}\n"Abai,,\n'.encode(), "not a register"),
    "no head": (b"Abai 5-12,KZ-10,Dana\n", "must begin with the columns"),
    "other columns": (b"name,reference,territory\nDana,Abai,KZ\n", "must begin with the columns"),
    "empty": (HEAD.encode(), "has no lines"),
    "short": (f"{HEAD}\nAb,,Dana\n".encode(), "Line 2: A number has from 4"),
    "long": (f"{HEAD}\n{'a' * 61},,Dana\n".encode(), "Line 2: A number has from 4"),
    "no reference": (f"{HEAD}\n,KZ,Dana\n".encode(), "Line 2: A number has from 4"),
    "too few": (f"{HEAD}\nAbai 5-12,KZ\n".encode(), "Line 2: 2 cells instead of 3"),
    "too many": (f"{HEAD}\nAbai 5-12,KZ,a,b\n".encode(), "Line 2: 4 cells instead of 3"),
    "unknown place": (f"{HEAD}\n\nAbai 5-12,KZ-99,\n".encode(), "Line 3: there is no territory"),
    "odd place": (f"{HEAD}\nAbai 5-12,' OR 1=1,\n".encode(), "Line 2: there is no territory"),
    "twice": (f"{HEAD}\nAbai 5-12,,a\nabai 5/12,,b\n".encode(), "Line 3: the same reference stands in line 2"),
    "long cell": (f"{HEAD}\nAbai 5-12,,{'x' * (CELL_LENGTH + 1)}\n".encode(), "Line 2: a cell has more than"),
    "too long": (f"{HEAD}\n".encode() + b"a,,\n" * (FILE_LINES + 1), "at most 10000 lines"),
    "too large": (HEAD.encode() + b"\n" + b" " * 4_000_001, "too large"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_register_is_refused_whole(desk: Client, name: str) -> None:
    content, fault = WRONG[name]
    answer = desk.post(PAGE, form_of(content))
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not Register.objects.exists()


def test_every_line_at_fault_is_named_up_to_a_number(desk: Client) -> None:
    page = desk.post(PAGE, form_of(f"{HEAD}\n".encode() + b"x,,\n" * 25 + b"Abai 5-12,,Dana\n")).content.decode()
    assert "Line 2: " in page
    assert "Line 21: " in page
    assert "Line 22: " not in page
    assert "And as many more lines: 5" in page


def test_a_register_from_a_table_program_is_read(desk: Client) -> None:
    content = f'\ufeff{HEAD.title()}\r\n"Abai 5, 12",KZ-10,"Dana\r\nOmar"\r\n'.encode()
    assert desk.post(PAGE, form_of(content))["Content-Type"] == "text/csv; charset=utf-8"
    assert Register.objects.get().size == 1


def test_a_town_of_letters_takes_few_statements(desk: Client) -> None:
    rows = [f"House {number},KZ-10,x" for number in range(600)]
    with CaptureQueriesContext(connection) as sent:
        assert len({row["code"] for row in send(desk, *rows)}) == 600
    assert len(sent) < 20
