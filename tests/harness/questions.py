"""A small town hall in which questions are asked, answered and judged, by the same actions as on the square."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from harness.offices import make_competence, make_holder, make_office, make_position, make_theme
from harness.people import make_person, viewer_of
from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.kinds import Duty
from pikir.offices.models import Office, Position
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.actions.answering import save_draft, sign_answer
from pikir.offices.questions.actions.asking import Asked, ask
from pikir.offices.questions.facts import Given
from pikir.offices.questions.models import Answer, Question, QuestionEvent
from pikir.places.models import Territory
from pikir.posts.topics import Topic

GOOD: dict[str, Any] = {
    "says": "solved",
    "one": "The street is lit again.",
    "one_kk": "Көше қайта жарықтандырылды.",
    "evidence": "https://example.org/act-77",
    "disagree": "Send the answer back within 15 days.",
}


@dataclass(kw_only=True)
class Hall:
    """Roads below the akimat, water beside them; who works there by handle."""

    roads: Office
    water: Office
    akimat: Office
    chief: Position
    topic: Topic
    place: Territory
    people: dict[str, Account] = field(default_factory=dict)

    def viewer(self, handle: str) -> Viewer:
        """Somebody as they act now."""
        return viewer_of(self.people[handle])

    def ask(self, by: str = "asker", at: datetime | None = None, **given: Any) -> Question:
        """Have somebody ask the chief of roads."""
        facts = {"title": "When will the lamps burn again?", "text": "Nine lamps are dark.", "topic": self.topic}
        facts |= {"territory": self.place, "position": self.chief, "language": "en"} | given
        return ask(actor=self.viewer(by), asked=Asked(**facts), at=at)

    def act(
        self, question: Question, name: str, by: str = "", at: datetime | None = None, **given: Any
    ) -> QuestionEvent:
        """Have somebody, or the square, act."""
        actor = self.viewer(by) if by else None
        event = act(question.pk, name, actor=actor, given=Given(**given), at=at)
        question.refresh_from_db()
        return event

    def answer(self, question: Question, by: str = "signer", at: datetime | None = None, **given: Any) -> Answer:
        """Have somebody draft and sign an answer that is complete unless ``given`` says otherwise."""
        actor = self.viewer(by)
        question.refresh_from_db()
        save_draft(actor=actor, question=question, given=GOOD | given, at=at)
        answer = sign_answer(actor=actor, question=question, at=at)
        question.refresh_from_db()
        return answer

    def answered(self, at: datetime | None = None, **given: Any) -> Question:
        """A question that was accepted and answered."""
        question = self.ask(at=at)
        self.act(question, "accept", "signer", at=at)
        self.answer(question, at=at, **given)
        return question


@pytest.fixture
def hall(akimat: Office, land: dict[str, Territory]) -> Hall:
    """The offices with their people: those who ask and support, and who works at each desk."""
    roads = make_office("roads", parent=akimat, territory=land["XA-11"])
    water = make_office("water", parent=akimat, territory=land["XA-11"])
    lamps = make_theme("Lamps")
    chief = make_position(roads, "chief", is_head=True)
    made = Hall(roads=roads, water=water, akimat=akimat, chief=chief, topic=lamps, place=land["XA-11"])
    names = ("asker", "sup1", "sup2", "sup3", "sup4", "registrar", "drafter", "signer", "head", "mayor", "waterman")
    made.people = {name: make_person(name) for name in names}
    made.people["arbiter"] = make_person("arbiter", roles=["operator"])
    make_holder(chief, "dina", first_day=date(2020, 1, 1), account=made.people["signer"])
    make_holder(make_position(water, "chief", is_head=True), "serik")
    make_competence(chief, lamps, land["XA-11"])
    desks = [("head", roads, Duty.HEAD), ("mayor", akimat, Duty.HEAD), ("waterman", water, Duty.HEAD)]
    desks += [("registrar", roads, Duty.REGISTRAR), ("drafter", roads, Duty.DRAFTER), ("signer", roads, Duty.SIGNER)]
    for name, office, duty in desks:
        actions.give_duties(actor=None, office=office, user_id=made.people[name].user.pk, duties=[duty])
    return made


@pytest.fixture
def clock() -> Callable[[str], datetime]:
    """Makes a moment of the square's zone: ``clock("2026-03-02 10:00")``."""
    from zoneinfo import ZoneInfo

    return lambda text: datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Almaty"))
