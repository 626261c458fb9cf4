"""What this room adds to a person's archive."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.moderation.models import Appeal, Decision, Flag


def register_parts() -> None:
    """Make the parts of this room known."""
    register(Part(name="reports", title=lambda: gettext("What you reported"), rows=_flags))
    register(Part(name="decisions", title=lambda: gettext("Decisions about you"), rows=_decisions))
    register(Part(name="appeals", title=lambda: gettext("Your appeals"), rows=_appeals))


def _flags(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Flag.objects.filter(reporter_id=owner.account_id).order_by("id")
    names = ("at", "case__kind", "case__object_id", "category", "legal_ground", "words", "outcome", "answered_at")
    yield from map(dict, found.values(*names).iterator())


def _decisions(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Decision.objects.filter(account_id=owner.account_id).order_by("id")
    names = (
        "at", "measure", "case__kind", "case__object_id", "rule__rule__key", "rule__number", "legal_ground", "facts",
        "until", "lifted_at", "lifted_how", "lifted_reason",
    )  # fmt: skip
    yield from map(dict, found.values(*names).iterator())


def _appeals(owner: Owner) -> Iterator[dict[str, Any]]:
    found = Appeal.objects.filter(decision__account_id=owner.account_id).order_by("at")
    names = ("decision_id", "at", "words", "due_at", "answered_at", "overturned", "answer")
    yield from map(dict, found.values(*names).iterator())
