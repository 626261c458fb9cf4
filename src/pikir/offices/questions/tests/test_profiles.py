"""The terms of clocks, as operators change them and everyone reads them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from harness.questions import Hall
from pikir.audit.models import Entry
from pikir.offices.questions.actions.acting import ActError
from pikir.offices.questions.actions.profiles import ProfileFacts, change_profile, profile_for
from pikir.offices.questions.clocks import Terms
from pikir.offices.questions.models import ClockProfile
from pikir.offices.questions.states import Lane
from pikir.offices.questions.terms import TERMS
from pikir.offices.questions.watches import calendar_of_question

Enter = Callable[..., Client]
DESK = "/en/desk/offices/clocks/"


def fill(**given: Any) -> dict[str, Any]:
    """The form of a profile with the terms of the square."""
    terms = profile_for(None, Lane.QUESTION).as_terms()
    names = {f"name_{language}": "Pledge" for language in ("kk", "ru", "en")}
    numbers = {term.name: getattr(terms, term.name) for term in TERMS}
    return {**names, **numbers, "clarifying_pauses": "on", "extender": "head", "why": "We can do it sooner.", **given}


def test_an_office_promises_less_time_and_its_next_question_has_it(hall: Hall, client_for: Enter) -> None:
    running = hall.ask()
    desk = client_for(hall.people["arbiter"])
    assert desk.post(f"{DESK}new/", fill(office=hall.roads.pk, answer=4)).status_code == 302
    assert ClockProfile.objects.get(office=hall.roads).verified_on is None
    new = hall.ask("sup1")
    due = running.due
    running.refresh_from_db()
    assert running.due == due == calendar_of_question(running).add(running.zero, 10)
    assert new.due == calendar_of_question(new).add(new.zero, 4)
    page = client_for().get("/en/questions/how/").content.decode()
    assert "4 working days" in page
    assert "Roads" in page
    assert desk.post(f"{DESK}new/", fill(office=hall.roads.pk, answer=3)).status_code == 422


@pytest.mark.parametrize(("name", "value"), [("answer", 11), ("grace", 4), ("review_days", 14), ("follow_weeks", 5)])
def test_an_office_promises_nothing_worse_than_the_square(hall: Hall, client_for: Enter, name: str, value: int) -> None:
    desk = client_for(hall.people["arbiter"])
    answer = desk.post(f"{DESK}new/", fill(office=hall.water.pk, **{name: value}))
    assert answer.status_code == 422
    assert "what the square does, or better" in answer.content.decode()
    assert not ClockProfile.objects.filter(office=hall.water).exists()


def test_a_change_says_what_was_what_is_who_and_why(hall: Hall, client_for: Enter) -> None:
    desk = client_for(hall.people["arbiter"])
    assert "10 working days" in desk.get(DESK).content.decode()
    given = fill(answer=8, verified_by="A. Lawyer", verified_on="2026-11-01")
    assert desk.post(f"{DESK}pledge/", given).status_code == 302
    entry = Entry.objects.get(verb="change_clock")
    assert entry.reason == "We can do it sooner."
    assert (entry.data["was"]["answer"], entry.data["is"]["answer"]) == (10, 8)
    assert set(entry.data["is"]) == {"answer", "name_kk", "name_ru", "name_en", "verified_by", "verified_on"}
    page = desk.get(f"{DESK}pledge/").content.decode()
    assert "We can do it sooner." in page
    assert "<s>10 working days</s>" in page
    assert desk.post(f"{DESK}pledge/", given).status_code == 302
    assert Entry.objects.filter(verb="change_clock").count() == 1
    public = client_for().get("/en/questions/how/").content.decode()
    assert "verified by A. Lawyer" in public
    assert "no lawyer has verified these terms" in public  # those of the law


def test_what_is_half_filled_in_or_out_of_reason_is_refused(hall: Hall, client_for: Enter) -> None:
    desk = client_for(hall.people["arbiter"])
    desk.get(DESK)
    faults = ({"verified_by": "A. Lawyer"}, {"answer": 0}, {"answer": 61}, {"why": ""}, {"extender": "asker"})
    for fault in (*faults, {"follow_weeks": 12}):
        assert desk.post(f"{DESK}pledge/", fill(**fault)).status_code == 422, fault
    assert profile_for(None, Lane.QUESTION).as_terms().answer == 10


def test_nobody_else_changes_clocks(hall: Hall, client_for: Enter) -> None:
    profile = profile_for(None, Lane.QUESTION)
    head = client_for(hall.people["head"])
    for path in (DESK, f"{DESK}new/", f"{DESK}pledge/"):
        assert head.get(path).status_code == 403
    facts = ProfileFacts(names=profile.names, terms=Terms(lane=Lane.QUESTION, answer=1, extension=0))
    with pytest.raises(PermissionDenied):
        change_profile(actor=hall.viewer("head"), profile=profile, facts=facts, why="Sooner.")


def test_an_office_goes_back_to_the_promise_of_the_square(hall: Hall, client_for: Enter) -> None:
    desk = client_for(hall.people["arbiter"])
    desk.post(f"{DESK}new/", fill(office=hall.roads.pk, answer=4))
    code = ClockProfile.objects.get(office=hall.roads).code
    desk.post(f"{DESK}{code}/end/", {"end-why": ""})
    assert profile_for(hall.roads, Lane.QUESTION).code == code
    assert desk.post(f"{DESK}{code}/end/", {"end-why": "They asked for it."}).status_code == 302
    assert profile_for(hall.roads, Lane.QUESTION).code == "pledge"
    assert Entry.objects.get(verb="end_clock").data["was"]["answer"] == 4


def test_the_profile_says_who_extends(hall: Hall, client_for: Enter) -> None:
    desk = client_for(hall.people["arbiter"])
    desk.post(f"{DESK}new/", fill(office=hall.roads.pk, extender="arbiter"))
    question = hall.ask()
    hall.act(question, "accept", "signer")
    until = calendar_of_question(question).add(question.due, 2)
    given = {"until": until, "reason": "facts", "words": "The lamps are measured."}
    with pytest.raises(ActError) as fault:
        hall.act(question, "extend", "head", **given)
    assert fault.value.code == "granted"
    hall.act(question, "extend", "arbiter", **given)
    assert question.due == until
