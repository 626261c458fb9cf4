"""Joining with the same question, splitting into parts, taking over what was withdrawn."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from harness.questions import Hall
from pikir.notifications.models import Notice
from pikir.offices.questions import notices, ticking
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.joining import Piece, propose_join, split
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.kinds import Role, Solved
from pikir.offices.questions.models import Question, QuestionLink, QuestionSupport
from pikir.offices.questions.states import Outcome, State
from pikir.offices.questions.watches import calendar_of_question

Enter = Callable[..., Client]
Clock = Callable[[str], datetime]
WHY = "Both ask for the same nine lamps."


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(ActError) as fault:
        call()
    return fault.value.code


def two(hall: Hall, now: datetime) -> tuple[Question, Question]:
    """The question that is answered, and one of somebody else who did not see it."""
    return hall.ask(at=now), hall.ask("sup1", at=now + timedelta(seconds=1), title="Who lights our street?")


def propose(hall: Hall, twin: Question, main: Question, by: str = "registrar", at: datetime | None = None) -> None:
    propose_join(actor=hall.viewer(by), question=twin, into=main, words=WHY, at=at)
    twin.refresh_from_db()


def test_an_author_agrees_and_supports_the_other_with_all_who_came_along(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    main, twin = two(hall, now)
    support(actor=hall.viewer("sup2"), question=twin, at=now)
    support(actor=hall.viewer("sup2"), question=main, at=now)
    support(actor=hall.viewer("sup3"), question=twin, at=now)
    propose(hall, twin, main, at=now)
    assert (twin.state, twin.next_act) == (State.ASSIGNED, "merge")
    event = hall.act(twin, "merge", "sup1", at=now)
    main.refresh_from_db()
    assert (twin.outcome, twin.due, main.supporter_count) == (Outcome.DUPLICATE_OF, None, 3)
    notices.tell_of_event(event_id=event.pk)
    assert Notice.objects.filter(receiver=hall.people["sup3"].user, object_id=event.pk).exists()
    hall.act(main, "accept", "signer", at=now)
    hall.answer(main, at=now)
    verdict = judge(actor=hall.viewer("sup1"), question=main, answered=2, solved=Solved.NO, at=now)
    assert verdict.role == Role.SUPPORTER


def test_three_working_days_of_silence_join_and_a_no_keeps_apart(hall: Hall, clock: Clock) -> None:
    friday = clock("2026-03-06 10:00")
    main, twin = two(hall, friday)
    other = hall.ask("sup2", at=friday + timedelta(seconds=2))
    propose(hall, twin, main, at=friday)
    propose(hall, other, main, at=friday)
    assert refused(lambda: hall.act(twin, "merge", "registrar", at=friday)) == "agreed"
    hall.act(other, "keep_apart", "sup2", at=friday)
    assert refused(lambda: propose(hall, other, main, at=friday)) == "not_declined"
    ticking.move_clocks(now=clock("2026-03-11 23:00"))
    twin.refresh_from_db()
    assert twin.state == State.ASSIGNED
    ticking.move_clocks(now=clock("2026-03-12 09:00"))
    twin.refresh_from_db()
    other.refresh_from_db()
    assert (twin.outcome, other.state) == (Outcome.DUPLICATE_OF, State.ASSIGNED)
    assert other.next_act == "escalate"


def test_only_the_same_matter_is_joined_and_only_while_the_other_is_open(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    main, twin = two(hall, now)
    private = hall.ask("sup2", at=now + timedelta(seconds=2), private=True)
    assert refused(lambda: propose(hall, twin, private, at=now)) == "same_matter"
    assert refused(lambda: propose(hall, twin, twin, at=now)) == "same_matter"
    assert refused(lambda: propose(hall, twin, main, by="sup3", at=now)) == "act"
    propose(hall, twin, main, at=now)
    hall.act(main, "withdraw", "asker", at=now)
    assert refused(lambda: hall.act(twin, "merge", "sup1", at=now)) == "same_matter"
    ticking.move_clocks(now=clock("2026-03-06 09:00"))
    twin.refresh_from_db()
    assert (twin.state, twin.events.last().act, twin.next_act) == (State.ASSIGNED, "keep_apart", "escalate")
    assert QuestionLink.objects.get(question=twin).kind == "apart"


def test_a_joining_is_undone_within_thirty_days_with_the_clock_as_it_ran(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    main, twin = two(hall, now)
    due = twin.due
    support(actor=hall.viewer("sup3"), question=main, at=now)
    propose(hall, twin, main, at=now)
    hall.act(twin, "merge", "sup1", at=now)
    late = now + timedelta(days=31)
    assert refused(lambda: hall.act(twin, "part", "sup1", at=late)) == "just_closed"
    hall.act(twin, "part", "sup1", at=now + timedelta(days=5))
    main.refresh_from_db()
    assert (twin.state, twin.due, main.supporter_count) == (State.ASSIGNED, due, 1)
    assert set(QuestionSupport.objects.filter(question=main).values_list("user", flat=True)) == {
        hall.people["sup3"].user.pk
    }


def test_a_proposal_ends_when_the_question_goes_on(hall: Hall, clock: Clock) -> None:
    now = clock("2026-03-02 10:00")
    main, twin = two(hall, now)
    propose(hall, twin, main, at=now)
    hall.act(twin, "accept", "signer", at=now)
    assert QuestionLink.objects.get(question=twin).kind == "apart"
    assert twin.next_act == "escalate"


def test_pages_propose_ask_the_author_and_point_to_the_other(hall: Hall, client_for: Enter) -> None:
    main, twin = hall.ask(), hall.ask("sup1", title="Who lights our street?")
    registrar, author = client_for(hall.people["registrar"]), client_for(hall.people["sup1"])
    page = f"/en/questions/{twin.number}"
    assert "Join with the same question" in registrar.get(page).content.decode()
    assert main.number in registrar.get(f"{page}/join/").content.decode()
    assert registrar.post(f"{page}/join/", {"number": "Q-2020-000001", "words": WHY}).status_code == 422
    assert registrar.post(f"{page}/join/", {"number": main.number, "words": WHY}).status_code == 302
    assert client_for(hall.people["sup3"]).get(f"{page}/join/").status_code == 403
    asked = author.get(f"{page}/join/").content.decode()
    assert WHY in asked
    assert "Yes, it is the same" in asked
    assert "The author has until" in client_for().get(page).content.decode()
    assert author.post(f"{page}/act/merge/").status_code == 302
    guest = client_for().get(page).content.decode()
    assert "It was joined with the same question" in guest
    assert f'href="/en/questions/{main.number}"' in guest
    assert "Who lights our street?" in client_for().get(f"/en/questions/{main.number}").content.decode()
    assert author.post(f"{page}/act/part/").status_code == 302
    assert "It was joined" not in client_for().get(page).content.decode()


def test_parts_are_questions_with_the_clock_of_the_whole(hall: Hall, clock: Clock, client_for: Enter) -> None:
    begun = clock("2026-03-02 10:00")
    whole = hall.ask(at=begun, naming="anonymous")
    support(actor=hall.viewer("sup1"), question=whole, at=begun)
    now = begun + timedelta(days=2)
    pieces = [Piece(office=hall.water, about="The pipe below the lamps")]
    registrar = hall.viewer("registrar")
    assert refused(lambda: split(actor=registrar, question=whole, pieces=[], words="Two trades.", at=now)) == "divided"
    part = split(actor=registrar, question=whole, pieces=pieces, words="Two trades.", at=now)[0]
    whole.refresh_from_db()
    assert (part.office_id, part.state, part.zero, part.due) == (hall.water.pk, "assigned", whole.zero, whole.due)
    assert (part.asker_id, part.post.account_id, part.post.source) == (
        whole.asker_id,
        whole.post.account_id,
        whole.post.source,
    )
    assert part.post.title == f"{whole.post.title} · The pipe below the lamps"
    assert (part.supporter_count, whole.state) == (1, "assigned")
    assert refused(lambda: split(actor=registrar, question=whole, pieces=pieces, words="Again.", at=now)) == "whole"
    above = hall.viewer("waterman")
    deeper = [Piece(office=hall.roads, about="The lamp")]
    assert refused(lambda: split(actor=above, question=part, pieces=deeper, words="Deeper.", at=now)) == "whole"
    guest = client_for().get(f"/en/questions/{whole.number}").content.decode()
    assert "The pipe below the lamps" in guest
    assert part.number in guest
    assert whole.number in client_for().get(f"/en/questions/{part.number}").content.decode()


def test_what_is_received_long_ago_is_split_by_the_arbiter_alone(hall: Hall, clock: Clock) -> None:
    begun = clock("2026-03-02 10:00")
    whole = hall.ask(at=begun)
    pieces, late = [Piece(office=hall.water, about="The pipe")], begun + timedelta(days=4)
    words = "Two trades."
    assert (
        refused(lambda: split(actor=hall.viewer("registrar"), question=whole, pieces=pieces, words=words, at=late))
        == "transfer_time"
    )
    assert len(split(actor=hall.viewer("arbiter"), question=whole, pieces=pieces, words=words, at=late)) == 1


def test_each_part_has_a_title_that_tells_it_from_the_others_however_long_both_are(
    hall: Hall, client_for: Enter
) -> None:
    whole = hall.ask(title="Lamp " * 32)
    pieces = [Piece(office=hall.water, about="Pipe " * 60), Piece(office=hall.akimat, about="Who pays")]
    split(actor=hall.viewer("registrar"), question=whole, pieces=pieces, words="Two trades.")
    titles = set(Question.objects.values_list("post__title", flat=True))
    assert len(titles) == 3
    assert max(map(len, titles)) <= 200
    listed = client_for().get("/en/questions/").content.decode()
    assert "· Pipe Pipe" in listed
    assert "· Who pays" in listed


def test_a_question_is_split_on_its_page(hall: Hall, client_for: Enter) -> None:
    whole = hall.ask()
    page = f"/en/questions/{whole.number}/split/"
    registrar = client_for(hall.people["registrar"])
    assert client_for(hall.people["sup1"]).get(page).status_code == 403
    assert registrar.post(page, {"words": "Two trades.", "office0": hall.water.pk}).status_code == 422
    given = {"words": "Two trades.", "office0": hall.water.pk, "about0": "The pipe"}
    assert registrar.post(page, given).status_code == 302
    assert Question.objects.count() == 2


def test_what_is_withdrawn_is_offered_to_those_who_support_it_in_order(hall: Hall, clock: Clock) -> None:
    begun = clock("2026-03-02 10:00")
    question = hall.ask(at=begun)
    for hours, name in enumerate(("sup1", "sup2", "sup3")):
        support(actor=hall.viewer(name), question=question, at=begun + timedelta(hours=hours + 1))
    day = clock("2026-03-04 10:00")
    event = hall.act(question, "withdraw", "asker", at=day)
    offered = Notice.objects.filter(kind="question_offered", object_id=event.pk)
    for days, number in ((0, 1), (0, 1), (1, 2), (3, 3), (9, 3)):
        notices.tell_of_offers(now=day + timedelta(days=days))
        assert offered.count() == number
    assert offered.order_by("pk").first().receiver_id == hall.people["sup1"].user.pk
    assert refused(lambda: hall.act(question, "take_over", "sup2", at=day)) == "their_turn"
    assert refused(lambda: hall.act(question, "take_over", "sup4", at=day)) == "act"
    assert refused(lambda: hall.act(question, "take_over", "asker", at=day)) == "act"


def test_whoever_takes_over_owns_it_and_it_runs_on_as_it_stood(hall: Hall, clock: Clock, client_for: Enter) -> None:
    begun = clock("2026-03-02 10:00")
    question = hall.ask(at=begun, naming="anonymous")
    due = question.due
    hall.act(question, "accept", "signer", at=begun)
    support(actor=hall.viewer("sup1"), question=question, at=begun)
    hall.act(question, "withdraw", "asker", at=clock("2026-03-04 10:00"))
    hall.act(question, "take_over", "sup1", at=clock("2026-03-06 10:00"))
    moved = calendar_of_question(question).add(due, 2)
    assert (question.state, question.due, question.paused) == (State.ACCEPTED, moved, 2)
    assert question.asker_id == hall.people["sup1"].user.pk
    assert question.first_asker_id == hall.people["asker"].user.pk
    assert question.supporter_count == 0
    page = client_for().get(f"/en/questions/{question.number}").content.decode()
    assert "Asker" not in page
    assert "Sup1" in page
    hall.answer(question, at=clock("2026-03-09 10:00"))
    assert refused(lambda: hall.act(question, "send_back", "asker", reason="formal")) == "act"
    hall.act(question, "send_back", "sup1", reason="formal")
    assert "Taken over" in page


def test_a_page_offers_it_to_a_supporter(hall: Hall, client_for: Enter) -> None:
    question = hall.ask()
    support(actor=hall.viewer("sup1"), question=question)
    hall.act(question, "withdraw", "asker")
    page = f"/en/questions/{question.number}"
    assert "Take it over" not in client_for(hall.people["sup2"]).get(page).content.decode()
    assert "Take it over" in client_for(hall.people["sup1"]).get(page).content.decode()
    assert client_for(hall.people["sup1"]).post(f"{page}/act/take_over/").status_code == 302
    question.refresh_from_db()
    assert question.is_open
