"""What posts do when lower rooms tell, and what they have done when something happened to a post."""

from pikir.accounts.events import AccountLeft
from pikir.media.events import PictureMoved
from pikir.posts import tasks
from pikir.posts.actions import leave_posts
from pikir.posts.actions.tagging import relist
from pikir.posts.events import (
    PostBoosted,
    PostEdited,
    PostMoved,
    PostPublished,
    PostQuoted,
    PostSupported,
    TopicMoved,
)


def on_picture_moved(event: PictureMoved) -> None:
    """A picture has a new address or none: have every text that shows it made anew."""
    tasks.render_again.enqueue(str(event.picture_id))


def on_account_left(event: AccountLeft) -> None:
    """Do with what somebody said as they decided."""
    leave_posts(account_id=event.account_id, fate=event.fate)


def on_published(event: PostPublished) -> None:
    """Have those told whom the post answers or mentions."""
    tasks.tell_of_post.enqueue(str(event.post_id))


def on_edited(event: PostEdited) -> None:
    """Have those told whom the text mentions now."""
    tasks.tell_mentioned.enqueue(str(event.post_id))


def on_moved(event: PostMoved) -> None:
    """Have the post leave or enter its topics."""
    relist(post_id=event.post_id)
    if event.verb == "restore":  # what was held from the first is public only now
        tasks.tell_of_post.enqueue(str(event.post_id))


def on_topic_moved(event: TopicMoved) -> None:
    """Have its posts stand in the topics that are above it now."""
    tasks.spread_posts.enqueue(str(event.topic_id))


def on_supported(event: PostSupported) -> None:
    """Have the author told."""
    tasks.tell_of_support.enqueue(str(event.support_id))


def on_boosted(event: PostBoosted) -> None:
    """Have the author told."""
    tasks.tell_of_boost.enqueue(str(event.boost_id))


def on_quoted(event: PostQuoted) -> None:
    """Have the author of what is quoted told."""
    tasks.tell_of_quote.enqueue(str(event.post_id))
