"""No way leads to what the table of acts does not have: no race, no file, no row written past the actions."""

import io
import json
import tarfile
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from harness.lives import follow
from harness.questions import Hall
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.actions.judging import support
from pikir.offices.questions.models import Question, QuestionEvent

AT_ONCE = 6


def event_of(question: Question, **other: Any) -> QuestionEvent:
    """An event as the machine would write it next, but for what is named."""
    facts = {"question": question, "number": question.event_count + 1, "act": "accept", "part": "handler"}
    facts |= {"from_state": "assigned", "state": "accepted", "lane": "question", "at": timezone.now()}
    return QuestionEvent(**facts | {"office": question.office, "position": question.position} | other)


@pytest.mark.parametrize(
    "other",
    [
        {"act": "answer", "state": "answered"},  # not from where it stands
        {"state": "answered"},  # not to there
        {"act": "fly"},
        {"from_state": "draft", "act": "ask", "state": "registered"},
        {"act": "withdraw", "from_state": "answered", "state": "closed"},  # not after the answer
        {"number": 1},  # twice
        {"number": 0},
    ],
)
@pytest.mark.parametrize("way", ["save", "bulk", "sql"])
def test_the_database_takes_no_impossible_event(hall: Hall, way: str, other: dict[str, Any]) -> None:
    event = event_of(hall.ask(), **other)
    ways: dict[str, Callable[[], object]] = {
        "save": event.save,
        "bulk": lambda: QuestionEvent.objects.bulk_create([event]),
        "sql": lambda: insert(event),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        ways[way]()


def insert(event: QuestionEvent) -> None:
    """Write a row past all models."""
    fields = event._meta.concrete_fields
    quote = connection.ops.quote_name
    names, marks = ", ".join(quote(one.column) for one in fields), ", ".join(["%s"] * len(fields))
    values = [one.get_db_prep_save(getattr(event, one.attname), connection) for one in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(event._meta.db_table)} ({names}) VALUES ({marks})", values)  # noqa: S608  # our own table


@pytest.mark.parametrize("columns", [{"state": "closed"}, {"outcome": "explained"}, {"state": "flying"}, {"serial": 2}])
def test_the_database_takes_no_impossible_question(hall: Hall, columns: dict[str, Any]) -> None:
    question = hall.ask()
    hall.ask("sup1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**columns)


def test_who_writes_a_state_past_the_actions_is_found_out(hall: Hall) -> None:
    question = hall.ask()
    call_command("questions", "check")
    Question.objects.filter(pk=question.pk).update(state="accepted")
    with pytest.raises(CommandError, match="stands elsewhere"):
        call_command("questions", "check")
    Question.objects.filter(pk=question.pk).update(state="assigned", due="2030-01-01")
    with pytest.raises(CommandError, match="due is not what its events say"):
        call_command("questions", "check")


def another_end(rows: list[dict[str, Any]]) -> None:
    rows[-1]["fields"] |= {"act": "hold", "from_state": "assigned", "state": "closed", "outcome": "explained"}


def another_part(rows: list[dict[str, Any]]) -> None:
    rows[-1]["fields"]["part"] = "author"


def lost(rows: list[dict[str, Any]]) -> None:
    rows.pop(1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [another_end, another_part, lost])
def test_a_file_with_another_past_is_refused_whole(
    hall: Hall, tmp_path: Path, change: Callable[[list[dict[str, Any]]], None]
) -> None:
    hall.ask()
    file = tmp_path / "questions.tar.gz"
    call_command("questions", "export", str(file))
    before = list(QuestionEvent.objects.order_by("pk").values_list())
    with pytest.raises(CommandError):
        call_command("questions", "import", str(repacked(file, change)))
    assert list(QuestionEvent.objects.order_by("pk").values_list()) == before
    with pytest.raises(CommandError, match="no such archive"):
        call_command("restore", str(file))


def repacked(source: Path, change: Callable[[list[dict[str, Any]]], None]) -> Path:
    """The same file after somebody who knows how it is made laid hands on its events."""
    name = "tables/offices_questionevent.jsonl"
    with tarfile.open(source) as tar:
        files = {entry.name: tar.extractfile(entry).read() for entry in tar}  # type: ignore[union-attr]  # all are files
    rows = [json.loads(line) for line in files[name].splitlines()]
    change(rows)
    files[name] = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    contents = json.loads(files["questions.json"])
    for member in contents["members"]:
        content = files[member["name"]]
        member |= {"size": len(content), "sha256": sha256(content).hexdigest()}
    files["questions.json"] = json.dumps(contents).encode()
    target = source.with_name("changed.tar.gz")
    with tarfile.open(target, "w:gz") as tar:
        for path, content in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return target


def all_at_once(*calls: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each over a connection of its own; what each returned or raised."""
    start, found = threading.Barrier(len(calls)), list[object]()

    def run(call: Callable[[], object]) -> None:
        start.wait()
        try:
            found.append(call())
        except ActError as fault:
            found.append(fault.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_of_many_who_do_the_same_at_once_one_does_it(hall: Hall) -> None:
    question, signer = hall.ask(), hall.viewer("signer")
    found = all_at_once(*[lambda: act(question.pk, "accept", actor=signer)] * AT_ONCE)
    assert found.count("act") == AT_ONCE - 1
    check(question, "accepted")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_do_the_opposite_at_once_one_is_refused(hall: Hall) -> None:
    question, signer = hall.ask(), hall.viewer("signer")
    asker, other = hall.viewer("asker"), hall.viewer("sup1")
    found = all_at_once(
        lambda: act(question.pk, "accept", actor=signer),
        lambda: act(question.pk, "withdraw", actor=asker),
        lambda: act(question.pk, "withdraw", actor=other),  # who did not ask
    )
    assert found.count("act") in {1, 2}
    check(question, "closed")


@pytest.mark.django_db(transaction=True)
def test_supporters_at_once_are_all_counted(hall: Hall) -> None:
    question = hall.ask()
    people = [hall.viewer(name) for name in ("sup1", "sup2", "sup3", "sup4")]
    all_at_once(*[lambda who=who: support(actor=who, question=question) for who in (*people, *people[:2])])
    question.refresh_from_db()
    assert question.supporter_count == question.supports.count() == len(people)


@pytest.mark.django_db(transaction=True)
def test_those_who_ask_at_once_have_numbers_without_a_gap(hall: Hall) -> None:
    all_at_once(*[lambda name=name: hall.ask(name) for name in ("asker", "sup1", "sup2", "sup3", "sup4")])
    assert sorted(Question.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5]


def check(question: Question, state: str) -> None:
    """It stands there, and its events lead there one by one."""
    question.refresh_from_db()
    events = list(question.events.order_by("number"))
    assert [event.number for event in events] == list(range(1, question.event_count + 1))
    follow(events)
    assert question.state == state == events[-1].state
