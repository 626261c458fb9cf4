"""Words taken out of texts: sealed when it is decided, put back when the decision ends."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.kernel.seals import seal_of
from pikir.kernel.text import strip_controls
from pikir.moderation.actions.cases import CaseError
from pikir.moderation.kinds import PHRASE_LEAST, PHRASES_MAX, Measure
from pikir.moderation.models import Case, Decision, Redaction
from pikir.posts.actions import redact_post
from pikir.posts.histories import says
from pikir.posts.models import Post


def seal_phrases(case: Case, decision: Decision, phrases: Iterable[str]) -> None:
    """Keep what a decision takes out, inside its transaction. Raises CaseError for words that do not stand there."""
    wanted = [phrase for phrase in dict.fromkeys(map(strip_controls, phrases)) if phrase]
    if not wanted:
        raise CaseError(_("Say which words are taken out, each on a line of its own."))
    if len(wanted) > PHRASES_MAX:
        raise CaseError(_("At most %(count)s at once.") % {"count": PHRASES_MAX})
    for phrase in wanted:
        _check(case.post, phrase)
    rows = Redaction.objects.filter(decision__case=case)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    seal = seal_of(settings.SEAL_KEY)
    Redaction.objects.bulk_create(
        Redaction(decision=decision, number=number, sealed=seal.encrypt(phrase.encode()).decode())
        for number, phrase in enumerate(wanted, last + 1)
    )


def settle_redactions(case: Case, post: Post) -> None:
    """Let a text say what the decisions in force leave of it."""
    held = set(Decision.objects.in_force(timezone.now()).filter(case=case, measure=Measure.REDACT).values_list("id"))
    seal = seal_of(settings.SEAL_KEY)
    hidden: dict[int, str] = {}
    shown: dict[int, str] = {}
    for row in Redaction.objects.filter(decision__case=case):
        of = hidden if (row.decision_id,) in held else shown
        of[row.number] = seal.decrypt(row.sealed.encode()).decode()
    redact_post(post=post, hidden=hidden, shown=shown)


def _check(post: Post | None, phrase: str) -> None:
    if len(phrase) < PHRASE_LEAST:
        raise CaseError(_("Too short to be taken out: %(words)s") % {"words": phrase})
    if post is None or not says(post, phrase):
        raise CaseError(_("This does not stand in the text: %(words)s") % {"words": phrase})
