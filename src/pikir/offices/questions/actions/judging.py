"""What citizens do: support a question, judge its answer, confirm, send back, dispute."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pikir.accounts.access import Viewer, require, user_of
from pikir.offices.questions.access import is_staff
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.facts import Given, contesting, latest_answer
from pikir.offices.questions.freshness import touch_question
from pikir.offices.questions.guards import CONTESTING
from pikir.offices.questions.kinds import CONTESTED, Role
from pikir.offices.questions.models import Question, QuestionSupport, Verdict
from pikir.offices.questions.states import Part, State

JUDGED = (State.ANSWERED, State.PROMISED, State.DISPUTED)


def support(*, actor: Viewer, question: Question, at: datetime | None = None) -> None:
    """Say "me too"; twice changes nothing. Raises PermissionDenied for the author and for who cannot act."""
    require(actor.signed_in and not actor.suspended and question.asker_id != actor.user_id)
    require(question.is_open)
    with transaction.atomic():
        given = {"at": at or timezone.now()}
        made = QuestionSupport.objects.get_or_create(question=question, user_id=user_of(actor), defaults=given)[1]
        if made:
            _count(question, 1)


def stop_support(*, actor: Viewer, question: Question) -> None:
    """Take it back; without support nothing changes."""
    with transaction.atomic():
        if QuestionSupport.objects.filter(question=question, user_id=actor.user_id or 0).delete()[0]:
            _count(question, -1)


def judge(*, actor: Viewer, question: Question, answered: int, solved: str, at: datetime | None = None) -> Verdict:
    """Keep what somebody says of the newest answer, once for each person, changed as often as they like.

    Enough supporters who say that it is not solved send it back. Raises PermissionDenied for the office's own people,
    and when there is nothing to judge.
    """
    require(actor.signed_in and not actor.suspended)
    now = at or timezone.now()
    with transaction.atomic():
        row = (
            Question.objects.select_for_update(of=("self",))
            .select_related("office__account", "above", "appointment__official")
            .get(pk=question.pk)
        )
        answer = latest_answer(row)
        if answer is None or row.state not in JUDGED or is_staff(actor, row):
            raise PermissionDenied
        given = {"role": role_of(actor, row), "answered": answered, "solved": solved, "at": now}
        verdict: Verdict = Verdict.objects.update_or_create(
            question=row, user_id=user_of(actor), defaults=given | {"answer_number": answer.number}
        )[0]
        touch_question(row)
        if row.state == State.ANSWERED and contesting(row) >= CONTESTING:
            _send_back_together(row, now)
    return verdict


def role_of(actor: Viewer, question: Question) -> Role:
    """As whom the actor judges."""
    if question.asker_id == actor.user_id:
        return Role.AUTHOR
    supports = QuestionSupport.objects.filter(question=question, user_id=actor.user_id or 0)
    return Role.SUPPORTER if supports.exists() else Role.OBSERVER


def _send_back_together(question: Question, now: datetime) -> None:
    try:
        act(question.pk, "send_back", part=Part.SUPPORTERS, given=Given(reason=CONTESTED), at=now)
    except ActError:  # they did so once before: their verdicts stay, and it does not close by itself
        return


def _count(question: Question, change: int) -> None:
    Question.objects.filter(pk=question.pk).update(supporter_count=F("supporter_count") + change)
    touch_question(question)
