"""What links of letters do: each once, in one transaction with its use, by the same doors as for who is signed in."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.accounts.actions import ask_to_leave
from pikir.accounts.kinds import Fate
from pikir.offices.questions.actions.acting import NOTHING, act
from pikir.offices.questions.actions.judging import judge, stop_support, support
from pikir.offices.questions.facts import Given, latest_answer
from pikir.offices.questions.kinds import Answered, Says, Solved
from pikir.offices.questions.letters.kinds import LINK_TERM
from pikir.offices.questions.letters.links import CONFIRM, JUDGE, LEAVE, STOP, SUPPORT
from pikir.offices.questions.letters.models import UsedLink
from pikir.offices.questions.letters.tokens import Link
from pikir.offices.questions.models import Question


class LinkError(ValueError):
    """The link does nothing any more; ``code`` says why: used, or stale after a newer answer."""

    def __init__(self, code: str) -> None:
        """Keep why."""
        super().__init__(code)
        self.code = code


def act_by_link(
    *, link: Link, actor: Viewer, question: Question, given: Given = NOTHING, verdict: tuple[int, str] | None = None
) -> None:
    """Do what a link of a letter says, once. Raises LinkError, ActError or PermissionDenied; then nothing happened."""
    with transaction.atomic():
        use_link(link, now=timezone.now())
        if link.act == LEAVE:
            ask_to_leave(actor=actor, fate=Fate.KEEP)
        elif link.act == SUPPORT:
            support(actor=actor, question=question)
        elif link.act == STOP:
            stop_support(actor=actor, question=question)
        else:
            _act_after_answer(link, actor, question, given, verdict)


def _act_after_answer(
    link: Link, actor: Viewer, question: Question, given: Given, verdict: tuple[int, str] | None
) -> None:
    answer = latest_answer(question)
    if link.answer != (answer.number if answer else 0):
        raise LinkError("stale")
    if link.act == CONFIRM and answer is not None:
        solved = Solved.NONE if answer.says == Says.EXPLAINED else Solved.YES
        verdict = Answered.YES.value, solved.value
    if verdict is not None:
        judge(actor=actor, question=question, answered=verdict[0], solved=verdict[1])
    if link.act != JUDGE:
        act(question.pk, link.act, actor=actor, given=given)


def use_link(link: Link, *, now: datetime) -> None:
    """Remember that a link was used, inside the caller's transaction. Raises LinkError when it was before."""
    if not UsedLink.objects.get_or_create(digest=link.digest, defaults={"until": now + LINK_TERM})[1]:
        raise LinkError("used")


def forget_used_links(*, now: datetime) -> None:
    """Forget the use of links that have run out."""
    UsedLink.objects.filter(until__lte=now).delete()
