"""What this room adds to a person's archive."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.notifications.models import Notice
from pikir.notifications.queries import ways_for


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="notifications", title=lambda: gettext("Notifications"), rows=_notices))
    register(Part(name="ways", title=lambda: gettext("How you are told"), rows=_ways))


def _notices(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Notice.objects.filter(receiver_id=owner.user_id).order_by("id")
    yield from map(dict, found.values("at", "kind", "about_id", "object_id", "actor__handle", "read_at").iterator())


def _ways(owner: Owner) -> Iterator[dict[str, Any]]:
    yield from ({"category": category, "way": way} for category, way in ways_for(owner.user_id).items())
