"""Where the files of pictures lie, in the folder or bucket of the square.

Files are stored before their row is, and named by an identifier nobody else can have: a row always has its files, and
files without a row (of a transaction that was undone) are found and taken away by the sweep.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from pikir.media.models import Picture

FOLDER = "pictures"
_SHARDS = 256  # folders, so that none grows beyond what a file system lists quickly


def path_of(picture_id: int, width: int, cut: str = "") -> str:
    """Return where one width of a picture is stored, as it came or with the masks that ``cut`` stands for."""
    masked = f"-{cut}" if cut else ""
    return f"{FOLDER}/{picture_id % _SHARDS:02x}/{picture_id}{masked}-{width}.webp"


def sealed_path_of(picture_id: int, width: int) -> str:
    """Return where one width of a picture lies sealed while parts of it are painted over."""
    return f"{FOLDER}/{picture_id % _SHARDS:02x}/{picture_id}-{width}.sealed"


def paths_of(picture: Picture) -> set[str]:
    """Return where the files lie that a picture has now; while it is drawn, all that it had and will have."""
    paths = {path_of(picture.id, width, picture.cut) for width in picture.widths}
    if picture.masks or not picture.drawn:
        paths |= {sealed_path_of(picture.id, width) for width in picture.widths}
    if not picture.drawn:
        paths |= {path_of(picture.id, width) for width in picture.widths}
    return paths


def stored_of(picture_id: int) -> set[str]:
    """Return where all files of a picture lie, also those of earlier masks."""
    shard = f"{FOLDER}/{picture_id % _SHARDS:02x}"
    return {f"{shard}/{name}" for name in default_storage.listdir(shard)[1] if name.startswith(f"{picture_id}-")}


def store(picture_id: int, files: Mapping[int, Path]) -> None:
    """Copy the files of a new picture, by their width, to their place."""
    for width, path in files.items():
        with path.open("rb") as content:
            default_storage.save(path_of(picture_id, width), File(content))


def replace(path: str, content: bytes) -> None:
    """Store a file in the place of another; the same one is left alone, since somebody may be reading it."""
    if default_storage.exists(path) and read(path) == content:
        return
    default_storage.delete(path)
    default_storage.save(path, ContentFile(content))


def read(path: str) -> bytes:
    """Return what is stored at a path; raises FileNotFoundError."""
    with default_storage.open(path, "rb") as file:
        return bytes(file.read())


def open_file(picture_id: int, width: int, cut: str = "") -> File[Any]:
    """Open one file for reading; raises FileNotFoundError."""
    return default_storage.open(path_of(picture_id, width, cut), "rb")


def stored_before(moment: datetime) -> Iterator[tuple[int, str]]:
    """Yield picture identifier and path of every file stored before a moment, folder by folder."""
    if not default_storage.exists(FOLDER):
        return
    for shard in sorted(default_storage.listdir(FOLDER)[0]):
        for name in default_storage.listdir(f"{FOLDER}/{shard}")[1]:
            path, picture_id = f"{FOLDER}/{shard}/{name}", name.partition("-")[0]
            if picture_id.isdecimal() and default_storage.get_modified_time(path) < moment:
                yield int(picture_id), path


def delete(paths: Iterable[str]) -> None:
    """Take stored files away; those that are gone already do not matter."""
    for path in paths:
        default_storage.delete(path)
