"""Mending: who asked changes the words of a question that a moderator gave back, and sends it again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.audit.actions import record
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.machine import NO_SUCH_ACT
from pikir.offices.questions.models import Question
from pikir.posts.actions.moving import MoveError
from pikir.posts.actions.questions import mend_held_question


def mend(*, actor: Viewer, question: Question, title: str, text: str, at: datetime | None = None) -> None:
    """Let a question say other words and wait for a look again, or change nothing.

    Raises ActError for who did not ask it or where it is not given back, TextError for the text.
    """
    now = at or timezone.now()
    with transaction.atomic():
        act(question.pk, "mend", actor=actor, at=now)  # first: it holds the row and asks for the right
        try:
            post = mend_held_question(
                post_id=question.pk,
                keeper_id=actor.account_id or 0,
                title=title,
                source=text,
                beside=question.photos.values_list("picture_id", flat=True),
                at=now,
            )
        except MoveError:
            raise ActError(NO_SUCH_ACT) from None
        if post.account_id == actor.account_id:  # of an alias no other room learns whose it is
            record(actor=actor.user_id, verb="edit_post", kind="post", object_id=post.id, account_id=post.account_id)
