"""What the square promises of questions, from asking to the last page, letter and file."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from harness.leftovers import leftovers
from harness.people import make_person
from harness.questions import Hall
from pikir.mail.models import Letter
from pikir.moderation.actions.appeals import answer, appeal
from pikir.moderation.actions.cases import open_case
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.kinds import Measure
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import of_post
from pikir.notifications.actions import write_letter
from pikir.offices import actions
from pikir.offices.files import DayRow
from pikir.offices.naming import named
from pikir.offices.questions import notices
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.kinds import Solved
from pikir.offices.questions.lists.kinds import Listing
from pikir.offices.questions.lists.queries import in_list
from pikir.offices.questions.models import ClockProfile, Question, QuestionEvent
from pikir.offices.questions.queries import public_questions, tallies_of
from pikir.offices.questions.watches import calendar_of_question, waited, watch_of

Enter = Callable[..., Client]
Clock = Callable[[str], datetime]
NAMES = {"kk": "А", "ru": "А", "en": "A"}
SECRET = "My daughter is afraid of the dark yard."
ROOM = "pikir.offices.questions."


def promise(hall: Hall, **terms: Any) -> None:
    """Let the office have terms of its own, and close at half past six."""
    facts = {"code": "roads", "lane": "question", "office": hall.roads, "closes": time(18, 30)}
    ClockProfile.objects.create(**facts, terms={"answer": 15, "extension": 10} | terms, **named(NAMES))


def days_off(*off: date, worked: date) -> None:
    """Bring in a calendar for the country of the hall."""
    rows = [DayRow(day=day, works=day == worked, names=NAMES, source="Order 1") for day in (*off, worked)]
    actions.import_calendar(code="xa", zone="Asia/Almaty", rows=rows)


def test_what_comes_on_friday_evening_is_registered_on_monday(hall: Hall, clock: Clock) -> None:
    promise(hall)
    days_off(date(2026, 3, 23), date(2026, 3, 24), worked=date(2026, 3, 28))
    question = hall.ask(at=clock("2026-03-13 19:10"))
    assert question.zero == date(2026, 3, 16)
    assert question.due == date(2026, 4, 7)  # two holidays do not count, a Saturday in exchange does


@pytest.mark.parametrize(("pauses", "moved"), [(True, 4), (False, 0)])
def test_asking_back_stops_the_pledge_and_not_the_law_and_the_citizen_waits_on(
    hall: Hall, clock: Clock, client_for: Enter, *, pauses: bool, moved: int
) -> None:
    promise(hall, clarifying_pauses=pauses)
    question = hall.ask(at=clock("2026-03-02 10:00"))
    due = question.due
    hall.act(question, "accept", "signer", at=clock("2026-03-03 10:00"))
    hall.act(question, "ask_back", "signer", at=clock("2026-03-04 10:00"), words="Which lamps?")
    assert question.still is pauses
    hall.act(question, "clarify", "asker", at=clock("2026-03-10 10:00"), words="All nine.")
    calendar = calendar_of_question(question)
    assert (question.due, question.paused) == (calendar.add(due, moved), moved)
    assert waited(question, calendar, clock("2026-03-11 10:00")) == 7
    hall.act(question, "withdraw", "asker", at=clock("2026-03-12 10:00"))
    assert waited(question, calendar, clock("2026-06-01 10:00")) == 8
    page = client_for().get(f"/en/questions/{question.number}").content.decode()
    assert "8 working days from the asking to the end" in page


def test_what_moderators_removed_says_why_and_comes_back_by_an_appeal_with_all_its_counts(
    hall: Hall, client_for: Enter
) -> None:
    question = hall.answered()
    support(actor=hall.viewer("sup2"), question=question)
    judge(actor=hall.viewer("sup1"), question=question, answered=1, solved=Solved.NO)
    before = counts(question)
    judge_ = hall.viewer("arbiter")
    case = open_case(actor=judge_, subject=of_post(question.post))
    reasons = Reasons(rule=rules_in_force()[0], facts="It names a child.")
    made = decide(actor=judge_, case=case, measure=Measure.REMOVE, reasons=reasons)
    page = f"/en/questions/{question.number}"
    left = client_for().get(page)
    assert left.status_code == 410
    told = left.content.decode()
    assert question.number in told
    assert "Answered" in told
    hidden = ("When will the lamps", "Nine lamps", "Asker", "It names a child.", "The street is lit again.")
    assert not any(words in told for words in hidden)
    assert "It names a child." in client_for(hall.people["asker"]).get(page).content.decode()
    question.refresh_from_db()
    assert (question.state, counts(question)) == ("removed", before | {"events": before["events"] + 1})
    asked = appeal(actor=hall.viewer("asker"), decision=made, words="It does not.")
    other = make_person("other", roles=["arbiter"])
    hall.people["other"] = other
    answer(actor=hall.viewer("other"), appeal=asked, overturned=True, words="True.")
    question.refresh_from_db()
    assert (question.state, counts(question)) == ("answered", before | {"events": before["events"] + 2})
    assert client_for().get(page).status_code == 200


def counts(question: Question) -> dict[str, Any]:
    """What statistics count of a question."""
    question.refresh_from_db()
    said = [(one.role, one.answered, one.solved, one.people) for one in tallies_of(question)]
    return {"events": question.event_count, "supporters": question.supporter_count, "said": said, "due": question.due}


def letters_to(hall: Hall, *names: str) -> list[Letter]:
    """Have letters written of all that waits for some people, and return them."""
    before = set(Letter.objects.values_list("pk", flat=True))
    for name in names:
        write_letter(user_id=hall.people[name].user.pk, now=timezone.now() + timedelta(hours=1))
    return list(Letter.objects.exclude(pk__in=before))


def test_what_is_private_goes_into_no_letter_no_cache_and_nobody_elses_file(
    hall: Hall, client_for: Enter, clock: Clock
) -> None:
    question = hall.ask(title=SECRET, text=SECRET, private=True)
    hall.act(question, "accept", "signer")
    hall.answer(question)
    for event in QuestionEvent.objects.filter(question=question):
        notices.tell_of_event(event_id=event.pk)
    found = letters_to(hall, "asker", "signer", "head", "registrar")
    assert found
    for letter in found:
        assert SECRET not in f"{letter.subject}\n{letter.text}\n{letter.html}"
        assert question.number in letter.text
    page = f"/en/questions/{question.number}"
    for name in ("asker", "signer"):
        shown = client_for(hall.people[name]).get(page)
        assert SECRET in shown.content.decode()
        assert "no-store" in shown.headers["Cache-Control"] or "private" in shown.headers["Cache-Control"]
    guest = client_for()
    lists = ("", "overdue/", "long/", "today/", "answered/", "silence/")
    for path in (*(f"questions/{one}" for one in lists), "topics/lamps/", "places/XA-11/", "", "newest/"):
        assert SECRET not in guest.get(f"/en/{path}").content.decode(), path
    assert SECRET not in guest.get("/sitemap.xml").content.decode()
    assert guest.get(page).status_code == 404
    offered = client_for(hall.people["sup1"]).post(
        "/en/questions/ask/",
        {"act": "look", "title": SECRET, "text": SECRET, "topic": "lamps", "place": "Ozen", "place-code": "XA-11"},
    )
    assert f"/questions/{question.number}" not in offered.content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_letters_speak_the_language_of_who_reads_them(hall: Hall, clock: Clock, language: str) -> None:
    title = {"kk": "Шам қашан жанады?", "ru": "Когда загорятся фонари?", "en": "When will it be light?"}[language]
    hall.people["asker"] = make_person("asker7", name="7", language=language)
    question = hall.ask(title=title, text=title, language=language)
    hall.act(question, "accept", "signer")
    hall.answer(question)
    for event in QuestionEvent.objects.filter(question=question):
        notices.tell_of_event(event_id=event.pk)
    Question.objects.filter(pk=question.pk).update(state="accepted")
    late = clock(f"{question.first_due or question.zero + timedelta(days=14)} 12:00") + timedelta(days=5)
    Question.objects.filter(pk=question.pk).update(due=late.date() - timedelta(days=3))
    (letter,) = letters_to(hall, "asker")
    assert letter.language == language
    said = f"{letter.subject}\n{letter.text}".replace("example.org", "").replace(question.number, "")
    assert not [(line, found) for line in said.splitlines() if (found := leftovers(line, language))]


def tables() -> list[type[Model]]:
    """The tables of the room."""
    return [model for model in apps.get_models() if model.__module__.startswith(ROOM)]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the room, as the database has it."""
    return {model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in tables()}


