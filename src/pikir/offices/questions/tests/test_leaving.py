"""What becomes of questions when who asked, supported and judged leaves the square."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from harness.questions import Hall
from pikir.accounts.actions import ask_to_leave, carry_out_departures
from pikir.accounts.kinds import LEAVE_AFTER, Fate
from pikir.offices.questions.actions.judging import judge, support
from pikir.offices.questions.models import Question, QuestionEvent, QuestionSupport, Verdict


def leave(hall: Hall, name: str, fate: Fate) -> None:
    ask_to_leave(actor=hall.viewer(name), fate=fate)
    carry_out_departures(now=timezone.now() + LEAVE_AFTER + timedelta(minutes=1))


@pytest.mark.parametrize("fate", list(Fate))
def test_a_public_question_stays_on_record_without_the_person(
    hall: Hall, fate: Fate, client_for: Callable[..., Client]
) -> None:
    question = hall.answered()
    judge(actor=hall.viewer("asker"), question=question, answered=2, solved="yes")
    leave(hall, "asker", fate)
    question = Question.objects.get()
    assert question.asker is None
    assert not QuestionEvent.objects.filter(actor=hall.people["asker"].user.pk).exists()
    assert Verdict.objects.get().user is None
    page = client_for().get(f"/en/questions/{question.number}").content.decode()
    assert "Nine lamps are dark." in page
    assert "Asker" not in page


def test_a_private_question_leaves_its_number_alone(hall: Hall) -> None:
    hall.ask(private=True)
    leave(hall, "asker", Fate.KEEP)
    question = Question.objects.get()
    assert (question.post.source, question.post.title) == ("", "")
    assert question.number.endswith("-000001")


def test_who_supported_is_forgotten_and_counts_on(hall: Hall) -> None:
    question = hall.ask()
    support(actor=hall.viewer("sup1"), question=question)
    leave(hall, "sup1", Fate.ERASE)
    question.refresh_from_db()
    assert question.supporter_count == 1
    assert not QuestionSupport.objects.exists()
