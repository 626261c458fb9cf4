"""A process of its own that turns one uploaded file into clean pictures, and can be killed without harm.

Run as ``python -m pikir.media.decode FOLDER JOB``: reads ``FOLDER/original``, writes ``FOLDER/<width>.webp`` and prints
one line of JSON, either what it made or ``{"fault": …}``. It imports nothing of the square. Decoders are where hostile
files do their work, so before it opens one the process gives up what it does not need: time, memory, room on the disk.
"""

import json
import re
import resource
import signal
import sys
import warnings
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from PIL import AvifImagePlugin, Image, ImageCms, ImageDraw, ImageOps, WebPImagePlugin
from pillow_heif import register_heif_opener

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
SECONDS = 10  # of work; a photo of 33 megapixels takes two
WALL_SECONDS = 20  # on the clock, so that it ends even when nobody waits for it any more
MEMORY = 1536 * 1024 * 1024  # bytes of addresses; the largest picture takes half of it
FILE_BYTES = 32 * 1024 * 1024  # of one file written
QUALITY = 80  # of WebP: no loss is seen beside the original on a sharp screen, at a third of a JPEG's bytes
PAINT = (38, 36, 33)  # over parts of a picture: as dark as the ink of the square, so that nobody takes it for a shadow
DARK_SCALE = 256  # from 16 bits of brightness to 8
_BEGINNINGS = re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|....ftyp(?:avi|he[iv]|m[is]f)", re.DOTALL)

_PLUGINS = (AvifImagePlugin, WebPImagePlugin)  # imported by name, so that Pillow does not load all fifty of its own


class UnusableError(Exception):
    """The file cannot be used; the argument says why in one word."""


def give_up_rights() -> None:
    """Bound what this process may use from now on, whatever a decoder does."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(WALL_SECONDS)


def make_files(
    folder: Path, *, widths: Sequence[int], height: int, pixels: int, square: bool, focus: Sequence[int]
) -> dict[str, Any]:
    """Write the pictures and return format, width and height (of the widest).

    ``widths`` are the wanted ones, ascending; none wider than the original is made, except of a square. ``height`` is
    the largest allowed, ``pixels`` the most an original may have. ``focus`` is the point a square is cut
    around, in hundredths. Raises UnusableError.
    """
    with _open(folder / "original") as source:
        if source.width * source.height > pixels:
            raise UnusableError("pixels")
        kind = "JPEG" if source.format == "MPO" else str(source.format)
        if not square:
            source.draft(None, (2 * widths[-1], 2 * widths[-1]))  # a large JPEG need not be decoded in full
        picture = _clean(source)
    sized = _squares(picture, widths, focus) if square else _scaled(picture, widths, height)
    for made in sized:
        made.save(folder / f"{made.width}.webp", "WEBP", quality=QUALITY, method=4, exif=b"", xmp=b"", icc_profile=None)
    return {"format": kind.lower(), "width": sized[-1].width, "height": sized[-1].height}


def paint_over(file: IO[bytes], masks: Sequence[Sequence[int]], widths: Sequence[int]) -> dict[int, bytes]:
    """Return a picture of our own making in ``widths``, ascending to its own, with parts of it painted over.

    ``masks``: left, top, width and height in thousandths of the picture. They are painted before it is made smaller,
    so that no narrower file holds anything of what lies below.
    """
    opened = Image.open(file, formats=("WEBP",))
    picture = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    pen = ImageDraw.Draw(picture)
    for mask in masks:
        pen.rectangle(_box(mask, picture.size), fill=PAINT)
    made: dict[int, bytes] = {}
    for sized in _scaled(picture, widths, picture.height):
        content = BytesIO()
        sized.save(content, "WEBP", quality=QUALITY, method=4)
        made[sized.width] = content.getvalue()
    return made


def _box(mask: Sequence[int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The first and last pixels below a mask, rounded so that none is left out at the edges."""
    left, top, width, height = mask
    right, bottom = (
        -(-end * length // 1000) - 1 for end, length in zip((left + width, top + height), size, strict=True)
    )
    return left * size[0] // 1000, top * size[1] // 1000, right, bottom


def _open(file: Path) -> Image.Image:
    try:
        return Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError:
        raise UnusableError("pixels") from None
    except Exception:  # noqa: BLE001  # whatever a decoder says of a hostile file, it is not a picture
        with file.open("rb") as content:
            known = _BEGINNINGS.match(content.read(16))
        raise UnusableError("broken" if known else "unknown") from None


def _clean(source: Image.Image) -> Image.Image:
    """Return the bare pixels of the first frame: upright, sRGB, eight bits, without a word about camera and place."""
    try:
        source.load()
        picture = _in_srgb(_upright(source))
    except Exception:  # noqa: BLE001  # as above; here it began as a picture
        raise UnusableError("broken") from None
    picture.info = {}
    return picture


def _upright(source: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(source)
    except Exception:  # noqa: BLE001  # notes of a camera that cannot be read are no reason to refuse the picture
        return source


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / DARK_SCALE).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            return _opaque(ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode=mode))
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be read is no reason to refuse the picture
    return _opaque(picture.convert(mode))


def _opaque(picture: Image.Image | None) -> Image.Image:
    """Drop a transparency that hides nothing: it doubles the work of every reader's browser."""
    if picture is None:
        raise UnusableError("broken")
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        return picture.convert("RGB")
    return picture


def _scaled(picture: Image.Image, widths: Sequence[int], height: int) -> list[Image.Image]:
    scale = min(1, widths[-1] / picture.width, height / picture.height)
    widest = max(1, round(picture.width * scale))
    chosen = [*(width for width in widths if width < widest), widest]
    tall = [min(height, max(1, round(picture.height * width / picture.width))) for width in chosen]
    made: list[Image.Image] = []
    for size in reversed(list(zip(chosen, tall, strict=True))):
        picture = picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)
        made.insert(0, picture)
    return made


def _squares(picture: Image.Image, widths: Sequence[int], focus: Sequence[int]) -> list[Image.Image]:
    """Cut so that the focal point comes as near to the middle as the edges allow."""
    side = min(picture.size)
    left = _beginning(picture.width, side, focus[0])
    top = _beginning(picture.height, side, focus[1])
    cut = (left, top, left + side, top + side)
    return [picture.resize((width, width), Image.Resampling.LANCZOS, box=cut) for width in widths]


def _beginning(length: int, side: int, focus: int) -> int:
    return min(max(round(length * focus / 100 - side / 2), 0), length - side)


def main(folder: str, job: str) -> None:
    """Do one job and print what came of it."""
    give_up_rights()
    warnings.simplefilter("ignore")  # our own limit of pixels is stricter than the one Pillow warns of
    register_heif_opener(thumbnails=False)
    try:
        answer = make_files(Path(folder), **json.loads(job))
    except UnusableError as fault:
        answer = {"fault": str(fault)}
    except (MemoryError, OSError, ValueError):
        answer = {"fault": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:3])
