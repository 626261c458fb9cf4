"""Work that posts leave to the job worker."""

from django.utils import timezone
from django_tasks import task

from pikir.posts.actions import publish_due_posts, render_posts_with


@task(queue_name="urgent")
def publish_due() -> None:
    """Publish the scheduled posts whose moment has come."""
    publish_due_posts(now=timezone.now())


@task(queue_name="urgent")
def render_again(picture_id: str) -> None:
    """Make every text that shows a picture anew."""
    render_posts_with(picture_id=int(picture_id))
