"""What this room does when lower rooms tell, and whom it tells when something was decided."""

from pikir.accounts.events import AccountLeft
from pikir.moderation import tasks
from pikir.moderation.actions.leaving import leave_moderation
from pikir.moderation.events import AppealAnswered, Decided, DecisionLifted, Dismissed


def on_account_left(event: AccountLeft) -> None:
    """Forget who reported what, and the words about them."""
    leave_moderation(account_id=event.account_id, user_id=event.user_id)


def on_decided(event: Decided) -> None:
    """Have those told whom it meets, and those who reported it."""
    tasks.tell_of_decision.enqueue(str(event.decision_id), "made")
    tasks.tell_reporters.enqueue(str(event.case_id))


def on_dismissed(event: Dismissed) -> None:
    """Have those told who reported it."""
    tasks.tell_reporters.enqueue(str(event.case_id))


def on_lifted(event: DecisionLifted) -> None:
    """Have those told whom it met."""
    tasks.tell_of_decision.enqueue(str(event.decision_id), "lifted")


def on_appeal_answered(event: AppealAnswered) -> None:
    """Have those told who appealed in vain; whoever was right knows it from the end of the decision."""
    if not event.overturned:
        tasks.tell_of_decision.enqueue(str(event.decision_id), "upheld")
