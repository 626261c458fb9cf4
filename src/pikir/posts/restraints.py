"""What the moderators imposed on posts and authors or editors do not undo; the room that decides says what holds."""

from collections.abc import Callable, Collection
from enum import StrEnum


class Restraint(StrEnum):
    """What is held to be so."""

    COVER = "cover"  # stays covered
    LOCK = "lock"  # its comments stay closed
    FRONT = "front"  # stays off the front page


# Given a restraint and identifiers of posts (None: of all): those that it holds now.
Keeper = Callable[[Restraint, Collection[int] | None], Collection[int]]
_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    """Let a room above say what it imposed; one query is right."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def restrained(restraint: Restraint, post_ids: Collection[int] | None = None) -> frozenset[int]:
    """Return those of the posts, or of all, that are held so."""
    return frozenset(found for keeper in _keepers for found in keeper(restraint, post_ids))


def is_restrained(restraint: Restraint, post_id: int) -> bool:
    """Whether a post is held so."""
    return bool(restrained(restraint, [post_id]))
