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
from pikir.offices.questions.models import Answer, Question
from pikir.offices.questions.states import State

ANSWERABLE = (State.ACCEPTED, State.HEARING, State.REWORK)
ABOVE = (State.ESCALATED, State.DISPUTED)


def draft_of(question: Question) -> Answer | None:
    """Return the draft of the next answer; one query."""
    found: Answer | None = question.answers.filter(signed_at=None).first()
    return found


def save_draft(*, actor: Viewer, question: Question, given: dict[str, Any], at: datetime | None = None) -> Answer:
    """Keep the draft of the next answer; ``given`` are its fields. Raises PermissionDenied."""
    require(may_draft(actor, question))
    now = at or timezone.now()
    values = {**given, "drafter_id": user_of(actor), "updated_at": now, "language": question.post.language}
    with transaction.atomic():
        # Two drafters at a time write one after the other; the last one's words stand, as on paper.
        Question.objects.select_for_update().get(pk=question.pk)
        answer: Answer = Answer.objects.update_or_create(question=question, number=0, defaults=values)[0]
        _note(actor, "draft_answer", question)
    return answer


def sign_answer(*, actor: Viewer, question: Question, at: datetime | None = None) -> Answer:
    """Sign the draft: it is public, and a promise in it begins to run. Raises ActError or PermissionDenied."""
    require(may_draft(actor, question))
    name = "answer_above" if question.state in ABOVE else "answer"
    with transaction.atomic():
        answer = Answer.objects.select_for_update().filter(question=question, number=0).first() or Answer()
        answer.signer_id = user_of(actor)
        answer.updated_at = at or timezone.now()
        act(question.pk, name, actor=actor, given=Given(answer=answer), at=at)
        if answer.says == Says.PROMISED:
            act(question.pk, "promise", actor=actor, at=at)
        _note(actor, "sign_answer", question)
    return answer


def _note(actor: Viewer, verb: str, question: Question) -> None:
    account_id = (question.above or question.position).office_id
    record(actor=user_of(actor), verb=verb, kind="post", object_id=question.pk, account_id=account_id)
