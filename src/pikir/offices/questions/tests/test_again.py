"""Is it solved still? Opening again; a number with its suffix."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from harness.questions import Hall
from pikir.notifications.models import Notice
from pikir.offices.questions import notices, ticking
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.kinds import Solved
from pikir.offices.questions.models import Question
from pikir.offices.questions.states import Flag, Outcome, State
from pikir.offices.questions.watches import calendar_of_question, flags_of

Enter = Callable[..., Client]
Clock = Callable[[str], datetime]


def solved(hall: Hall, now: datetime) -> Question:
    """A question that was closed because nobody objected for 15 days."""
    question = hall.answered(at=now)
    ticking.move_clocks(now=now + timedelta(days=16))
    question.refresh_from_db()
    assert question.outcome == Outcome.SOLVED_UNCHALLENGED
    return question


def test_the_author_is_asked_after_four_weeks_and_told_once(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = solved(hall, now)
    closed = now + timedelta(days=16)
    ticking.move_clocks(now=closed + timedelta(days=28))
    assert question.events.last().act == "hold"
    for _ in range(2):
        ticking.move_clocks(now=closed + timedelta(days=29))
    question.refresh_from_db()
    assert (question.state, question.outcome) == (State.CLOSED, Outcome.SOLVED_UNCHALLENGED)
    assert [event.act for event in question.events.order_by("number")].count("follow_up") == 1
    event = question.events.last()
    for _ in range(2):
        notices.tell_of_event(event_id=event.pk)
    assert Notice.objects.filter(object_id=event.pk).count() == 1
    ticking.move_clocks(now=closed + timedelta(days=400))
    assert question.events.last().pk == event.pk


def test_too_early_is_asked_once_more_and_no_is_not(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = solved(hall, now)
    asked = now + timedelta(days=16 + 29)
    ticking.move_clocks(now=asked)
    hall.act(question, "still_early", "asker", at=asked)
    with pytest.raises(ActError):
        hall.act(question, "still_yes", "asker", at=asked)
    ticking.move_clocks(now=asked + timedelta(days=29))
    hall.act(question, "still_no", "asker", at=asked + timedelta(days=30))
    assert (question.next_act, question.event_count) == ("", 10)


def test_a_kept_promise_is_asked_after_twice(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.answered(at=now, says="promised", done="Nine lamps.", done_on=now.date() + timedelta(days=5))
    hall.act(question, "keep", "asker", at=now, evidence=True)
    for weeks, number in ((4, 0), (5, 1), (12, 1), (13, 2), (60, 2)):
        ticking.move_clocks(now=now + timedelta(weeks=weeks))
        acts = [event.act for event in question.events.all()]
        assert acts.count("follow_up") == number


def test_a_page_asks_the_author_alone_and_a_no_opens_it_again(hall: Hall, clock: Clock, client_for: Enter) -> None:
    question = hall.answered()
    hall_day = question.events.last().at
    judge(actor=hall.viewer("asker"), question=question, answered=2, solved=Solved.YES)
    hall.act(question, "confirm", "asker")
    ticking.move_clocks(now=hall_day + timedelta(days=30))
    page = f"/en/questions/{question.number}"
    author, other = client_for(hall.people["asker"]), client_for(hall.people["sup1"])
    assert "Is it solved still?" in author.get(page).content.decode()
    assert "Some weeks have passed" not in other.get(page).content.decode()
    other.post(f"{page}/act/still_yes/")
    assert author.post(f"{page}/act/still_no/").status_code == 302
    assert "it is not solved any more" in client_for().get(page).content.decode()
    given = {"evidence": "Photo of this morning", "words": "Three lamps are dark again."}
    assert author.post(f"{page}/act/reopen/", given).status_code == 302
    assert f"{question.number}/2" in client_for().get(page).content.decode()


def test_a_supporter_opens_again_with_something_new_and_nobody_else(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.ask(at=now)
    support(actor=hall.viewer("sup1"), question=question, at=now)
    hall.act(question, "accept", "signer", at=now)
    hall.answer(question, at=now)
    judge(actor=hall.viewer("asker"), question=question, answered=2, solved=Solved.YES, at=now)
    hall.act(question, "confirm", "asker", at=now)
    given = {"words": "Dark again.", "at": now + timedelta(days=9)}
    for who, evidence, code in (("sup1", False, "evidence"), ("sup2", True, "act")):
        with pytest.raises(ActError) as fault:
            hall.act(question, "reopen", who, evidence=evidence, **given)
        assert fault.value.code == code
    event = hall.act(question, "reopen", "sup1", evidence=True, **given)
    calendar = calendar_of_question(question)
    assert (question.label, event.part) == (f"{question.number}/2", "supporters")
    assert question.due == calendar.add(given["at"].date(), 10)
    assert Flag.REPEAT in flags_of(question, calendar, given["at"])
