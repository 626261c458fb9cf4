"""Work that posts leave to the job worker."""

import logging

from django.utils import timezone
from django_tasks import task

from pikir.posts import notices, reaction_notices
from pikir.posts.actions import (
    forget_copies,
    forget_previews,
    publish_due_posts,
    render_old_posts,
    render_posts_with,
    repair_counts,
)
from pikir.posts.actions.tagging import spread_topic, sweep_topics

log = logging.getLogger("pikir.posts")


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
def spread_posts(topic_id: str) -> None:
    """Make the place in the tree right for every post of a topic."""
    spread_topic(topic_id=int(topic_id))


@task
def sweep_unused_topics() -> None:
    """Delete topics that only a hashtag made and in which nothing ever came to stand."""
    sweep_topics(now=timezone.now())


@task
def tell_of_support(support_id: str) -> None:
    """Tell the author that somebody supports what they said."""
    reaction_notices.tell_of_support(support_id=int(support_id))


@task
def tell_of_boost(boost_id: str) -> None:
    """Tell the author that somebody shared what they said."""
    reaction_notices.tell_of_boost(boost_id=int(boost_id))


@task
def tell_of_quote(post_id: str) -> None:
    """Tell the author that somebody quoted what they said."""
    reaction_notices.tell_of_quote(post_id=int(post_id))


@task(outside=True)  # every chunk is a transaction of its own
def compare_counts() -> None:
    """Compare all counters with what they count, repair them, and say so."""
    found = repair_counts()
    level = logging.WARNING if found.repaired else logging.INFO
    log.log(level, "counters compared: %d posts, %d repaired", found.checked, found.repaired)


@task
def forget() -> None:
    """Delete what was typed and never sent, and secret addresses, after their terms."""
    forget_copies(now=timezone.now())
    forget_previews(now=timezone.now())
