"""Uses, states and limits of pictures, and how a picture is addressed."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.db import models
from django.utils.translation import pgettext_lazy


class PictureUse(models.TextChoices):
    """What a picture was uploaded for; decides how it is cut."""

    POST = "post", pgettext_lazy("use of a picture", "post")
    PORTRAIT = "portrait", pgettext_lazy("use of a picture", "portrait")
    HEADER = "header", pgettext_lazy("use of a picture", "header")


class PictureState(models.TextChoices):
    """Whether a picture may be shown."""

    READY = "ready", pgettext_lazy("state of a picture", "ready")
    HIDDEN = "hidden", pgettext_lazy("state of a picture", "hidden")


UPLOAD_BYTES = 16 * 1024 * 1024  # a phone's largest photo with room to spare
UPLOAD_PIXELS = 33_200_000  # 7680 × 4320; decoded in full colour that is 130 MB
FACE = (50, 40)  # where a portrait is cut from unless someone says: the middle, a little above it, where faces are
MIDDLE = (50, 50)
WIDTHS = (480, 960, 1600)  # a phone, a phone with a sharp screen, a desk; wider is not seen in a column of text
HEIGHT_MAX = 8_192  # a long drawing stays whole; WebP itself ends at 16,383
PORTRAIT_WIDTHS = (64, 192)  # beside a name, on a profile (both for sharp screens)
ALT_LENGTH = 1_500  # a careful description of a chart
CAPTION_LENGTH = 500  # one or two sentences below a picture
CREDIT_LENGTH = 200  # who made it, where it is from
NAME_LENGTH = 32  # hexadecimal digits, 128 bits of chance
CUT_LENGTH = 16  # hexadecimal digits in the paths of files, where each differs from the few others of one picture
UNUSED_DAYS = 30  # how long an uploaded picture may wait to be used in something
ORPHAN_HOURS = 6  # how long files without a row are left alone; an upload takes seconds
DECODE_SECONDS = 25  # how long an upload waits for its pictures; the process that makes them ends itself before


# A part of a picture that is painted over: left, top, width and height in thousandths of the picture.
Mask = Sequence[int]


def cut_of(masks: Sequence[Mask]) -> str:
    """Return what the files of a picture with these masks are called by; empty without any."""
    return sha256(json.dumps([list(mask) for mask in masks]).encode()).hexdigest()[:CUT_LENGTH] if masks else ""


def widths_of(width: int, use: str) -> tuple[int, ...]:
    """Return the widths, in pixels, in which a picture is kept; never wider than it is."""
    if use == PictureUse.PORTRAIT:
        return PORTRAIT_WIDTHS
    return (*(narrower for narrower in WIDTHS if narrower < width), width)


def address_of(name: str, width: int) -> str:
    """Return the address of one width of a picture or portrait; empty for an empty name."""
    return f"/media/{name}-{width}.webp" if name else ""


def srcset_of(name: str, widths: Iterable[int]) -> str:
    """Return all files of a picture for the browser to choose from; empty when there is no choice."""
    files = [f"{address_of(name, width)} {width}w" for width in widths]
    return ", ".join(files) if len(files) > 1 else ""
