"""Short digests of what is drawn of a post, so that the address of a picture tells which words are in it."""

import hashlib

from pikir.posts.models import Post

STAMP_LENGTH = 10  # hexadecimal digits; they tell versions of one post apart, no more


def stamp_of(*words: str) -> str:
    """Return the stamp of some words."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:STAMP_LENGTH]


def stamp_of_post(post: Post) -> str:
    """Return the stamp of what a card of the post says."""
    return stamp_of(post.headline, post.account.shown_name, post.language)
