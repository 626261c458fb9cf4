"""Limits of photos, and what of one is said when it is sent."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import File

AT_ONCE = 3  # of a form: from afar, from near, and where it is
OF_A_LETTER = 5  # telephones send more than that only by mistake
MOST = 12  # of one question, with those that came by letters


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A kept picture that goes with a question, and whether everyone shall see it."""

    picture_id: int
    everyone: bool = False


@dataclass(frozen=True, kw_only=True)
class SentPhoto:
    """A photo as it came with a form; ``field`` is where its faults are told."""

    field: str
    file: File[Any]
    alt: str
    everyone: bool


class PhotoError(ValueError):
    """A photo cannot be taken; the message is for who sent it, ``field`` is where it came."""

    def __init__(self, words: str, field: str) -> None:
        """Keep what is wrong, and with which."""
        super().__init__(words)
        self.field = field
