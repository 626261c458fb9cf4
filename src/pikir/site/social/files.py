"""What was drawn and may be drawn again: a bounded folder, one file a slot, whatever is asked for.

A file says in its first line what is drawn in it. Two pictures that share a slot only put each other out.
"""

import os
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

DRAWING = 1  # raise it when the same words are drawn otherwise
SLOTS = 4096  # at about 20 KB a card: 80 MB at most
KEEP_SECONDS = 7 * 24 * 3600  # what nobody asks for any more, perhaps since it was taken down, is gone after a week


def find_or_draw(slot: str, name: str, draw: Callable[[], bytes]) -> bytes:
    """Return the picture ``name``, drawn now if the slot holds another or none."""
    path, head = _path(slot), f"{name}\n".encode()
    with suppress(FileNotFoundError):
        content = path.read_bytes()
        if content.startswith(head):
            return content[len(head) :]
    drawn = draw()
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(head + drawn)
    os.replace(draft.name, path)  # noqa: PTH105  # whole or not at all
    return drawn


def forget(slot: str) -> None:
    """Delete what the slot holds."""
    _path(slot).unlink(missing_ok=True)


def sweep(*, now: float | None = None) -> int:
    """Delete what was drawn longer ago than KEEP_SECONDS; return how many files."""
    before, count = (now or time.time()) - KEEP_SECONDS, 0
    for path in Path(settings.DRAWN_ROOT).glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                count += 1
    return count


def slot_of_post(post_id: int) -> str:
    """Return where the card of a post is kept."""
    return f"post:{post_id}"


def _path(slot: str) -> Path:
    return Path(settings.DRAWN_ROOT) / f"{zlib.crc32(slot.encode()) % SLOTS:03x}"
