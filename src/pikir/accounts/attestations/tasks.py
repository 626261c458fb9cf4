"""Work on attestations that is done again and again."""

from django.utils import timezone
from django_tasks import task

from pikir.accounts.attestations import actions


@task
def sweep() -> None:
    """End what is over, and tell those whose term is near."""
    actions.sweep(now=timezone.now())
