"""Who may read letters of others."""

from typing import Protocol

from django.conf import settings


class Reader(Protocol):
    """Whoever looks; the viewer of a request is one."""

    @property
    def signed_in(self) -> bool:
        """Whether this is a user."""
        ...

    def has(self, role: str) -> bool:
        """Whether the user holds a role of the square."""
        ...


def can_read_outbox(reader: Reader) -> bool:
    """Whether the reader sees the outbox: everyone in demo mode, where nobody is real; else operators."""
    return settings.DEMO or reader.has("operator")
