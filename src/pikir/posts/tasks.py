"""Work that posts leave to the job worker."""

from django.utils import timezone
from django_tasks import task

from pikir.posts.actions import publish_due_posts


@task(queue_name="urgent")
def publish_due() -> int:
    """Publish the scheduled posts whose moment has come."""
    return publish_due_posts(now=timezone.now())
