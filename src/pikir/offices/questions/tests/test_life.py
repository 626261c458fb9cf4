"""Random lives of questions: whoever tries whatever at any time, nothing impossible is ever written."""

import os
import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied

from harness.questions import GOOD, Hall
from pikir.kernel.workdays import Calendar
from pikir.offices.questions.access import parts_for
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.actions.answering import save_draft
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.clocks import Terms
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import Criterion, Ground, Says, Solved
from pikir.offices.questions.machine import TRANSITIONS
from pikir.offices.questions.models import Answer, Question, QuestionEvent
from pikir.offices.questions.states import Outcome, Part, State
from pikir.offices.questions.ticking import move_clocks
from pikir.offices.questions.watches import terms_of

TRIES = int(os.environ.get("PIKIR_QUESTION_TRIES", "700"))  # 10,000 where one has the time
ACTS = sorted({move.act for move in TRANSITIONS})
PEOPLE = ["", "asker", "sup1", "sup2", "sup3", "registrar", "drafter", "signer", "head", "mayor", "waterman", "arbiter"]
BACK = {"restore", "take_over"}
WAITS = {"registered", "assigned", "accepted", "clarifying", "hearing"}


def slow_step(day: date, calendar: Calendar, number: int) -> date:
    """So many working days later, one day after the other."""
    while number:
        day += timedelta(days=1)
        number -= calendar.works(day)
    return day


def slow_days(start: date, end: date, calendar: Calendar) -> int:
    return sum(calendar.works(start + timedelta(days=number)) for number in range(1, (end - start).days + 1))


def slow_answer(events: Sequence[QuestionEvent], days: list[date], calendar: Calendar, terms: Terms) -> date:
    """When the answer is due."""
    begins = max(n for n, one in enumerate(events) if one.act in {"register", "pass", "reopen"})
    due, asked = slow_step(days[begins], calendar, terms.answer), date.min
    for place in range(begins + 1, len(events)):
        one, day = events[place], days[place]
        if one.act == "ask_back":
            asked = day
        elif one.act in {"clarify", "go_on"}:
            since = max([asked, *restored(events[: place + 1], days)])
            due = slow_step(due, calendar, slow_days(since, day, calendar))
        elif one.act == "extend" and one.until:
            due = one.until
        elif one.act == "take_over":
            due = slow_step(due, calendar, slow_days(days[place - 1], day, calendar))
    return due


def slow_due(events: Sequence[QuestionEvent], calendar: Calendar, terms: Terms) -> date | None:
    """What is due after some events, read day by day and without anything the clock remembers."""
    days = [event.at.astimezone(calendar.zone).date() for event in events]
    state = events[-1].state
    if state in WAITS:
        return slow_answer(events, days, calendar, terms)
    if state == "promised":
        return next(one.until for one in reversed(events) if one.act == "promise")
    owed = {"rework": terms.rework, "disputed": terms.disputed, "escalated": terms.step}
    if state not in owed:
        return None
    entries = {"send_back", "dispute", "contest", "escalate"}
    place = max(n for n, one in enumerate(events) if one.act in entries)
    due = slow_step(days[place], calendar, owed[events[place].state])
    for later in range(place + 1, len(events)):
        if events[later].act == "take_over":
            due = slow_step(due, calendar, slow_days(days[later - 1], days[later], calendar))
    return due


def restored(events: Sequence[QuestionEvent], days: list[date]) -> list[date]:
    """Days on which what was removed or withdrawn came back: the time of its state begins anew."""
    return [days[place] for place, one in enumerate(events) if one.act in BACK and one.state == "clarifying"]


class Driver:
    """Somebody who tries everything, with a seed so that a failure comes again."""

    def __init__(self, hall: Hall, now: datetime, seed: int) -> None:
        self.hall, self.now, self.chance = hall, now, random.Random(seed)  # noqa: S311  # no secret
        self.viewers = {name: hall.viewer(name) for name in PEOPLE if name}
        self.calendar = Calendar(zone="Asia/Almaty")
        self.done = self.refused = 0

    def given(self, question: Question) -> dict[str, Any]:
        pick = self.chance.choice
        words = pick(["", "In our own words.", "Because."])
        given: dict[str, Any] = {"words": words, "reason": pick(["", *Criterion.values, *Ground.values])}
        given |= {"evidence": pick([True, False]), "clean": pick([True, False]), "decision": pick([True, False, False])}
        given["to_office"] = pick([None, self.hall.roads, self.hall.water])
        given["to"] = pick([None, self.hall.chief])
        given["into"] = pick([None, *Question.objects.exclude(pk=question.pk)[:3]])
        given["outcome"] = pick([None, *Outcome])
        given["until"] = pick([None, self.now.date() + timedelta(days=self.chance.randint(-3, 30))])
        given["answer"] = Answer.objects.filter(question=question, number=0).first()
        return given

    def once(self, question: Question) -> None:
        """Try one thing, and see that it happened whole or not at all."""
        before = (question.state, question.event_count)
        if self.chance.random() < 0.25:
            self.now += timedelta(hours=self.chance.choice([1, 5, 20, 30, 100, 400]))
        happened = self.try_one(question)
        question.refresh_from_db()
        events = list(QuestionEvent.objects.filter(question=question).order_by("number"))
        assert [one.number for one in events] == list(range(1, question.event_count + 1))
        assert happened or (question.state, question.event_count) == before
        calendar = self.calendar
        assert question.due == slow_due(events, calendar, terms_of(question)) == events[-1].due
        self.done, self.refused = self.done + happened, self.refused + (not happened)

    def try_one(self, question: Question) -> bool:
        """Try something; whether it happened."""
        count = question.event_count
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
        return QuestionEvent.objects.filter(question=question).count() > count

    def act(self, question: Question, who: str) -> None:
        name, parts = self.chance.choice(ACTS), list(Part)
        if self.chance.random() < 0.7:  # something that the table has, by somebody who may
            move = self.chance.choice([one for one in TRANSITIONS if question.state in one.sources])
            name, parts = move.act, sorted(move.parts)
            able = [one for one in self.viewers if parts_for(self.viewers[one], question, name) & move.parts]
            who = self.chance.choice(able) if able else ""
        actor = self.viewers.get(who)
        part = None if actor else self.chance.choice(parts)
        act(question.pk, name, actor=actor, part=part, given=Given(**self.given(question)), at=self.now)

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


def follow(events: Sequence[QuestionEvent]) -> None:
    """Every event begins where the one before ended, and the table has it."""
    state = State.DRAFT.value
    for event in events:
        assert event.from_state == state
        fits = [one for one in TRANSITIONS if one.act == event.act and state in one.sources and event.part in one.parts]
        assert any(one.target in {None, event.state} for one in fits), (event.act, event.part)
        assert (event.state == "closed") == bool(event.outcome)
        state = event.state


def test_whoever_tries_whatever_nothing_impossible_is_written(hall: Hall, clock: Any) -> None:
    driver = Driver(hall, clock("2026-03-02 10:00"), seed=20260302)
    tried, seen = 0, set()
    while tried < TRIES:
        question = hall.ask(at=driver.now)
        for _ in range(40):
            driver.once(question)
            tried += 1
        events = list(QuestionEvent.objects.filter(question=question).order_by("number"))
        follow(events)
        seen |= {event.act for event in events}
        Question.objects.filter(pk=question.pk).update(asker=None)  # so that the next one is no twin
    assert driver.done > TRIES / 12
    assert driver.refused > TRIES / 3
    assert len(seen) > 15
