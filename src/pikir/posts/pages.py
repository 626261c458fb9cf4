"""Which public pages show a post, so that a change of it makes them fresh."""

from pikir.posts.models import Post
from pikir.posts.thread_kinds import QUOTING_TOUCHED
from pikir.web.freshness import touch


def touch_pages(post: Post) -> None:
    """Make every public page that shows this post, or its count of comments, fresh after the commit."""
    top = post.root or post
    tags = [f"post:{top.id}", f"account:{post.account.handle_key}", "front", "newest"]
    if top is not post:
        tags += [f"post:{post.id}", f"account:{top.account.handle_key}"]
    if top.version_of_id:
        tags.append(f"post:{top.version_of_id}")
    if top is post and post.listed_at_id:  # what was never public nobody quotes
        quoting = Post.objects.filter(quote_of=post).order_by("-id").values_list("id", flat=True)
        tags += [f"post:{other}" for other in quoting[:QUOTING_TOUCHED]]
    touch(*tags)


def touch_thread(post: Post) -> None:
    """Make only the page on which a post stands fresh: enough for counts of reactions, which no list shows."""
    touch(f"post:{post.root_id or post.id}")
