"""What is done to pictures without anyone waiting."""

from django.utils import timezone
from django_tasks import task

from pikir.media import actions
from pikir.media.attachments.actions import sweep_attachments


@task(queue_name="pictures")
def sweep_pictures() -> None:
    """Delete pictures that nothing shows, files that no text leads to, and what has no row."""
    actions.sweep_pictures(now=timezone.now())
    sweep_attachments(now=timezone.now())
