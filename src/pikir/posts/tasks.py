"""Work that posts leave to the job worker."""

from django.utils import timezone
from django_tasks import task

from pikir.posts import notices
from pikir.posts.actions import forget_copies, publish_due_posts, render_posts_with


@task(queue_name="urgent")
def publish_due() -> None:
    """Publish the scheduled posts whose moment has come."""
    publish_due_posts(now=timezone.now())


@task(queue_name="urgent", outside=True)  # rendering is no work for a transaction that others wait for
def render_again(picture_id: str) -> None:
    """Make every text that shows a picture anew."""
    render_posts_with(picture_id=int(picture_id))


@task
def tell_of_post(post_id: str) -> None:
    """Tell those whom a new post answers or mentions."""
    notices.tell_of_post(post_id=int(post_id))


@task
def tell_mentioned(post_id: str) -> None:
    """Tell those whom a changed post mentions and who were not told before."""
    notices.tell_mentioned(post_id=int(post_id))


@task
def tell_of_decision(post_id: str, verb: str, event_id: str) -> None:
    """Tell the author's people what the staff decided."""
    notices.tell_of_decision(post_id=int(post_id), verb=verb, event_id=int(event_id))


@task
def forget() -> None:
    """Delete what was typed and never sent, after its term."""
    forget_copies(now=timezone.now())
