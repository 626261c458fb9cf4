"""From an uploaded file to clean pictures, by way of a process that may die of it."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from pikir.media.kinds import (
    DECODE_SECONDS,
    FACE,
    HEIGHT_MAX,
    PORTRAIT_WIDTHS,
    UPLOAD_BYTES,
    UPLOAD_PIXELS,
    WIDTHS,
    PictureUse,
    widths_of,
)


class PictureError(ValueError):
    """A file cannot be shown as a picture; the message is for whoever uploaded it."""


@dataclass(frozen=True, kw_only=True)
class MadePicture:
    """What the workshop made: files by their width, in a folder that goes away with the block."""

    format: str
    width: int
    height: int
    size: int
    sha256: str
    files: dict[int, Path]


@contextmanager
def made_pictures(
    file: File[Any], use: str, *, focus: tuple[int, int] = FACE, our_own: bool = False
) -> Iterator[MadePicture]:
    """Make all widths of a file, in a folder of their own; squares are cut around ``focus``. Raises PictureError.

    Only what the square drew itself, ``our_own``, is decoded here and not in a process of its own: it does no harm.
    """
    with TemporaryDirectory(prefix="pikir-picture-") as name:
        folder = Path(name)
        sha256 = _take_in(file, folder / "original")
        made = _make_here(folder, _job_for(use, focus)) if our_own else _decode(folder, _job_for(use, focus))
        files = {width: folder / f"{width}.webp" for width in widths_of(made["width"], use)}
        size = sum(path.stat().st_size for path in files.values())
        yield MadePicture(**made, size=size, sha256=sha256, files=files)


def _take_in(file: File[Any], path: Path) -> str:
    """Write an upload to the disk, without trust in the length it claims; return its hash."""
    digest, left = hashlib.sha256(), UPLOAD_BYTES
    with path.open("wb") as copy:
        for chunk in file.chunks():
            left -= len(chunk)
            if left < 0:
                raise PictureError(too_large())
            digest.update(chunk)
            copy.write(chunk)
    if left == UPLOAD_BYTES:
        raise PictureError(_("The file is empty."))
    return digest.hexdigest()


def _job_for(use: str, focus: tuple[int, int]) -> dict[str, Any]:
    square = use == PictureUse.PORTRAIT
    widths = PORTRAIT_WIDTHS if square else WIDTHS
    return {"widths": widths, "height": HEIGHT_MAX, "pixels": UPLOAD_PIXELS, "square": square, "focus": focus}


def _make_here(folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    from pikir.media.decode import make_files  # decoders weigh tens of megabytes; web processes do without them

    return make_files(folder, **job)


def _decode(folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", "pikir.media.decode", str(folder), json.dumps(job)]
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=DECODE_SECONDS, check=True
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise PictureError(_words_for("broken")) from None
    if "fault" in answer:
        raise PictureError(_words_for(answer["fault"]))
    return answer


def too_large() -> str:
    """Say that a file has too many bytes."""
    megabytes = UPLOAD_BYTES // (1024 * 1024)
    return _("The file is larger than %(megabytes)s MB. Choose a smaller picture.") % {"megabytes": megabytes}


def _words_for(fault: str) -> str:
    if fault == "pixels":
        megapixels = UPLOAD_PIXELS // 1_000_000
        return _("The picture has more than %(megapixels)s million pixels. Make it smaller and try again.") % {
            "megapixels": megapixels
        }
    if fault == "unknown":
        return _("This is not a picture that can be shown here. Choose a JPEG, PNG, WebP, GIF, HEIC or AVIF file.")
    return _("The picture is damaged or was not uploaded whole. Try again or choose another one.")
