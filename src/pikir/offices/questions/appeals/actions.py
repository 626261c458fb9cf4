"""Making an appeal of a question, opening who made it, entering it into the register of the office."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from pikir.accounts.access import Viewer, require, user_of
from pikir.audit.actions import record
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.actions.asking import send_to_holder
from pikir.offices.questions.actions.lanes import Wish, keep_appeal
from pikir.offices.questions.actions.sealing import delete_sealed, keep_sealed
from pikir.offices.questions.appeals.access import can_convert, can_register
from pikir.offices.questions.appeals.identity import Identity, unseal_identity
from pikir.offices.questions.appeals.models import Appeal, AppealOpening, HearingWords
from pikir.offices.questions.freshness import touch_question
from pikir.offices.questions.models import Question
from pikir.offices.questions.sealing import SealedFile


def convert(*, actor: Viewer, question: Question, wish: Wish, at: datetime | None = None) -> None:
    """Make a public question a formal appeal; a clock of the law begins. Raises ActError or PermissionDenied."""
    require(can_convert(actor, question))
    now = at or timezone.now()
    with transaction.atomic():
        keep_appeal(question.pk, wish, now)
        act(question.pk, "convert", actor=actor, at=now)
        send_to_holder(question.pk, at=now)


def open_identity(*, actor: Viewer, question: Question, at: datetime | None = None) -> Identity | None:
    """Return who made an appeal; that it was opened is noted, and its author sees it.

    Raises SealError or PermissionDenied.
    """
    require(can_register(actor, question))
    with transaction.atomic():
        appeal = Appeal.objects.select_for_update().get(pk=question.pk)
        identity = unseal_identity(appeal.sealed)
        AppealOpening.objects.create(
            appeal=appeal, office_id=question.office_id, user_id=user_of(actor), at=at or timezone.now()
        )
        record(
            actor=user_of(actor),
            verb="open_identity",
            kind="post",
            object_id=question.pk,
            account_id=question.office_id,
        )
    return identity


def enter(
    *, actor: Viewer, question: Question, number: str, on: date, slip: File[Any] | None, at: datetime | None = None
) -> None:
    """Say under which number the office registered an appeal; a slip takes the place of the one before.

    The clock does not change by it: it runs from the receipt. Raises FileError, ActError or PermissionDenied.
    """
    require(can_register(actor, question))
    kept = keep_sealed(slip) if slip else None
    try:
        with transaction.atomic():
            appeal = Appeal.objects.select_for_update(of=("self",)).select_related("slip").get(pk=question.pk)
            act(question.pk, "enter", actor=actor, at=at)
            before, appeal.number, appeal.number_on = appeal.slip, number, on
            appeal.slip = kept or before
            appeal.save()
            record(
                actor=user_of(actor),
                verb="enter_appeal",
                kind="post",
                object_id=question.pk,
                account_id=question.office_id,
            )
    except Exception:
        if kept:
            delete_sealed(kept)
        raise
    if kept and before:
        delete_sealed(before)


def show_course(*, actor: Viewer, question: Question, public: bool) -> None:
    """Let everyone see that an appeal is there, its topic, clock and outcome, or no longer. Raises PermissionDenied."""
    require(question.asker_id == actor.user_id and not actor.suspended)
    Appeal.objects.filter(pk=question.pk).update(course_public=public)
    touch_question(question)


def mark_seen(question: Question, *, now: datetime) -> None:
    """Note that the author has the draft of a hearing before them."""
    HearingWords.objects.filter(question=question, act="hear", seen_at=None).update(seen_at=now)


def forget_appellant(user_id: int) -> None:
    """Empty what was sealed of who leaves, and what was said at hearings; for the caller's transaction."""
    AppealOpening.objects.filter(user_id=user_id).update(user=None)
    mine = Appeal.objects.filter(question__asker_id=user_id)
    slips = list(SealedFile.objects.filter(pk__in=mine.exclude(slip=None).values("slip")))
    HearingWords.objects.filter(question__asker_id=user_id).delete()
    mine.update(sealed="", number="", number_on=None, slip=None)
    for slip in slips:
        delete_sealed(slip)
