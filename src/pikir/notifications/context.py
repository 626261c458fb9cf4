"""What every template may ask about the reader's inbox."""

from functools import cached_property

from django.http import HttpRequest

from pikir.notifications.kinds import COUNT_MAX
from pikir.notifications.queries import unread_count


class Inbox:
    """The inbox of whoever reads the page; one query when a template first asks, none for a guest."""

    def __init__(self, request: HttpRequest) -> None:
        """Keep the request."""
        self._request = request

    @cached_property
    def count(self) -> int:
        """How many lines have something unread, at most one more than can be shown."""
        viewer = getattr(self._request, "viewer", None)
        return unread_count(viewer.user_id) if viewer and viewer.signed_in else 0

    @property
    def shown(self) -> str:
        """The count as the bar writes it; empty for none."""
        if self.count > COUNT_MAX:
            return f"{COUNT_MAX}+"
        return str(self.count or "")


def inbox(request: HttpRequest) -> dict[str, Inbox]:
    """Context processor: ``inbox`` in every template."""
    return {"inbox": Inbox(request)}
