"""What is done to pictures without anyone waiting."""

from django.utils import timezone
from django_tasks import task

from pikir.media import actions


@task(queue_name="pictures")
def sweep_pictures() -> None:
    """Delete pictures that nothing shows and files without a row."""
    actions.sweep_pictures(now=timezone.now())
