"""Where a post is found."""

from pikir.posts.models import Post
from pikir.posts.queries import thread_place
from pikir.web.addresses import address


def address_of(post: Post) -> str:
    """Return the address in the reader's language; a comment's is its place in the thread, with an anchor."""
    if post.root is None:
        return address("post", post.account.handle, post.id)
    place = thread_place(post)
    query = f"?after={place}" if place else ""
    return f"{address('post', post.root.account.handle, post.root.id)}{query}#c{post.id}"
