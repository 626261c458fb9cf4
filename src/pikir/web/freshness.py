"""How every process of the square knows, for next to nothing, that a kept page is out of date.

A file in ``PIKIR_DATA/run`` holds 4,096 generation numbers, mapped into the memory of each process. A tag ("front",
"post:17") belongs to one of them. A commit that changes what a tag stands for raises its number; whoever keeps a page
remembers the numbers read *before* the page was made and compares. Two tags may share a number: that costs a page made
once too often, never a page shown too long.

With PostgreSQL a commit says itself what it touched (``web.postgresql``), to every web process of every machine
(``web.hearing``): whichever process of a machine learns of it first raises the numbers there.
"""

import fcntl
import mmap
import secrets
import zlib
from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import transaction

SITE = "site"  # everything; it has number 0 for itself, since a tag that shared it would renew every page
SLOTS = 4096
_LATELY = 256  # touches whose names are remembered behind the numbers
_NAME_BITS = 62
_WIDTH = 8
_numbers: memoryview | None = None


class Touch:
    """What a transaction touched; called when it has committed. Its name tells it from all others."""

    def __init__(self, *tags: str) -> None:
        """Name the places of the tags."""
        self.name = secrets.randbits(_NAME_BITS) + 1
        self.slots = {slot_of(tag) for tag in tags}

    def __call__(self) -> None:
        """Raise the numbers, unless this touch was heard of before."""
        raise_once(self.name, self.slots)


def touch(*tags: str) -> None:
    """Raise the generation of each tag once the current transaction commits; at once when there is none."""
    transaction.on_commit(Touch(*tags))


def raise_now(*tags: str) -> None:
    """Raise the generation of each tag at once, for those who hold no database connection."""
    Touch(*tags)()


def raise_once(name: int, slots: Collection[int]) -> None:
    """Raise the numbers in some places on this machine, where nobody did it for the touch of this name."""
    numbers = _mapped()
    with _file().open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # a lock belongs to an opening of the file, so each change opens its own
        place = SLOTS + name % _LATELY
        if numbers[place] == name:
            return
        numbers[place] = name
        for slot in slots:
            numbers[slot] += 1


def slot_of(tag: str) -> int:
    """Return the place of a tag's generation number; handles in tags count without case."""
    return 0 if tag == SITE else 1 + zlib.crc32(tag.lower().encode()) % (SLOTS - 1)


def generations(slots: tuple[int, ...]) -> tuple[int, ...]:
    """Return the present generation numbers in the given places."""
    numbers = _numbers if _numbers is not None else _mapped()
    return tuple([numbers[slot] for slot in slots])


def _file() -> Path:
    return Path(settings.RUN_FOLDER) / "generations"


def _mapped() -> memoryview:
    global _numbers
    if _numbers is not None:
        return _numbers
    _file().parent.mkdir(parents=True, exist_ok=True)
    with _file().open("a+b") as file:
        size = (SLOTS + _LATELY) * _WIDTH
        file.truncate(size)  # a new file is all noughts, an old one stays as it is
        _numbers = memoryview(mmap.mmap(file.fileno(), size)).cast("Q")
    return _numbers
