"""Open data: the same source for file and explanation, nothing private, nobody who asked."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from harness.questions import Hall
from pikir.offices.questions import open_data
from pikir.offices.questions.clocks import Turn, reckon
from pikir.offices.questions.open_data import FILES
from pikir.offices.questions.states import Lane, State
from pikir.offices.questions.watches import calendar_of_question, terms_of
from pikir.posts.actions import remove_post

Enter = Callable[..., Client]


def table(client: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).getvalue().decode(), newline="")))


def test_files_hold_the_columns_that_the_page_explains(hall: Hall, client_for: Enter, lang: str) -> None:
    hall.answered()
    guest = client_for()
    page = guest.get(f"/{lang}/questions/data/").content.decode()
    for name, file in FILES.items():
        names = [column.name for column in file.columns]
        rows = table(guest, f"/data/{name}.csv")
        whole = json.loads(guest.get(f"/data/{name}.json").getvalue())
        assert list(rows[0]) == names == whole["columns"] == list(whole["rows"][0])
        assert f'href="/data/{name}.csv"' in page
        for column in file.columns:
            assert f"<code>{column.name}</code>" in page
    assert whole["licence"] == open_data.LICENCE


def test_json_and_csv_say_the_same(hall: Hall, client_for: Enter) -> None:
    question, guest = hall.answered(), client_for()
    row = table(guest, "/data/questions.csv")[0]
    told = json.loads(guest.get("/data/questions.json").getvalue())["rows"][0]
    assert row["number"] == told["number"] == question.number
    assert row["due"] == (told["due"] or "")
    assert json.loads(row["terms"]) == told["terms"] == question.terms
    assert int(row["events"]) == len(table(guest, "/data/question-events.csv"))


def test_the_clock_can_be_reckoned_from_the_files_alone(hall: Hall, client_for: Enter) -> None:
    question, guest = hall.ask(), client_for()
    hall.act(question, "accept", "signer")
    turns = [
        Turn(act=row["act"], state=State(row["state"]), lane=Lane(row["lane"]), at=datetime.fromisoformat(row["at"]))
        for row in table(guest, "/data/question-events.csv")
    ]
    clock = reckon(turns, terms=terms_of(question), calendar=calendar_of_question(question))
    assert clock.due is not None
    assert table(guest, "/data/questions.csv")[0]["due"] == clock.due.isoformat()


def test_what_is_private_is_counted_without_its_words(hall: Hall, client_for: Enter) -> None:
    question = hall.ask(private=True, title="My own matter?")
    guest = client_for()
    row = table(guest, "/data/questions.csv")[0]
    assert (row["number"], row["visibility"], row["office"]) == (question.number, "private", hall.roads.code)
    assert {name for name, value in row.items() if value} <= open_data.OF_PRIVATE
    assert table(guest, "/data/question-events.csv") == []
    for name in FILES:
        assert "My own matter?" not in guest.get(f"/data/{name}.json").getvalue().decode()


@pytest.mark.parametrize("naming", ["name", "initials", "anonymous"])
def test_nobody_who_asked_is_in_the_data(hall: Hall, client_for: Enter, naming: str) -> None:
    question, guest = hall.ask(naming=naming), client_for()
    asker = hall.people["asker"]
    said = "".join(guest.get(f"/data/{name}.{form}").getvalue().decode() for name in FILES for form in ("csv", "json"))
    for trace in (
        asker.handle,
        str(asker.pk),
        str(asker.user.pk),
        str(question.post.account_id),
        question.post.account.handle,
    ):
        assert f'"{trace}"' not in said
        assert f",{trace}," not in said


def test_what_was_taken_down_has_a_row_without_words(hall: Hall, client_for: Enter) -> None:
    question = hall.ask(title="Where do the children live?")
    remove_post(actor=hall.viewer("arbiter"), post=question.post, reason="Names of children.")
    row = table(client_for(), "/data/questions.csv")[0]
    assert (row["visibility"], row["state"], row["title"]) == ("removed", "removed", "")


def test_pieces_are_put_together_without_a_seam(hall: Hall, client_for: Enter, monkeypatch: Any) -> None:
    for name in ("asker", "sup1", "sup2", "sup3", "sup4"):
        hall.ask(name)
    guest = client_for()
    whole = {path: guest.get(path).getvalue() for path in ("/data/questions.csv", "/data/question-events.json")}
    monkeypatch.setattr(open_data, "PIECE", 2)
    assert guest.get("/data/questions.csv").getvalue() == whole["/data/questions.csv"]
    small = json.loads(guest.get("/data/question-events.json").getvalue())["rows"]
    assert small == json.loads(whole["/data/question-events.json"])["rows"]


def test_memory_is_bounded_by_the_piece(hall: Hall, django_assert_num_queries: Any) -> None:
    for name in ("asker", "sup1", "sup2"):
        hall.ask(name)
    with django_assert_num_queries(0):
        pieces = FILES["questions"].as_csv(Q())
        next(pieces)
    with django_assert_num_queries(1):
        next(pieces)


def test_one_office_has_files_of_its_own(hall: Hall, client_for: Enter) -> None:
    question, guest = hall.ask(), client_for()
    assert [row["number"] for row in table(guest, "/data/@roads/questions.csv")] == [question.number]
    assert table(guest, "/data/@water/questions.csv") == []
    assert guest.get("/data/@nobody/questions.csv").status_code == 404
    assert guest.get("/data/questions.xml").status_code == 404
    assert guest.get("/data/@Roads/questions.csv")["Location"] == "/data/@roads/questions.csv"


def test_what_has_not_changed_is_not_sent_again(
    hall: Hall, client_for: Enter, django_capture_on_commit_callbacks: Any
) -> None:
    question, guest = hall.ask(), client_for()
    answer = guest.get("/data/questions.csv")
    tag, since = answer["ETag"], answer["Last-Modified"]
    assert guest.get("/data/questions.csv", headers={"if-none-match": tag}).status_code == 304
    assert guest.get("/data/questions.csv", headers={"if-modified-since": since}).status_code == 304
    with django_capture_on_commit_callbacks(execute=True):
        hall.act(question, "accept", "signer")
    assert guest.get("/data/questions.csv", headers={"if-none-match": tag}).status_code == 200


def test_a_spreadsheet_runs_nothing(hall: Hall, client_for: Enter) -> None:
    hall.ask(title="=HYPERLINK(1) when?")
    assert table(client_for(), "/data/questions.csv")[0]["title"] == "'=HYPERLINK(1) when?"
