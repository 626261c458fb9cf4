"""What a room above has to say before a post becomes public: that it waits for a look, or that it is too much.

Where no room says anything, every post is public at once.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from pikir.posts.models import Post

Gate = Callable[[Post], bool]  # whether the post waits; that it does now, the event PostMoved tells ("hold")
Why = Callable[[Post], str]  # why the post waits, for its author and the staff; empty when it does not know
Bounds = Callable[[Post], str]  # what is too much in the post, in words for its author; empty when nothing is

_gates: list[tuple[Gate, Why]] = []
_bounds: list[Bounds] = []


def register_gate(gate: Gate, why: Why) -> None:
    """Let a room above hold posts back."""
    if (gate, why) not in _gates:
        _gates.append((gate, why))


def register_bounds(bounds: Bounds) -> None:
    """Let a room above say how much of something a post may have. Asked when its HTML is made."""
    if bounds not in _bounds:
        _bounds.append(bounds)


def waits(post: Post) -> bool:
    """Whether some room holds the post back."""
    return any(gate(post) for gate, _why in _gates)


def why_held(post: Post) -> str:
    """Return why a held post waits, in the reader's language."""
    return " ".join(words for _gate, why in _gates if (words := why(post)))


def held_words(post: Post) -> str:
    """Return what its author is told when a post waits."""
    return " ".join([_("Held until a moderator has looked at it."), why_held(post)]).strip()


def too_much(post: Post) -> str:
    """Return what is too much in a post that is about to be public, in words for its author; empty when nothing is."""
    return next((words for bounds in _bounds if (words := bounds(post))), "")
