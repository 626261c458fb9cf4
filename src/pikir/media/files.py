"""Where the files of pictures lie, in the folder or bucket of the square.

Files are stored before their row is, and named by an identifier nobody else can have: a row always has its files, and
files without a row (of a transaction that was undone) are found and taken away by the sweep.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage

FOLDER = "pictures"
_SHARDS = 256  # folders, so that none grows beyond what a file system lists quickly


def path_of(picture_id: int, width: int) -> str:
    """Return where one width of a picture is stored."""
    return f"{FOLDER}/{picture_id % _SHARDS:02x}/{picture_id}-{width}.webp"


def store(picture_id: int, files: Mapping[int, Path]) -> None:
    """Copy the files of a new picture, by their width, to their place."""
    for width, path in files.items():
        with path.open("rb") as content:
            default_storage.save(path_of(picture_id, width), File(content))


def open_file(picture_id: int, width: int) -> File[Any]:
    """Open one file for reading; raises FileNotFoundError."""
    return default_storage.open(path_of(picture_id, width), "rb")


def delete(picture_id: int, widths: Iterable[int]) -> None:
    """Take the files of a picture away; those that are gone already do not matter."""
    for width in widths:
        default_storage.delete(path_of(picture_id, width))


def stored_before(moment: datetime) -> Iterator[tuple[int, str]]:
    """Yield picture identifier and path of every file stored before a moment, folder by folder."""
    if not default_storage.exists(FOLDER):
        return
    for shard in sorted(default_storage.listdir(FOLDER)[0]):
        for name in default_storage.listdir(f"{FOLDER}/{shard}")[1]:
            path, picture_id = f"{FOLDER}/{shard}/{name}", name.partition("-")[0]
            if picture_id.isdecimal() and default_storage.get_modified_time(path) < moment:
                yield int(picture_id), path


def delete_path(path: str) -> None:
    """Take one stored file away."""
    default_storage.delete(path)
