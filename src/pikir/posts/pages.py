"""Which public pages show a post, so that a change of it makes them fresh."""

from pikir.posts.models import Post, PostTopic
from pikir.web.freshness import touch


def touch_pages(post: Post) -> None:
    """Make every public page that shows this post, or its count of comments, fresh after the commit."""
    top = post.root or post
    tags = [f"post:{top.id}", f"account:{post.account.handle_key}", "front", "newest"]
    if top is not post:
        tags += [f"post:{post.id}", f"account:{top.account.handle_key}"]
    if top.version_of_id:
        tags.append(f"post:{top.version_of_id}")
    slugs = PostTopic.objects.filter(post_id=top.id).values_list("topic__slug", flat=True)
    tags += [f"topic:{slug}" for slug in slugs]
    touch(*tags)
