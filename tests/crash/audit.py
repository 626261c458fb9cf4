"""Read all questions of a square and print as JSON what is there and what is wrong. Run as ``audit.py [release]``.

With ``release``, while the square stands still, jobs of dead workers lose their lease at once instead of in a minute.
"""

import json
import re
import sys
import time
from collections import Counter
from typing import Any

import django

django.setup()

from django.db.models import Q  # noqa: E402 - Django comes first
from django.utils import timezone  # noqa: E402 - as above

from harness.lives import follow, slow_due  # noqa: E402 - as above
from pikir.jobs.models import Job  # noqa: E402 - as above
from pikir.mail.models import Letter  # noqa: E402 - as above
from pikir.notifications.models import Notice  # noqa: E402 - as above
from pikir.offices.questions.models import Answer, Question, QuestionEvent, QuestionSupport  # noqa: E402 - as above
from pikir.offices.questions.replay import faults_of, faults_of_clock  # noqa: E402 - as above
from pikir.offices.questions.watches import calendar_of_question, terms_of  # noqa: E402 - as above

PATIENCE = 90.0  # seconds for jobs
MARK = re.compile(r"mark\w+x\d+x")


def main() -> None:
    """Wait until the jobs have done what they can, then look."""
    until = time.monotonic() + PATIENCE
    while Job.objects.filter(Q(due_at__lte=timezone.now()) | ~Q(worker="")).exists() and time.monotonic() < until:
        time.sleep(0.2)
    faults: list[str] = []
    questions = list(Question.objects.select_related("post"))
    for question in questions:
        faults += [f"{question.number}: {fault}" for fault in seen_slowly(question)]
    letters = Counter(found for text in Letter.objects.values_list("text", flat=True) for found in entries(text))
    notices = Counter(Notice.objects.values_list("receiver", "kind", "object_id", "actor"))
    faults += [f"told twice: {one}" for one, count in notices.items() if count > 1]
    faults += [f"written twice: {one}" for one, count in letters.items() if count > 1]
    faults += [f"left: {job.task} {job.error}" for job in Job.objects.exclude(due_at__gt=timezone.now())]
    events = QuestionEvent.objects.all()
    words = [*events.values_list("words", flat=True), *Answer.objects.exclude(number=0).values_list("one", flat=True)]
    titles = [question.post.title for question in questions]
    print(
        json.dumps(
            {
                "faults": faults,
                "marks": Counter(mark for text in [*words, *titles] for mark in MARK.findall(text)),
                "numbers": [question.number for question in questions],
                "events": events.count(),
                "by_clock": events.filter(part="square", act="escalate").count(),
                "notices": sum(notices.values()),
                "letters": Letter.objects.count(),
            }
        )
    )


def seen_slowly(question: Question) -> list[str]:
    """What is wrong with one question: its events, where it stands, its clock, its supporters, whom it was told."""
    events = list(QuestionEvent.objects.filter(question=question).order_by("number"))
    calendar = calendar_of_question(question)
    found = faults_of(question, events) + faults_of_clock(question, events, calendar)
    try:
        follow(events)
    except AssertionError as fault:
        found.append(f"impossible: {fault}")
    if not question.due == events[-1].due == slow_due(events, calendar, terms_of(question)):
        found.append("another day is due")
    if question.supporter_count != QuestionSupport.objects.filter(question=question).count():
        found.append("other supporters than counted")
    return found + untold(question, events)


def untold(question: Question, events: list[QuestionEvent]) -> list[str]:
    """Answers of which the asker was never told."""
    told = set(Notice.objects.filter(about_id=question.pk, kind="question_moved").values_list("object_id", flat=True))
    fresh = [one for one in events if one.act == "answer" and MARK.match(one.answer.one if one.answer else "")]
    return [f"nobody was told of event {one.number}" for one in fresh if one.pk not in told]


def entries(text: str) -> list[str]:
    """The notices that a letter tells of: the addresses at which it opens them."""
    return re.findall(r"/inbox/\S*?(\d{12,})", text)


def release() -> dict[str, Any]:
    """Give back what dead workers held."""
    return {"released": Job.objects.held().update(worker="", due_at=timezone.now())}


if sys.argv[1:] == ["release"]:
    print(json.dumps(release()))
else:
    main()
