"""What this room adds to a person's archive: that there were letters. Their words are gone after a month."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.mail.models import Letter


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="letters", title=lambda: gettext("Letters to you"), rows=_letters))


def _letters(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Letter.objects.filter(to__iexact=owner.email).order_by("id")
    yield from map(dict, found.values("created_at", "sent_at", "to", "subject", "language").iterator())
