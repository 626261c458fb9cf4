"""Whose letters these are. The room that knows the square's name says it here when it starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What stands under each letter."""

    name: str
    address: str


_name: Callable[[], str] = lambda: "Pikir"  # noqa: E731 - until a room knows better


def name_square(name: Callable[[], str]) -> None:
    """Have letters signed with ``name()``, which answers in the active language."""
    global _name
    _name = name


def signature() -> Signature:
    """Return the signature in the active language."""
    return Signature(name=_name(), address=settings.SQUARE_URL)
