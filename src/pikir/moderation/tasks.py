"""Work that this room leaves to the job worker."""

from django.utils import timezone
from django_tasks import task

from pikir.moderation import notices
from pikir.moderation.actions.deciding import lift_due as lift_due_now
from pikir.moderation.actions.outside import answer_outsiders
from pikir.moderation.actions.standing import recount_standings as recount_standings_now


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
def recount_standings() -> None:
    """Count anew who earned or lost trust."""
    recount_standings_now(now=timezone.now())
