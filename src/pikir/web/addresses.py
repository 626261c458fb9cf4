"""Addresses that lists are full of, found once."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

_KEPT = 16_384  # a process remembers: some hundred bytes each


def address(name: str, *arguments: str | int) -> str:
    """Return the address with this name in the reader's language, as ``reverse`` does, which takes ten times longer."""
    return _address(get_language(), name, arguments)


@lru_cache(_KEPT)
def _address(language: str | None, name: str, arguments: tuple[str | int, ...]) -> str:  # noqa: ARG001  # addresses begin with it
    return reverse(name, args=arguments)
