"""What this room adds to a person's archive."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from pikir.audit.models import Entry
from pikir.kernel.belongings import Owner, Part, register


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="acts", title=lambda: gettext("What you did"), rows=_acts))


def _acts(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Entry.objects.filter(actor_id=owner.user_id).order_by("id")
    yield from map(dict, found.values("at", "verb", "kind", "object_id", "account_id", "reason").iterator())
