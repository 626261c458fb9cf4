"""What the square promises of questions, through actions and pages."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from harness.offices import make_official
from harness.questions import Hall
from pikir.notifications.models import Notice
from pikir.offices import actions
from pikir.offices.files import DayRow
from pikir.offices.models import Appointment
from pikir.offices.questions import notices, texts, ticking
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.kinds import Solved
from pikir.offices.questions.machine import TRANSITIONS
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.states import Flag, Lane, Outcome, Part, State
from pikir.offices.questions.watches import calendar_of_question, flags_of
from pikir.posts.actions import remove_post, restore_post

Enter = Callable[..., Client]
Clock = Callable[[str], datetime]
TRANSFER = {"reason": "competence", "words": "The water is theirs."}


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ActError) as fault:
        call()
    return fault.value.code


def test_due_today_is_not_overdue_and_tomorrow_it_is(hall: Hall, clock: Clock) -> None:
    question = hall.ask(at=clock("2026-03-02 10:00"))
    calendar = calendar_of_question(question)
    due = calendar.add(question.zero, 10)
    assert question.due == due
    last = clock(f"{due} 23:59")
    assert Flag.OVERDUE not in flags_of(question, calendar, last)
    assert Flag.OVERDUE in flags_of(question, calendar, last + timedelta(minutes=2))


def test_a_transfer_on_day_3_passes_and_on_day_4_is_refused_with_the_rule(hall: Hall, clock: Clock) -> None:
    begun = clock("2026-03-02 10:00")
    late, early = hall.ask(at=begun), hall.ask("sup1", at=begun + timedelta(seconds=1))
    day = {"to_office": hall.water, **TRANSFER}
    assert (
        refused(lambda: hall.act(late, "transfer", "registrar", at=begun + timedelta(days=4), **day)) == "transfer_time"
    )
    hall.act(early, "transfer", "registrar", at=begun + timedelta(days=3), **day)
    assert (early.office_id, early.state, early.due) == (hall.water.pk, "registered", late.due)


def test_a_third_transfer_needs_the_arbiter(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.ask(at=now)
    hall.act(question, "transfer", "registrar", at=now, to_office=hall.water, **TRANSFER)
    hall.act(question, "transfer", "waterman", at=now, to_office=hall.roads, **TRANSFER)
    third = {"at": now, "to_office": hall.water, **TRANSFER}
    assert refused(lambda: hall.act(question, "transfer", "registrar", **third)) == "few_transfers"
    hall.act(question, "transfer", "arbiter", **third)
    assert question.office_id == hall.water.pk


def test_the_head_extends_once_and_never_the_handler(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.ask(at=now)
    hall.act(question, "accept", "signer", at=now)
    until = calendar_of_question(question).add(question.due, 5)
    given = {"at": now, "until": until, "reason": "facts", "words": "The lamps are measured."}
    assert refused(lambda: hall.act(question, "extend", "signer", **given)) == "act"
    event = hall.act(question, "extend", "head", **given)
    assert (question.due, question.first_due) == (until, calendar_of_question(question).add(question.zero, 10))
    assert (
        refused(lambda: hall.act(question, "extend", "head", **given | {"until": until + timedelta(days=3)}))
        == "not_extended"
    )
    notices.tell_of_event(event_id=event.pk)
    assert Notice.objects.filter(receiver=hall.people["asker"].user, object_id=event.pk).exists()


def test_three_supporters_send_an_answer_back_though_the_author_is_silent(hall: Hall) -> None:
    question = hall.ask()
    for name in ("sup1", "sup2", "sup3"):
        support(actor=hall.viewer(name), question=question)
    hall.act(question, "accept", "signer")
    hall.answer(question)
    for name in ("sup1", "sup2"):
        judge(actor=hall.viewer(name), question=question, answered=0, solved=Solved.NO)
    question.refresh_from_db()
    assert question.state == State.ANSWERED
    judge(actor=hall.viewer("sup3"), question=question, answered=0, solved=Solved.NO)
    question.refresh_from_db()
    assert question.state == State.REWORK
    assert question.events.last().part == Part.SUPPORTERS


def test_the_author_confirms_what_observers_dispute(hall: Hall, client_for: Enter) -> None:
    question = hall.answered()
    for name in ("sup1", "sup2"):
        judge(actor=hall.viewer(name), question=question, answered=1, solved=Solved.NO)
    judge(actor=hall.viewer("asker"), question=question, answered=2, solved=Solved.YES)
    hall.act(question, "confirm", "asker")
    assert question.outcome == Outcome.SOLVED_CONFIRMED
    page = client_for().get(f"/en/questions/{question.number}").content.decode()
    assert "The office says solved, citizens say not" in page


def test_a_successor_inherits_with_both_names_and_the_same_day(hall: Hall, clock: Clock, client_for: Enter) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.ask(at=now)
    due = question.due
    left = Appointment.objects.get(position=hall.chief)
    actions.end_appointment(actor=None, appointment=left, last_day=now.date() + timedelta(days=1))
    new = make_official("bota")
    actions.appoint(actor=None, position=hall.chief, official=new, first_day=now.date() + timedelta(days=2))
    assert ticking.hand_over_position(position_id=hall.chief.pk, now=now + timedelta(days=2)) == 1
    question.refresh_from_db()
    assert (question.due, question.appointment.official) == (due, new)
    hall.act(question, "accept", "head", at=now + timedelta(days=2))
    officials = [event.appointment and event.appointment.official.code for event in question.events.order_by("number")]
    assert officials == [None, None, "dina", "bota", "bota"]
    assert "Bota" in client_for().get(f"/en/questions/{question.number}").content.decode()


def test_what_a_moderator_removes_leaves_its_number_and_clock(hall: Hall, client_for: Enter) -> None:
    question = hall.ask()
    count, due = question.event_count, question.due
    remove_post(actor=hall.viewer("arbiter"), post=question.post, reason="Names of children.")
    question.refresh_from_db()
    assert (question.state, question.event_count) == (State.REMOVED, count + 1)
    assert client_for().get(f"/en/questions/{question.number}").status_code in {410, 451}
    assert question.number not in client_for().get("/en/questions/").content.decode()
    restore_post(actor=hall.viewer("arbiter"), post=question.post, reason="The appeal was right.")
    question.refresh_from_db()
    assert (question.state, question.due) == (State.ASSIGNED, due)


def test_what_is_private_shows_its_words_to_nobody_else(hall: Hall, client_for: Enter) -> None:
    words = "My daughter is afraid of the dark yard."
    question = hall.ask(title=words, private=True)
    page = f"/en/questions/{question.number}"
    for name in (None, "sup1", "arbiter", "waterman"):
        client = client_for(hall.people[name] if name else None)
        assert client.get(page).status_code == 404
        for path in ("/en/questions/", "/en/offices/@roads/questions/", "/en/newest/", "/feeds/en/newest.json"):
            assert words not in client.get(path).content.decode()
    for name in ("asker", "registrar", "signer"):
        assert words in client_for(hall.people[name]).get(page).content.decode()
    event = hall.act(question, "accept", "signer")
    notices.tell_of_event(event_id=event.pk)
    inbox = client_for(hall.people["asker"]).get("/en/inbox/").content.decode()
    assert question.number in inbox
    assert words not in inbox


def test_a_changed_holiday_moves_open_days_with_an_event_and_no_closed_one(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    closed, still = hall.ask(at=now), hall.ask("sup1", at=now + timedelta(seconds=1))
    hall.act(closed, "withdraw", "asker", at=now)
    Question.objects.update(calendar="xa")
    day = now.date() + timedelta(days=2)
    off = DayRow(day=day, works=False, names={"kk": "A", "ru": "A", "en": "A"}, source="Order 1")
    actions.import_calendar(code="xa", zone="Asia/Almaty", rows=[off])
    due, count = still.due, closed.event_count
    assert ticking.recount(code="xa", now=now) == 1
    still.refresh_from_db()
    closed.refresh_from_db()
    assert still.due == calendar_of_question(still).add(due, 1)
    assert still.events.last().act == "recount"
    assert closed.event_count == count


def test_without_an_appointment_nobody_signs_for_a_position(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.ask(at=now)
    hall.act(question, "accept", "signer", at=now)
    left = Appointment.objects.get(position=hall.chief)
    actions.end_appointment(actor=None, appointment=left, last_day=now.date())
    assert refused(lambda: hall.answer(question, "head", at=now + timedelta(days=1))) == "live"


def test_an_answer_that_says_solved_shows_evidence(hall: Hall) -> None:
    question = hall.ask()
    hall.act(question, "accept", "signer")
    assert refused(lambda: hall.answer(question, evidence="")) == "complete"


def test_silence_goes_above_and_ends_on_its_list(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    question = hall.ask(at=now)
    for days in range(90):
        ticking.move_clocks(now=now + timedelta(days=days))
    question.refresh_from_db()
    assert (question.outcome, question.level) == (Outcome.NEVER_ANSWERED, 2)
    assert [event.act for event in question.events.order_by("number")][-3:] == ["escalate", "escalate", "fall_silent"]


def test_clocks_tell_once_of_each_day(hall: Hall, clock: Clock) -> None:
    question = hall.ask(at=clock("2026-03-02 10:00"))
    for _ in range(3):
        notices.tell_of_days(now=clock(f"{question.due} 12:00"))
        notices.tell_of_days(now=clock(f"{question.due} 12:00") + timedelta(days=1))
    asker = Notice.objects.filter(receiver=hall.people["asker"].user)
    assert list(asker.values_list("kind", flat=True)) == ["question_late"]
    assert Notice.objects.filter(receiver=hall.people["signer"].user, kind="question_due").count() == 1


def test_what_happened_is_neither_changed_nor_deleted(hall: Hall) -> None:
    question = hall.ask()
    event = question.events.first()
    for change in (event.save, QuestionEvent.objects.all().delete, lambda: QuestionEvent.objects.update(act="answer")):
        with pytest.raises(TypeError):
            change()


def test_numbers_have_no_gaps(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    first = hall.ask(at=now)
    assert refused(lambda: hall.ask(at=now + timedelta(seconds=1))) == "no_twin"
    second = hall.ask("sup1", at=now + timedelta(seconds=2))
    assert (first.number, second.number) == ("Q-2026-000001", "Q-2026-000002")


def test_every_label_is_there_in_every_language(lang: str) -> None:
    with translation.override(lang):
        tables = (
            (texts.STATES, State),
            (texts.OUTCOMES, Outcome),
            (texts.LANES, Lane),
            (texts.PARTS, Part),
            (texts.FLAGS, Flag),
        )
        for table, kinds in tables:
            assert all(str(table[one]) for one in kinds)
        assert {move.act for move in TRANSITIONS} == set(texts.HAPPENED)
        if lang != "en":
            assert str(texts.STATES[State.ASSIGNED]) != "with the responsible"


def test_who_asks_without_a_name_is_known_to_nobody(hall: Hall, client_for: Enter) -> None:
    question = hall.ask(naming="anonymous")
    page = f"/en/questions/{question.number}"
    for name in (None, "signer", "head"):
        assert "Asker" not in client_for(hall.people[name] if name else None).get(page).content.decode()
    assert question.number in client_for(hall.people["asker"]).get("/en/questions/mine/").content.decode()
    act(question.pk, "withdraw", actor=hall.viewer("asker"))
