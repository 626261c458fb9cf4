"""What trust adds to a person's archive."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.moderation.trust_models import Standing


def register_parts() -> None:
    """Make the part known."""
    register(Part(name="standing", title=lambda: gettext("Your standing"), rows=_standing))


def _standing(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Standing.objects.filter(account_id=owner.account_id)
    yield from map(dict, found.values("level", "since", "counted_at", "pinned", "pinned_reason"))
