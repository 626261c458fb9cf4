"""How every process of the square knows, for next to nothing, that a kept page is out of date.

A file in ``PIKIR_DATA/run`` holds 4,096 generation numbers, mapped into the memory of each process. A tag ("front",
"post:17") belongs to one of them. A commit that changes what a tag stands for raises its number; whoever keeps a page
remembers the numbers read *before* the page was made and compares. Two tags may share a number: that costs a page made
once too often, never a page shown too long.
"""

import fcntl
import mmap
import zlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

SITE = "site"  # everything; it has number 0 for itself, since a tag that shared it would renew every page
SLOTS = 4096
_WIDTH = 8
_numbers: memoryview | None = None


def touch(*tags: str) -> None:
    """Raise the generation of each tag once the current transaction commits; at once when there is none."""
    transaction.on_commit(lambda: raise_now(*tags))


def raise_now(*tags: str) -> None:
    """Raise the generation of each tag at once, for those who hold no database connection."""
    numbers = _mapped()
    with _file().open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # a lock belongs to an opening of the file, so each change opens its own
        for slot in {slot_of(tag) for tag in tags}:
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
        file.truncate(SLOTS * _WIDTH)  # a new file is all noughts, an old one stays as it is
        _numbers = memoryview(mmap.mmap(file.fileno(), SLOTS * _WIDTH)).cast("Q")
    return _numbers
