"""What this room does when lower rooms tell, and whom it tells when something was decided."""

from pikir.accounts.events import AccountLeft
from pikir.moderation import tasks
from pikir.moderation.actions.leaving import leave_moderation
from pikir.moderation.events import AppealAnswered, Decided, DecisionLifted, Dismissed
from pikir.moderation.letters import write_answer, write_letters
from pikir.moderation.models import Decision
from pikir.moderation.notices import answer_of, tell_of_decision

_WHOLE = ("case__post", "case__account", "rule__rule", "account")


def on_account_left(event: AccountLeft) -> None:
    """Forget who reported what, and the words about them."""
    leave_moderation(account_id=event.account_id, user_id=event.user_id)


def on_decided(event: Decided) -> None:
    """Tell whom it meets by letter and in the inbox, and have those told who reported it."""
    decision = Decision.objects.select_related(*_WHOLE).get(id=event.decision_id)
    write_letters(decision, "decided")
    tell_of_decision(decision, what="made")
    tasks.tell_reporters.enqueue(str(decision.case_id))


def on_dismissed(event: Dismissed) -> None:
    """Have those told who reported it."""
    tasks.tell_reporters.enqueue(str(event.case_id))


def on_lifted(event: DecisionLifted) -> None:
    """Tell whom it met."""
    decision = Decision.objects.select_related(*_WHOLE).get(id=event.decision_id)
    write_letters(decision, "lifted")
    tell_of_decision(decision, what="lifted")


def on_appeal_answered(event: AppealAnswered) -> None:
    """Tell who appealed in vain; whoever was right knows it from the end of the decision."""
    if event.overturned:
        return
    decision = Decision.objects.select_related(*_WHOLE).get(id=event.decision_id)
    appeal = answer_of(decision)
    if appeal:
        write_answer(appeal)
        tell_of_decision(decision, what="upheld")
