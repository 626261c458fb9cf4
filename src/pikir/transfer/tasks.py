"""Work on personal archives that nobody waits for at a page."""

from django.utils import timezone
from django_tasks import task


@task(queue_name="pictures")
def make_archive(token: str) -> None:
    """Write a personal archive."""
    from pikir.transfer import actions  # which enqueue this task

    actions.make_archive(token=token)


@task
def sweep_archives() -> None:
    """Delete archives whose time is over."""
    from pikir.transfer import actions  # as above

    actions.sweep_archives(now=timezone.now())
