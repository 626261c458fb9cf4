"""What is done to pictures without anyone waiting."""

from django.utils import timezone
from django_tasks import task

from pikir.media import actions, masking
from pikir.media.attachments.actions import sweep_attachments


@task(queue_name="pictures")
def sweep_pictures() -> None:
    """Delete pictures that nothing shows, files that no text leads to, and what has no row."""
    actions.sweep_pictures(now=timezone.now())
    sweep_attachments(now=timezone.now())


@task(queue_name="pictures", outside=True)  # drawing is no work for a transaction that others wait for
def draw_masks(picture_id: str) -> None:
    """Make the files of a picture as its masks say."""
    masking.draw_masks(picture_id=int(picture_id))


@task(queue_name="pictures", outside=True)  # as above
def forget_original(picture_id: str) -> None:
    """Let what is painted over in a picture be lost for ever."""
    masking.forget_original(picture_id=int(picture_id))
