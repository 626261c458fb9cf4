"""Asking somebody else to look again, and their answer."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require, user_of
from pikir.audit.actions import record
from pikir.kernel.events import send
from pikir.kernel.text import strip_controls
from pikir.moderation.access import can_answer, can_appeal
from pikir.moderation.actions.cases import CaseError
from pikir.moderation.actions.deciding import lift
from pikir.moderation.events import AppealAnswered, Appealed
from pikir.moderation.kinds import ANSWER_DAYS, TEXT_LENGTH, Lifted
from pikir.moderation.models import Appeal, Decision
from pikir.web.freshness import touch


def appeal(*, actor: Viewer, decision: Decision, words: str, at: datetime | None = None) -> Appeal:
    """Ask somebody else to look at a decision again; it holds until they have. ``at`` is given by demo content.

    Raises PermissionDenied for who may not or came too late, CaseError without words.
    """
    require(can_appeal(actor, decision))
    words = strip_controls(words)[:TEXT_LENGTH]
    if not words:
        raise CaseError(_("Say why the decision is wrong."))
    now = at or timezone.now()
    with transaction.atomic():
        made, new = Appeal.objects.get_or_create(
            decision=decision,
            defaults={"words": words, "by_id": user_of(actor), "at": now, "due_at": now + timedelta(days=ANSWER_DAYS)},
        )
        if new:
            record(actor=actor.user_id, verb="appeal", kind="case", object_id=decision.case_id)
            send(Appealed(decision_id=decision.id))
            touch("moderation")
    return made


def answer(*, actor: Viewer, appeal: Appeal, overturned: bool, words: str, at: datetime | None = None) -> None:
    """Let a decision stand, or undo it and all it did; the answer is told to who appealed.

    Raises PermissionDenied, also for who made the decision, and CaseError without words or when it was answered.
    """
    require(can_answer(actor, appeal))
    words = strip_controls(words)[:TEXT_LENGTH]
    if not words:
        raise CaseError(_("Give the reason: the author will read it."))
    now = at or timezone.now()
    with transaction.atomic():
        waiting = Appeal.objects.filter(decision_id=appeal.decision_id, answered_at__isnull=True)
        if not waiting.update(answered_at=now, overturned=overturned, answer=words, judge_id=actor.user_id):
            raise CaseError(_("This appeal has its answer."))
        if overturned:
            lift(decision_id=appeal.decision_id, how=Lifted.APPEAL, by=actor.user_id, reason=words)
        data = {"overturned": overturned}
        case_id = appeal.decision.case_id
        record(actor=actor.user_id, verb="answer_appeal", kind="case", object_id=case_id, reason=words, data=data)
        send(AppealAnswered(decision_id=appeal.decision_id, overturned=overturned))
        touch("moderation")
