"""Letters about decisions: which rule, why, by what means, how long, and how to appeal."""

from typing import Any

from django.conf import settings
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.translation import override

from pikir.accounts.queries import people_of
from pikir.mail.actions import send_mail
from pikir.moderation.access import appeal_until
from pikir.moderation.kinds import Measure
from pikir.moderation.models import Decision
from pikir.moderation.words import decision_address, decision_title, done_words, rule_title

_TEMPLATES = {"made": "decided", "lifted": "lifted", "upheld": "upheld"}


def write_letters(decision: Decision, *, what: str) -> None:
    """Write to the people of whom a decision meets, each in their own language; ``what`` happened to it."""
    if decision.account_id is None:
        return
    for user in people_of(decision.account_id):
        with override(user.language):
            words = _words(decision) | {"answer": decision.appeal.answer if what == "upheld" else ""}
        template = f"moderation/mail/{_TEMPLATES[what]}"
        send_mail(to=user.email, language=user.language, template=template, context=words)


def _words(decision: Decision) -> dict[str, Any]:
    return {
        "measure": Measure(decision.measure).label,
        "title": decision_title(decision),
        "done": done_words(decision.measure),
        "rule": rule_title(decision.rule),
        "law": decision.legal_ground,
        "facts": decision.facts,
        "until": date_format(timezone.localtime(decision.until), "DATE_FORMAT") if decision.until else "",
        "by_machine": decision.decided_by_machine,
        "appeal_until": date_format(timezone.localtime(appeal_until(decision)), "DATE_FORMAT"),
        "reason": decision.lifted_reason,
        "how": decision.lifted_how,
        "address": settings.SQUARE_URL + decision_address(decision.id),
    }
