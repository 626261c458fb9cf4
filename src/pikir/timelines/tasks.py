"""Work that the front page leaves to the job worker."""

from django.utils import timezone
from django_tasks import task

from pikir.timelines import actions


@task()
def rank() -> None:
    """Count what the formulas say, and lay the front page out by it."""
    actions.rank_all(now=timezone.now())
    actions.lay_out(now=timezone.now())


@task(queue_name="urgent")
def lay_out() -> None:
    """Lay the front page out anew: what was planned begins and ends, and what is new comes in."""
    actions.lay_out(now=timezone.now())


@task()
def forget_versions() -> None:
    """Thin out the versions of days long past."""
    actions.forget_versions(now=timezone.now())
