"""Work that posts leave to the job worker."""

from django.utils import timezone
from django_tasks import task

from pikir.posts import notices
from pikir.posts.actions import publish_due_posts, render_old_posts, render_posts_with
from pikir.posts.actions.tagging import spread_topic, sweep_topics


@task(queue_name="urgent")
def publish_due() -> None:
    """Publish the scheduled posts whose moment has come."""
    publish_due_posts(now=timezone.now())


@task(queue_name="urgent", outside=True)  # rendering is no work for a transaction that others wait for
def render_again(picture_id: str) -> None:
    """Make every text that shows a picture anew."""
    render_posts_with(picture_id=int(picture_id))


@task(outside=True)  # as above
def render_old() -> None:
    """Make anew what an earlier renderer made."""
    render_old_posts()


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
def spread_posts(topic_id: str) -> None:
    """Make the place in the tree right for every post of a topic."""
    spread_topic(topic_id=int(topic_id))


@task
def sweep_unused_topics() -> None:
    """Delete topics that only a hashtag made and in which nothing ever came to stand."""
    sweep_topics(now=timezone.now())
