"""What the law has no word for: an appeal is neither joined with others nor left with nobody. Its parts are appeals."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from harness.questions import Hall
from pikir.offices.actions import give_duties
from pikir.offices.kinds import Duty
from pikir.offices.questions import ticking
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.joining import Piece, propose_join, split
from pikir.offices.questions.appeals.actions import convert, open_identity
from pikir.offices.questions.appeals.models import Appeal
from pikir.offices.questions.appeals.tests.test_appeals import WHO, formal, wish
from pikir.offices.questions.kinds import Link
from pikir.offices.questions.models import Question, QuestionEvent, QuestionLink
from pikir.offices.questions.replay import faults_of
from pikir.offices.questions.states import Lane, State
from pikir.offices.questions.watches import calendar_of_question

Enter = Callable[..., Client]
FORBIDDEN = ("propose_merge", "keep_apart", "merge", "leave_to_nobody")


def open_appeal(hall: Hall, **given: Any) -> Question:
    """An appeal whose text everyone reads."""
    return hall.ask(appeal=wish(public=True), **given)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ActError) as fault:
        call()
    return fault.value.code


def test_an_appeal_is_never_joined_with_another_one(hall: Hall) -> None:
    main, twin, question = open_appeal(hall), open_appeal(hall, by="sup1"), hall.ask("sup2")
    for one, into in ((twin, main), (twin, question), (question, main)):
        code = refused(lambda one=one, into=into: propose(hall, one, into))  # type: ignore[misc]  # bound at once
        assert code == ("same_matter" if one == question else "act")
    assert not QuestionLink.objects.exists()


def propose(hall: Hall, one: Question, into: Question) -> None:
    propose_join(actor=hall.viewer("registrar"), question=one, into=into, words="The same lamps.")
    one.refresh_from_db()


@pytest.mark.parametrize("becomes", ["the one to be joined", "the other one"])
def test_what_becomes_an_appeal_is_not_joined_by_silence(hall: Hall, becomes: str) -> None:
    now = timezone.now()
    main, twin = hall.ask(at=now - timedelta(days=20)), hall.ask("sup1", at=now - timedelta(days=20, seconds=-1))
    propose_join(actor=hall.viewer("registrar"), question=twin, into=main, words="Lamps.", at=now - timedelta(days=19))
    one, who = (twin, "sup1") if becomes == "the one to be joined" else (main, "asker")
    convert(actor=hall.viewer(who), question=one, wish=wish(public=True), at=now - timedelta(days=19))
    ticking.move_clocks(now=now - timedelta(days=10))
    twin.refresh_from_db()
    assert (twin.state, twin.next_act) == (State.ASSIGNED, "escalate")
    assert QuestionLink.objects.get().kind == Link.APART


def test_nobody_says_of_an_appeal_that_nobody_is_competent(hall: Hall) -> None:
    appeal = open_appeal(hall)
    hall.act(appeal, "transfer", "registrar", reason="competence", words="Water.", to_office=hall.water)
    assert appeal.state == State.REGISTERED
    given = {"reason": "nobody", "words": "No law names anybody."}
    assert refused(lambda: hall.act(appeal, "leave_to_nobody", "arbiter", **given)) == "act"


def test_the_page_offers_none_of_it_and_takes_none_of_it(hall: Hall, client_for: Enter) -> None:
    hall.ask("sup2")
    appeal = open_appeal(hall)
    page = f"/en/questions/{appeal.number}"
    registrar, arbiter = client_for(hall.people["registrar"]), client_for(hall.people["arbiter"])
    assert f"{page}/join/" not in registrar.get(page).content.decode()
    assert registrar.get(f"{page}/join/").status_code == 403
    hall.act(appeal, "transfer", "registrar", reason="competence", words="Water.", to_office=hall.water)
    assert f"{page}/act/transfer/" in (offered := arbiter.get(page).content.decode())
    assert not any(f"{page}/act/{act}/" in offered for act in FORBIDDEN)
    for act in FORBIDDEN:
        arbiter.post(f"{page}/act/{act}/", {"ground": "nobody", "words": "Nobody."})
    appeal.refresh_from_db()
    assert (appeal.state, appeal.outcome) == (State.REGISTERED, "")


@pytest.mark.parametrize("act", FORBIDDEN)
def test_the_database_takes_none_of_it(hall: Hall, act: str) -> None:
    appeal = formal(hall)
    closes = {"merge": "duplicate_of", "leave_to_nobody": "not_competent_no_body"}
    event = QuestionEvent(
        question=appeal,
        number=appeal.event_count + 1,
        act=act,
        part="arbiter",
        from_state="registered",
        state="closed" if act in closes else "registered",
        lane="appeal",
        outcome=closes.get(act, ""),
        office=appeal.office,
        position=appeal.position,
        at=timezone.now(),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save()


def test_a_file_that_says_so_is_found_out(hall: Hall) -> None:
    appeal = formal(hall)
    events = list(appeal.events.order_by("number"))
    assert faults_of(appeal, events) == []
    last = QuestionEvent(act="leave_to_nobody", from_state="registered", state="closed", lane="appeal", part="arbiter")
    last.number, last.outcome = appeal.event_count, "not_competent_no_body"
    events[-1] = last
    assert any("leave_to_nobody, cannot follow" in fault for fault in faults_of(appeal, events))
    strays = list(hall.ask("sup1").events.order_by("number"))
    strays[-1].lane = Lane.APPEAL
    assert any("assign, cannot follow" in fault for fault in faults_of(appeal, strays))


def test_a_part_of_an_appeal_is_an_appeal_of_the_same_person(hall: Hall, client_for: Enter) -> None:
    appeal = formal(hall)
    pieces = [Piece(office=hall.water, about="The pipe")]
    part = split(actor=hall.viewer("registrar"), question=appeal, pieces=pieces, words="Two trades.")[0]
    assert (part.lane, part.due) == (Lane.APPEAL, appeal.due)
    assert not Appeal.objects.get(question=part).number
    page = f"/en/questions/{part.number}"
    for name in ("asker", "waterman"):
        assert "This is a formal appeal." in client_for(hall.people[name]).get(page).content.decode()
    assert client_for().get(page).status_code == 404
    give_register(hall)
    assert open_identity(actor=hall.viewer("waterman"), question=part) == WHO
    assert calendar_of_question(part).difference(part.zero, part.due) == 15


def give_register(hall: Hall) -> None:
    """Let the head of the water office keep its register."""
    user = hall.people["waterman"].user
    give_duties(actor=None, office=hall.water, user_id=user.pk, duties=[Duty.HEAD, Duty.REGISTRAR])
