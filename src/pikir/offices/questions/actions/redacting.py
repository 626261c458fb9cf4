"""An office asks moderators to take words out of a question: that it did is public, the words are theirs to judge."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer
from pikir.moderation.actions.flags import FlagError, flag
from pikir.moderation.kinds import Category
from pikir.moderation.subjects import of_post
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import Ground
from pikir.offices.questions.machine import Refusal
from pikir.offices.questions.models import Question
from pikir.posts.access import access_post
from pikir.posts.kinds import Visibility

_CATEGORIES = {
    Ground.PERSON: Category.PRIVATE,
    Ground.HEALTH: Category.PRIVATE,
    Ground.INSULT: Category.ABUSE,
    Ground.SECRET: Category.OTHER,
}


def ask_redaction(*, actor: Viewer, question: Question, given: Given, at: datetime | None = None) -> None:
    """Put the words into the queue of the moderators and note in public that the office asked.

    Raises ActError, also for a text that only its two sides read, and for who asked before.
    """
    if question.post.visibility == Visibility.PRIVATE:
        raise ActError(
            Refusal(code="private", words=_("Only the author and you read this text: nothing is taken out."))
        )
    with transaction.atomic():
        act(question.pk, "ask_redaction", actor=actor, given=given, at=at)
        post = access_post(actor, question.post_id)
        try:
            made = flag(
                actor=actor,
                subject=of_post(post),
                category=_CATEGORIES[Ground(given.reason)],
                words=given.words,
                at=at,
            )
        except FlagError as fault:
            raise ActError(Refusal(code="words", words=str(fault))) from None
        if made.words != given.words.strip():
            refusal = _("You asked before; a moderator looks at it.")
            raise ActError(Refusal(code="asked", words=refusal))
