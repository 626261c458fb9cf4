"""Reports of people without an account: taken like any other, and answered by a letter."""

from django.db import transaction
from django.utils import timezone

from pikir.mail.actions import send_mail
from pikir.moderation.actions.cases import case_of
from pikir.moderation.actions.flags import add_voice, check_words
from pikir.moderation.kinds import OUTSIDER_WEIGHT, Outcome
from pikir.moderation.models import Flag, Outsider, Rule
from pikir.moderation.subjects import Subject
from pikir.moderation.words import subject_title

ANSWERS_AT_ONCE = 500  # letters for one case; whoever comes after that is one of a crowd


def flag_from_outside(
    *,
    subject: Subject,
    category: str,
    email: str,
    language: str,
    rule: Rule | None = None,
    legal_ground: str = "",
    words: str = "",
) -> Flag:
    """Put something into the queue for somebody whose address is all we know; the same address again changes nothing.

    Raises FlagError where words are missing.
    """
    check_words(category, legal_ground, words)
    now = timezone.now()
    with transaction.atomic():
        case = case_of(subject, now=now)
        known = case.flags.filter(outcome="", outsider__email__iexact=email).first()
        if known is not None:
            return known
        flag = Flag(case=case, category=category, rule_id=rule.pk if rule else None, weight=OUTSIDER_WEIGHT, at=now)
        made = add_voice(flag, legal_ground=legal_ground, words=words)
        Outsider.objects.create(flag=made, email=email, language=language)
        _write("received", made.outsider, {"title": subject_title(subject)})
    return made


def answer_outsiders(*, case_id: int) -> None:
    """Write to those without an account what came of their reports, and forget their addresses. Safe to run twice."""
    answered = Outsider.objects.filter(flag__case_id=case_id).exclude(flag__outcome="").select_related("flag")
    for outsider in answered.order_by("flag_id")[:ANSWERS_AT_ONCE]:
        with transaction.atomic():
            if Outsider.objects.filter(pk=outsider.pk).delete()[0]:
                _write("answered", outsider, {"upheld": outsider.flag.outcome == Outcome.UPHELD})


def _write(template: str, outsider: Outsider, words: dict[str, object]) -> None:
    context = words | {"number": str(outsider.flag_id)}
    send_mail(
        to=outsider.email,
        language=outsider.language,
        template=f"moderation/mail/outside_{template}",
        context=context,
        fleeting=True,
    )
