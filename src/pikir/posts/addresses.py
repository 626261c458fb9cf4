"""Where a post is found."""

from collections.abc import Callable

from django.conf import settings

from pikir.kernel.languages import LANGUAGES
from pikir.posts.models import Post
from pikir.posts.queries import thread_place
from pikir.web.addresses import address


def own_address(language: str, handle: str, post_id: int) -> str:
    """Return the address of a text among pages of its own language, or of the square's where that has no pages."""
    known = language if language in LANGUAGES else settings.LANGUAGE_CODE
    return f"/{known}/@{handle}/{post_id}/"  # as ``reverse`` says it, a hundred times faster


def address_of(post: Post) -> str:
    """Return the address in the reader's language; a comment's is its place in the thread, with an anchor."""
    if post.root is None:
        return address("post", post.account.handle, post.id)
    place = thread_place(post)
    query = f"?after={place}" if place else ""
    return f"{address('post', post.root.account.handle, post.root.id)}{query}#c{post.id}"


_own_pages: dict[str, Callable[[Post], str | None]] = {}


def give_own_page(kind: str, address: Callable[[Post], str | None]) -> None:
    """Let a room above show posts of a kind on pages of its own; the post's address leads there."""
    _own_pages[kind] = address


def own_page_of(post: Post) -> str | None:
    """Return the page that a room above has for a post; None where it stands on its own."""
    page = _own_pages.get(post.kind)
    return page(post) if page else None
