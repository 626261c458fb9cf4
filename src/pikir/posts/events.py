"""What posts tell the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PostPublished:
    """A post became public for the first time."""

    post_id: int
    comment: bool


@dataclass(frozen=True)
class PostEdited:
    """The text of a public post changed."""

    post_id: int


@dataclass(frozen=True)
class PostMoved:
    """A post left or re-entered public view, or stands elsewhere in it; ``verb`` is the act as the log names it."""

    post_id: int
    verb: str


@dataclass(frozen=True)
class TopicMoved:
    """A topic stands elsewhere in the tree, or holds what was another's: posts in it belong to other topics above."""

    topic_id: int


@dataclass(frozen=True)
class PostSupported:
    """Somebody supports a post or comment."""

    support_id: int


@dataclass(frozen=True)
class PostBoosted:
    """Somebody shared a post without a word."""

    boost_id: int


@dataclass(frozen=True)
class PostQuoted:
    """A note that quotes another post became public."""

    post_id: int
