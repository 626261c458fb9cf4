"""What an answer must say before it can be signed, and what its author should look at once more."""

import re

from django.utils.translation import gettext as _

from pikir.offices.questions.kinds import MANY_LAWS, Says
from pikir.offices.questions.models import Answer

_NUMBER = re.compile(r"\d+")  # of a law or its article
DATED = (Says.PARTLY, Says.PROMISED)


def faults_of(answer: Answer, language: str) -> dict[str, str]:
    """Return what is missing by the name of its field, in words; empty for an answer that may be signed.

    ``language`` is that of the question: the answer comes in it and, in one sentence at least, in Kazakh.
    """
    missing = _("Without it the answer cannot be signed.")
    faults = {name: missing for name in ("says", "one", "disagree") if not getattr(answer, name).strip()}
    if language != "kk" and not answer.one_kk.strip():
        faults["one_kk"] = _("Say the same in Kazakh as well.")
    if answer.says in DATED and not answer.done.strip():
        faults["done"] = _("Say what was done or will be done, and who does it.")
    if answer.says in DATED and answer.done_on is None:
        faults["done_on"] = _("Name the day.")
    if answer.says == Says.SOLVED and not answer.evidence.strip():
        faults["evidence"] = _("“Solved” needs evidence: a photo, a document or a link.")
    return faults


def warnings_of(answer: Answer) -> list[str]:
    """Return what may bring an answer back, for who drafts it."""
    found = []
    if len(_NUMBER.findall(answer.law)) > MANY_LAWS and not answer.checked.strip():
        found.append(_("It quotes many laws and does not say what was checked. People send such answers back."))
    if answer.says in {Says.PARTLY, Says.REFUSED} and not answer.law.strip():
        found.append(_("Say the ground in plain words."))
    if answer.says == Says.EXPLAINED and not answer.checked.strip():
        found.append(_("Say what was checked, by whom and when."))
    return found
