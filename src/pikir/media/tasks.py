"""What is done to pictures without anyone waiting."""

from django.utils import timezone
from django_tasks import task

from pikir.media import actions, attaching


@task(queue_name="pictures")
def sweep_pictures() -> None:
    """Delete pictures that nothing shows, files that no text leads to, and what has no row."""
    actions.sweep_pictures(now=timezone.now())
    attaching.sweep_attachments(now=timezone.now())
