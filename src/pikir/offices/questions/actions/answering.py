"""The office's side: drafting an answer, signing it, and what a promise adds."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pikir.accounts.access import Viewer, require, user_of
from pikir.audit.actions import record
from pikir.offices.questions.access import may_draft
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import Says
from pikir.offices.questions.models import Answer, Question, QuestionEvent
from pikir.offices.questions.states import Part, State

ANSWERABLE = (State.ACCEPTED, State.HEARING, State.REWORK)
ABOVE = (State.ESCALATED, State.DISPUTED)


def draft_of(question: Question) -> Answer | None:
    """Return the draft of the next answer; one query."""
    found: Answer | None = question.answers.filter(signed_at=None).first()
    return found


def save_draft(*, actor: Viewer, question: Question, given: dict[str, Any], at: datetime | None = None) -> Answer:
    """Keep the draft of the next answer; ``given`` are its fields. Raises PermissionDenied."""
    require(may_draft(actor, question))
    with transaction.atomic():
        answer = keep_draft(question=question, given=given, drafter_id=user_of(actor), at=at or timezone.now())
        _note(actor, "draft_answer", question)
    return answer


def keep_draft(*, question: Question, given: dict[str, Any], drafter_id: int | None, at: datetime) -> Answer:
    """Keep the draft of the next answer, inside the caller's transaction; the right is the caller's matter."""
    values = {**given, "drafter_id": drafter_id, "updated_at": at, "language": question.post.language}
    # Two drafters at a time write one after the other; the last one's words stand, as on paper.
    Question.objects.select_for_update().get(pk=question.pk)
    answer: Answer = Answer.objects.update_or_create(question=question, number=0, defaults=values)[0]
    return answer


def sign_answer(*, actor: Viewer, question: Question, at: datetime | None = None) -> Answer:
    """Sign the draft: it is public, and a promise in it begins to run. Raises ActError or PermissionDenied."""
    require(may_draft(actor, question))
    with transaction.atomic():
        answer, _events = publish_draft(question=question, actor=actor, at=at)
        _note(actor, "sign_answer", question)
    return answer


def publish_draft(
    *, question: Question, actor: Viewer | None = None, part: Part | None = None, at: datetime | None = None
) -> tuple[Answer, list[QuestionEvent]]:
    """Make the draft the answer, by an actor or in a part; return what happened. For the caller's transaction.

    Raises ActError.
    """
    name = "answer_above" if question.state in ABOVE else "answer"
    answer = Answer.objects.select_for_update().filter(question=question, number=0).first() or Answer()
    answer.signer_id = user_of(actor) if actor else None
    answer.updated_at = at or timezone.now()
    given = Given(answer=answer, signs=part is not None)
    events = [act(question.pk, name, actor=actor, part=part, given=given, at=at)]
    if answer.says == Says.PROMISED:
        events.append(act(question.pk, "promise", actor=actor, part=part, at=at))
    return answer, events


def _note(actor: Viewer, verb: str, question: Question) -> None:
    account_id = (question.above or question.position).office_id
    record(actor=user_of(actor), verb=verb, kind="post", object_id=question.pk, account_id=account_id)
