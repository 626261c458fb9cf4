"""As what a person speaks in their own name: for themselves, or in a capacity that a room above knows.

Such is a public position. What is said in one has an ``audience``: the account in which it is said. Until it is public
its author may change that, afterwards it stays so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.posts.models import Post


@dataclass(frozen=True, kw_only=True)
class Said:
    """In which capacity a post was said: its words and address, and what there is to say of its end."""

    words: str
    url: str
    over: str = ""


@dataclass(frozen=True, kw_only=True)
class Capacities:
    """What a room above knows of capacities; keys are its own."""

    offered: Callable[[Account], list[tuple[str, str]]]  # in which a person may speak now: keys and words
    chosen: Callable[[Post], str]  # the key of a post, empty where there is none
    bind: Callable[[Viewer, Post, str], int | None]  # in the transaction of the writing; returns the audience
    told: Callable[[Post], Said | None]


_known: list[Capacities] = []


def register_capacities(capacities: Capacities) -> None:
    """Make the capacities of a room above known."""
    _known[:] = [capacities]


def offered_to(account: Account) -> list[tuple[str, str]]:
    """Return in which capacities a person may speak; no query for who holds no position."""
    return _known[0].offered(account) if _known and account.mandates else []


def capacity_of(post: Post) -> str:
    """Return the capacity in which a post is to be said, empty where there is none."""
    return _known[0].chosen(post) if _known and post.audience_id else ""


def told_of(post: Post) -> Said | None:
    """Return what readers are told of the capacity in which a post was said; no query where there is none."""
    return _known[0].told(post) if _known and post.audience_id and not post.is_comment else None


def bind(actor: Viewer, post: Post, capacity: str) -> int | None:
    """Have the room above know in which capacity a text is said, or in none; return the account in which it is said."""
    return _known[0].bind(actor, post, capacity) if _known else post.audience_id
