"""Who may look after jobs."""

from typing import Protocol


class Actor(Protocol):
    """Whoever acts; the viewer of a request is one."""

    @property
    def user_id(self) -> int | None:
        """The user, None for a guest."""
        ...

    def has(self, role: str) -> bool:
        """Whether the user holds a role of the square."""
        ...


def can_handle_jobs(actor: Actor) -> bool:
    """Whether the actor sees and decides about jobs."""
    return actor.has("operator")
