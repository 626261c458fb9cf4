"""Random lives of questions: whoever tries whatever at any time, nothing impossible is ever written."""

import os
import random
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from harness.lives import follow, slow_due
from harness.questions import GOOD, Hall
from pikir.kernel.workdays import Calendar
from pikir.offices.questions.access import ALONE, alone, narrowed, parts_of
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.actions.answering import save_draft
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import Criterion, Ground, Says, Solved
from pikir.offices.questions.machine import TRANSITIONS
from pikir.offices.questions.models import Answer, Question, QuestionEvent
from pikir.offices.questions.states import Outcome, Part
from pikir.offices.questions.ticking import move_clocks
from pikir.offices.questions.watches import terms_of

TRIES = int(os.environ.get("QUESTION_TRIES", "1000"))  # ``make crash`` takes ten times as many
LIFE = 40  # tries with one question
ACTS = sorted({move.act for move in TRANSITIONS})
PEOPLE = ["", "asker", "sup1", "sup2", "sup3", "registrar", "drafter", "signer", "head", "mayor", "waterman", "arbiter"]
ANSWERING = {"answer", "answer_above"}


class Driver:
    """Somebody who tries everything, with a seed so that a failure comes again."""

    def __init__(self, hall: Hall, now: datetime, seed: int) -> None:
        self.hall, self.now, self.chance = hall, now, random.Random(seed)  # noqa: S311  # no secret
        self.viewers = {name: hall.viewer(name) for name in PEOPLE if name}
        self.calendar = Calendar(zone="Asia/Almaty")
        self.done = self.refused = 0
        self.known: dict[tuple[str, int, int | None, int | None, int | None], frozenset[Part]] = {}

    def given(self, question: Question, name: str) -> dict[str, Any]:
        pick = self.chance.choice
        words = pick(["", "In our own words.", "Because."])
        given: dict[str, Any] = {"words": words, "reason": pick(["", *Criterion.values, *Ground.values])}
        given |= {"evidence": pick([True, False]), "clean": pick([True, False]), "decision": pick([True, False, False])}
        given["to_office"] = pick([None, self.hall.roads, self.hall.water])
        given["to"] = pick([None, self.hall.chief])
        given["into"] = pick([None, *Question.objects.exclude(pk=question.pk)[:3]])
        given["outcome"] = pick([None, *Outcome])
        given["until"] = pick([None, self.now.date() + timedelta(days=self.chance.randint(-3, 30))])
        if name in ANSWERING:
            given["answer"] = Answer.objects.filter(question=question, number=0).first()
        return given

    def live(self) -> list[QuestionEvent]:
        """Try so many things with one question; return what happened to it."""
        question = self.hall.ask(at=self.now)
        for _ in range(LIFE):
            self.once(question)
        events = self.check(question)
        follow(events)
        return events

    def once(self, question: Question) -> None:
        """Try one thing, and see that it happened whole or not at all."""
        before = (question.state, question.event_count)
        if self.chance.random() < 0.25:
            self.now += timedelta(hours=self.chance.choice([1, 5, 20, 30, 100, 400]))
        refused = not self.try_one(question)
        after = Question.objects.values_list("state", "event_count").get(pk=question.pk)
        moved = after[1] > before[1]
        assert moved or after == before
        assert not (moved and refused)
        if moved:
            question.refresh_from_db()
            self.check(question)
        self.done, self.refused = self.done + moved, self.refused + (not moved)

    def check(self, question: Question) -> list[QuestionEvent]:
        """See that no event is lost, and that the day is what the slow reading says; return the events."""
        events = list(QuestionEvent.objects.filter(question=question).order_by("number"))
        assert [one.number for one in events] == list(range(1, question.event_count + 1))
        assert question.due == slow_due(events, self.calendar, terms_of(question)) == events[-1].due
        return events

    def try_one(self, question: Question) -> bool:
        """Try something; whether it was allowed."""
        who = self.chance.choice(PEOPLE)
        kind = self.chance.random()
        try:
            if kind < 0.1:
                move_clocks(now=self.now)
            elif kind < 0.2 and who:
                self.judge(question, who)
            elif kind < 0.3 and who:
                says = self.chance.choice(Says.values)
                on = self.now.date() + timedelta(days=self.chance.randint(1, 20))
                given = GOOD | {
                    "says": says,
                    "done": "Paint.",
                    "done_on": on,
                    "addresses": self.chance.choice(["", "Done."]),
                }
                save_draft(actor=self.viewers[who], question=question, given=given, at=self.now)
            else:
                self.act(question, who)
        except (ActError, PermissionDenied):
            return False
        return True

    def act(self, question: Question, who: str) -> None:
        name, parts = self.chance.choice(ACTS), list(Part)
        if self.chance.random() < 0.7:  # something that the table has, by somebody who may
            move = self.chance.choice([one for one in TRANSITIONS if question.state in one.sources])
            name, parts = move.act, sorted(move.parts)
            able = [one for one in self.viewers if self.parts(one, question, name) & move.parts]
            who = self.chance.choice(able) if able else ""
        actor = self.viewers.get(who)
        part = None if actor else self.chance.choice(parts)
        act(question.pk, name, actor=actor, part=part, given=Given(**self.given(question, name)), at=self.now)

    def parts(self, who: str, question: Question, act: str) -> frozenset[Part]:
        """In what parts somebody acts: it follows from who has the question, since duties stay as they are."""
        key = (who, question.office_id, question.appointment_id, question.above_id, question.asker_id)
        if key not in self.known:
            self.known[key] = parts_of(self.viewers[who], question)
        single = any(act in acts for acts in ALONE.values())
        return narrowed(self.known[key], alone(self.viewers[who], question), act) if single else self.known[key]

    def judge(self, question: Question, who: str) -> None:
        if self.chance.random() < 0.5:
            support(actor=self.viewers[who], question=question, at=self.now)
        else:
            solved = self.chance.choice(Solved.values)
            judge(
                actor=self.viewers[who],
                question=question,
                answered=self.chance.randint(0, 2),
                solved=solved,
                at=self.now,
            )


def test_whoever_tries_whatever_nothing_impossible_is_written(hall: Hall, clock: Any) -> None:
    driver = Driver(hall, clock("2026-03-02 10:00"), seed=20260302)
    seen: set[str] = set()
    for _ in range(ceil(TRIES / LIFE)):
        with transaction.atomic():
            seen |= {event.act for event in driver.live()}
            transaction.set_rollback(True)  # each life for itself: what has been looked at weighs on none after it
    assert driver.done > TRIES / 12
    assert driver.refused > TRIES / 3
    assert len(seen) > 15
