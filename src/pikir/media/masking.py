"""Parts of pictures painted over in every file, and the files as they came, sealed until they are put back.

The row says what is wanted (``Picture.masks``) and whether the files are so (``drawn``); until they are, nobody is
sent any. Each step may be repeated and broken off: what lies in plain sight goes last, and only once its seal holds.
"""

from io import BytesIO

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction

from pikir.kernel.seals import seal_of
from pikir.media import files
from pikir.media.models import Picture


def draw_masks(*, picture_id: int) -> None:
    """Make the files of a picture as its masks say, and let it be seen; safe to run twice and at the same time."""
    picture = Picture.objects.filter(id=picture_id, drawn=False).first()
    if picture is None:
        return
    made = _painted(picture) if picture.masks else {width: _original(picture, width) for width in picture.widths}
    for width, content in made.items():
        files.replace(files.path_of(picture.id, width, picture.cut), content)
    with transaction.atomic():
        row = Picture.objects.select_for_update().filter(id=picture.id, drawn=False).first()
        if row is None or row.masks != picture.masks:  # decided otherwise meanwhile; these files are swept
            return
        row.drawn, row.size = True, sum(map(len, made.values()))
        row.save(update_fields=["drawn", "size"])
        files.delete(files.stored_of(row.id) - files.paths_of(row))  # under the lock: nobody draws it otherwise now


def forget_original(*, picture_id: int) -> None:
    """Delete the sealed files of a picture that stays as it is for good."""
    draw_masks(picture_id=picture_id)
    picture = Picture.objects.filter(id=picture_id).first()
    if picture is not None and picture.masks:
        files.delete(files.sealed_path_of(picture.id, width) for width in picture.widths)


def _painted(picture: Picture) -> dict[int, bytes]:
    """The files painted over; what they were lies sealed by then."""
    from pikir.media.decode import paint_over  # decoders weigh tens of megabytes; web processes do without them

    for width in picture.widths:
        if _unsealed(picture, width) is None:
            sealed = seal_of(settings.SEAL_KEY).encrypt(_original(picture, width))
            files.replace(files.sealed_path_of(picture.id, width), sealed)
    return paint_over(BytesIO(_original(picture, picture.width)), picture.masks, picture.widths)


def _original(picture: Picture, width: int) -> bytes:
    """One file as it came: from below its seal, or where none holds, as it lies in plain sight."""
    return _unsealed(picture, width) or files.read(files.path_of(picture.id, width))


def _unsealed(picture: Picture, width: int) -> bytes | None:
    """What lies below a seal; None where there is none, or it was broken off while it was written."""
    try:
        token = files.read(files.sealed_path_of(picture.id, width))
        return seal_of(settings.SEAL_KEY).decrypt(token)
    except (FileNotFoundError, InvalidToken):
        return None
