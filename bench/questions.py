"""What questions to offices cost. Prints milliseconds of processor time: page of one, overdue list; guest and member.

Run as ``questions.py fill COUNT`` on a copy of a seeded square, which it fills with so many questions, and then as
``questions.py look``. One question has two hundred events. Pages are made anew each time, as for the first
reader after a change.
"""

import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pikir.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - as above
from django.db import transaction  # noqa: E402 - as above
from django.test import Client  # noqa: E402 - as above
from django.utils import timezone  # noqa: E402 - as above

import offices  # noqa: E402 - after the setup above
from pikir.accounts.models import Account, User  # noqa: E402 - as above
from pikir.config.prepare import collect_static  # noqa: E402 - as above
from pikir.kernel.ids import make_id  # noqa: E402 - as above
from pikir.kernel.workdays import Calendar  # noqa: E402 - as above
from pikir.offices.calendars import WorkCalendar  # noqa: E402 - as above
from pikir.offices.models import Appointment, Competence  # noqa: E402 - as above
from pikir.offices.questions.models import Question, QuestionCounter, QuestionEvent  # noqa: E402 - as above
from pikir.offices.questions.watches import clock_of  # noqa: E402 - as above
from pikir.posts.kinds import PostKind  # noqa: E402 - as above
from pikir.posts.models import Post  # noqa: E402 - as above
from pikir.web import answers  # noqa: E402 - as above

OFFICES = 300
LIVES = (  # acts after which questions stand, each as often as another: one of six is overdue or will be
    ("ask", "register"),
    ("ask", "register", "assign"),
    ("ask", "register", "assign", "accept"),
    ("ask", "register", "assign", "accept", "withdraw"),
    ("ask", "register", "assign", "withdraw"),
    ("ask", "register", "withdraw"),
)
STATES = {
    "ask": "screening", "register": "registered", "assign": "assigned", "accept": "accepted", "withdraw": "closed",
}  # fmt: skip
PARTS = {"ask": "author", "register": "square", "assign": "registrar", "accept": "handler", "withdraw": "author"}
DAYS = 900  # over which they were asked
EVENTS = 200
BATCH = 2_000
TEXT = "Жарық жоқ, түнде жүру қиын. " * 6


def main(act: str, count: int = 0) -> None:
    """Fill the square, or print how many questions there are and what each page costs."""
    settings.ALLOWED_HOSTS = ["*"]
    if act == "fill":
        fill(count)
        return
    collect_static()  # as the pages of today name them
    answers.begin()  # as each web process does
    long = Question.objects.get(event_count=EVENTS)
    member = Client()
    member.force_login(User.objects.order_by("pk")[0])
    spent = [
        f"{offices.milliseconds(client, address):.2f}"
        for address in (f"/kk/questions/{long.number}", "/kk/questions/overdue/")
        for client in (Client(), member)
    ]
    print(Question.objects.count(), *spent)


def fill(count: int) -> None:
    """Write the questions with their texts and events, some thousands in a transaction."""
    with transaction.atomic():
        offices.fill(OFFICES)
        WorkCalendar.objects.get_or_create(code="kz", defaults={"zone": "Asia/Almaty", "weekend": [5, 6]})
        QuestionCounter.objects.create(year=2026, last=count)
    held = {one.position_id: one for one in Appointment.objects.filter(last_day=None)}
    competences = list(Competence.objects.select_related("position__office", "topic", "territory"))
    people = list(Account.objects.filter(kind="person").order_by("pk")[:1_000])
    now, calendar = timezone.now(), Calendar(zone="Asia/Almaty")
    for first in range(0, count, BATCH):
        posts, questions, events = [], [], []
        for number in range(first, min(first + BATCH, count)):
            competence, by = competences[number % len(competences)], people[number % len(people)]
            asked = now - timedelta(days=DAYS * (count - number) / count)
            post = text_of(by, competence, asked)
            question = question_of(post, number + 1, competence, held[competence.position_id], asked)
            life = LIVES[number % len(LIVES)]
            if number == count - 1:
                life = (*LIVES[2], *["recount"] * (EVENTS - len(LIVES[2])))
            lived = list(events_of(question, life, asked))
            settle(question, lived, calendar)
            posts.append(post)
            questions.append(question)
            events += lived
        with transaction.atomic():
            Post.objects.bulk_create(posts)
            Question.objects.bulk_create(questions)
            QuestionEvent.objects.bulk_create(events, batch_size=BATCH)


def text_of(account: Account, competence: Competence, at: datetime) -> Post:
    """The text of a question."""
    identifier = make_id()
    return Post(
        id=identifier, listed_at_id=identifier, account=account, audience_id=competence.position.office_id,
        kind=PostKind.QUESTION, language="kk", title="Жарық қашан жанады?", excerpt=TEXT[:200], source=TEXT,
        html=f"<p>{TEXT}</p>", state="published", created_at=at, updated_at=at, published_at=at,
    )  # fmt: skip


def question_of(post: Post, serial: int, competence: Competence, held: Appointment, at: datetime) -> Question:
    """A question to whom is responsible."""
    return Question(
        post=post, year=2026, serial=serial, kind="complaint", naming="name", topic=competence.topic,
        territory=competence.territory, office_id=competence.position.office_id, position=competence.position,
        appointment=held, terms={"answer": 10, "extension": 10}, calendar="kz", zone="Asia/Almaty", asked_at=at,
        last_at=at,
    )  # fmt: skip


def events_of(question: Question, life: tuple[str, ...], at: datetime) -> Iterator[QuestionEvent]:
    """What happened, an hour after the other."""
    state = "draft"
    for number, act in enumerate(life, 1):
        after = STATES.get(act, state)
        yield QuestionEvent(
            question=question, number=number, act=act, part=PARTS.get(act, "square"), from_state=state, state=after,
            lane="question", outcome="withdrawn" if after == "closed" else "", office_id=question.office_id,
            position_id=question.position_id, appointment=question.appointment, at=at + timedelta(hours=number),
        )  # fmt: skip
        state = after


def settle(question: Question, events: list[QuestionEvent], calendar: Calendar) -> None:
    """Let it stand where its events say."""
    last = events[-1]
    clock = clock_of(question, events, calendar)
    question.set_clock(clock)
    question.state, question.outcome = last.state, last.outcome
    question.event_count, question.last_at, last.due = last.number, last.at, clock.due


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
