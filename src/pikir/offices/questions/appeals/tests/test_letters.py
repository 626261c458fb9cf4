"""Texts to print: an appeal made of a question, a complaint about an appeal."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from django.utils.formats import date_format
from django.utils.translation import override

from harness.questions import Hall
from pikir.offices.questions import ticking
from pikir.offices.questions.appeals.actions import enter
from pikir.offices.questions.appeals.tests.test_appeals import SECRETS, formal
from pikir.offices.questions.watches import calendar_of_question

Enter = Callable[..., Client]
Clock = Callable[[str], datetime]


def test_a_question_is_printed_as_an_appeal(hall: Hall, clock: Clock, client_for: Enter) -> None:
    question = hall.ask(at=clock("2026-03-02 10:00"))
    page = f"/en/questions/{question.number}/text/"
    for language, head in (("kk", "ӨТІНІШ"), ("ru", "ОБРАЩЕНИЕ")):
        saved = client_for().get(page, {"in": language, "save": "1"})
        assert saved["Content-Type"] == "text/plain; charset=utf-8"
        assert f"{question.number}-appeal.txt" in saved["Content-Disposition"]
        text = saved.content.decode()
        with override(language):
            day = date_format(question.due, "DATE_FORMAT")
        for part in (head, question.number, "When will the lamps burn again?", "Nine lamps are dark.", day, "____"):
            assert part in text
        assert head in client_for().get(page, {"in": language}).content.decode()
    assert "Text of an appeal to print" in client_for().get(f"/en/questions/{question.number}").content.decode()
    assert client_for().get(f"/en/questions/{question.number}/complaint/").status_code == 404


def test_a_complaint_has_its_dates_and_numbers(hall: Hall, clock: Clock, client_for: Enter) -> None:
    now = clock("2026-03-02 10:00")
    question = formal(hall, at=now)
    due = question.due
    registrar = hall.viewer("registrar")
    enter(actor=registrar, question=question, number="ZT-77", on=now.date(), slip=None, at=now)
    citizen = client_for(hall.people["asker"])
    for days in range(120):
        ticking.move_clocks(now=now + timedelta(days=days))
    question.refresh_from_db()
    assert due == calendar_of_question(question).add(question.zero, 15)
    text = citizen.get(f"/ru/questions/{question.number}/complaint/", {"save": "1"}).content.decode()
    with override("ru"):
        days = [date_format(day, "DATE_FORMAT") for day in (due, question.zero, due.replace(month=due.month + 3))]
    for part in (*days, "ZT-77", question.number, "ЖАЛОБА"):
        assert part in text
    assert not any(word in text for word in SECRETS)
    assert client_for(hall.people["sup1"]).get(f"/ru/questions/{question.number}/complaint/").status_code == 404


def test_an_answer_that_refuses_is_complained_of_with_its_words(hall: Hall, client_for: Enter) -> None:
    question = formal(hall)
    hall.act(question, "accept", "signer")
    hall.answer(question, says="refused", one="There is no money for lamps.")
    text = client_for(hall.people["asker"]).get(f"/kk/questions/{question.number}/complaint/").content.decode()
    assert "There is no money for lamps." in text
    assert "ШАҒЫМ" in text
