"""Whose letters these are. The room that knows the square's name says it here when it starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What stands under each letter."""

    name: str
    address: str


_name: Callable[[str], str] = lambda _: "Pikir"  # noqa: E731 - until a room knows better


def name_square(name: Callable[[str], str]) -> None:
    """Have letters signed with ``name(language)``."""
    global _name
    _name = name


def signature(language: str) -> Signature:
    """Return the signature in a language."""
    return Signature(name=_name(language), address=settings.SQUARE_URL)
