"""Saying that something breaks a rule or the law, and what comes of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.kernel.events import send
from pikir.kernel.text import strip_controls
from pikir.moderation.access import may
from pikir.moderation.actions.cases import case_of, reopen
from pikir.moderation.events import Flagged
from pikir.moderation.kinds import LEGAL_LENGTH, SEVERITY, TEXT_LENGTH, Act, Category
from pikir.moderation.models import Case, Flag, Rule
from pikir.moderation.order import put_in_place, weight_of
from pikir.moderation.subjects import Subject


class FlagError(ValueError):
    """A flag cannot be taken; the message is for whoever makes it."""


def flag(
    *,
    actor: Viewer,
    subject: Subject,
    category: str,
    rule: Rule | None = None,
    legal_ground: str = "",
    words: str = "",
    at: datetime | None = None,
) -> Flag:
    """Put something into the queue, or add one more voice to what stands there; flagging twice changes nothing.
    ``at`` is given by demo content: when it was.

    Raises PermissionDenied for guests and for one's own things, FlagError where words are missing.
    """
    require(may(actor, Act.FLAG) and subject.account.id not in actor.operates)
    reporter_id = actor.account_id or 0
    check_words(category, legal_ground, words)
    now = at or timezone.now()
    with transaction.atomic():
        case = case_of(subject, now=now)
        known = case.flags.filter(reporter_id=reporter_id).first()
        if known is not None:
            return known
        weight = weight_of(account_id=reporter_id)
        rule_id = rule.pk if rule else None
        made = Flag(case=case, reporter_id=reporter_id, category=category, rule_id=rule_id, weight=weight, at=now)
        return add_voice(made, legal_ground=legal_ground, words=words)


def add_voice(made: Flag, *, legal_ground: str, words: str) -> Flag:
    """Keep a flag of a locked case and give the case its new place, inside the caller's transaction."""
    made.legal_ground, made.words = strip_controls(legal_ground)[:LEGAL_LENGTH], strip_controls(words)[:TEXT_LENGTH]
    made.save(force_insert=True)
    case = made.case
    reopen(case, now=made.at)
    _count(case, made)
    put_in_place(case)
    case.save()
    send(Flagged(flag_id=made.id))
    return made


def check_words(category: str, legal_ground: str, words: str) -> None:
    """Raise FlagError where a report of this category needs more words."""
    if category == Category.ILLEGAL and not legal_ground.strip():
        raise FlagError(_("Say which law forbids it, as well as you know."))
    if category in (Category.OTHER, Category.ILLEGAL) and not words.strip():
        raise FlagError(_("Say in a few words what is wrong."))


def _count(case: Case, made: Flag) -> None:
    """Add a voice; the gravest of those without an answer says what the case is about."""
    if not case.flags_open or SEVERITY[Category(made.category)] > SEVERITY[Category(case.category)]:
        case.category = made.category
    case.flags_open += 1
    case.weight += made.weight