def seen(now: datetime) -> list[Any]:
    """What lists and counts say."""
    rows = [
        (listing, one.number, watch_of(one, calendar_of_question(one), now))
        for listing in Listing
        for one in in_list(public_questions(), listing, now).order_by("pk")
    ]
    return [*rows, *((one.number, counts(one)) for one in Question.objects.order_by("pk"))]


def wipe() -> None:
    """Empty the tables of the room."""
    with transaction.atomic(), connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608  # our own tables


@pytest.mark.django_db(transaction=True)
def test_what_was_exported_and_wiped_comes_back_the_same(hall: Hall, clock: Clock, tmp_path: Path) -> None:
    now = clock("2026-03-02 10:00")
    lived = hall.answered(at=now)
    hall.act(lived, "send_back", "asker", at=now + timedelta(days=1), reason="no_date")
    waits = hall.ask("sup1", at=now + timedelta(seconds=1))
    support(actor=hall.viewer("sup2"), question=waits)
    judged = hall.ask("sup3", at=now + timedelta(seconds=2), naming="anonymous")
    hall.act(judged, "withdraw", "sup3", at=now + timedelta(days=2))
    file, later = tmp_path / "questions.tar.gz", now + timedelta(days=30)
    before, shown = everything(), seen(later)
    call_command("questions", "export", str(file))
    assert file.stat().st_mode & 0o077 == 0
    wipe()
    assert not Question.objects.exists()
    call_command("questions", "import", str(file))
    assert everything() == before
    assert seen(later) == shown
    call_command("questions", "check")
    assert hall.ask("sup4", at=now + timedelta(days=3)).serial == judged.serial + 1  # numbers go on
