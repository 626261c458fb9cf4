"""Where a post is found."""

from django.urls import reverse

from pikir.posts.models import Post
from pikir.posts.queries import thread_place


def address_of(post: Post) -> str:
    """Return the address in the reader's language; a comment's is its place in the thread, with an anchor."""
    if post.root is None:
        return reverse("post", args=[post.account.handle, post.id])
    place = thread_place(post)
    query = f"?after={place}" if place else ""
    return f"{reverse('post', args=[post.root.account.handle, post.root.id])}{query}#c{post.id}"
