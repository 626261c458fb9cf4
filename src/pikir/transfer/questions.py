"""The tables of questions as a file of their own: taken out, put back, and held to what their events say."""

import tempfile
from collections import defaultdict
from pathlib import Path

from django.conf import settings
from django.db.models import Model

from pikir.offices.questions import models as room
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.queries import Calendars
from pikir.offices.questions.replay import faults_of, faults_of_clock
from pikir.offices.questions.tasks import recount
from pikir.transfer.archive import TABLES, BackupError, Manifest, models
from pikir.transfer.backup import write_archive
from pikir.transfer.restore import fill_tables, unpack
from pikir.web.freshness import raise_now

MANIFEST = "questions.json"  # not that of a backup: neither file is taken for the other
BATCH = 500  # questions that are looked through at once
NAMED = 5  # faults that are told


def tables() -> list[type[Model]]:
    """Return the stored models of questions."""
    place = room.__name__.rpartition(".")[0]
    return [model for model in models() if model.__module__.startswith(place)]


def export_questions(target: Path) -> Manifest:
    """Write all questions with events, answers, verdicts and profiles of clocks to a file. Raises BackupError."""
    return write_archive(target, MANIFEST, tables(), {})


def import_questions(source: Path) -> int:
    """Replace all questions by those of a file, and return how many there are.

    Texts, people and offices must be there as they were. Nothing is changed if one question stands elsewhere than its
    events say; a job moves due days that a calendar of today sees otherwise. Raises BackupError.
    """
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as name:
        folder = Path(name)
        unpack(source, MANIFEST, folder)
        fill_tables(folder / TABLES, tables(), _brought_in)
    raise_now("site")
    return int(Question.objects.count())


def _brought_in() -> None:
    check_questions(clocks=False)
    for code in Question.objects.order_by("calendar").values_list("calendar", flat=True).distinct():
        recount.enqueue(code)


def check_questions(*, clocks: bool = True) -> None:
    """Hold every question, and its clock, to its events. Raises BackupError."""
    found, last, calendars = [], 0, Calendars()
    while batch := list(Question.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        events = defaultdict(list)
        for event in QuestionEvent.objects.filter(question__in=batch).order_by("question_id", "number"):
            events[event.question_id].append(event)
        for one in batch:
            faults = faults_of(one, events[one.pk])
            if clocks and not faults:
                faults = faults_of_clock(one, events[one.pk], calendars.of(one))
            found += [f"{one.number}: {fault}" for fault in faults]
        last = batch[-1].pk
    if found:
        raise BackupError("; ".join(found[:NAMED]))
