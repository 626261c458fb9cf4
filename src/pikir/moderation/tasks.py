"""Work that this room leaves to the job worker."""

from django.utils import timezone
from django_tasks import task

from pikir.moderation import notices
from pikir.moderation.actions.deciding import lift_due as lift_due_now
from pikir.moderation.actions.outside import answer_outsiders
from pikir.moderation.actions.standing import recount_standing as recount_standing_now
from pikir.moderation.actions.standing import recount_standings as recount_standings_now
from pikir.moderation.letters import write_letters
from pikir.moderation.models import Decision
from pikir.moderation.trust_kinds import RECOUNT_BATCH


@task()
def tell_of_decision(decision_id: str, what: str) -> None:
    """Tell the people of whom a decision meets; ``what`` happened to it: "made", "lifted" or "upheld"."""
    rows = Decision.objects.select_related("case__post", "case__account", "rule__rule", "account", "appeal")
    decision = rows.get(id=int(decision_id))
    write_letters(decision, what=what)
    notices.tell_of_decision(decision, what=what)


@task()
def tell_reporters(case_id: str) -> None:
    """Tell those who flagged something what came of it."""
    notices.tell_reporters(case_id=int(case_id))
    answer_outsiders(case_id=int(case_id))


@task(queue_name="urgent")
def lift_due() -> None:
    """End the decisions whose term has passed."""
    lift_due_now(now=timezone.now())


@task()
def recount_standing(account_id: str) -> None:
    """Count anew how one account stands, since a decision met it or ended."""
    recount_standing_now(account_id=int(account_id), now=timezone.now())


@task()
def recount_standings() -> None:
    """Count anew who earned or lost trust; where one run has no room for all, another follows at once."""
    if recount_standings_now(now=timezone.now()) >= RECOUNT_BATCH:
        recount_standings.enqueue()
