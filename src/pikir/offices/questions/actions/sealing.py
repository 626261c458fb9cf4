"""Files that are sealed when they come and deleted for good."""

import os
from functools import partial
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from pikir.kernel.ids import make_id
from pikir.kernel.seals import seal_of
from pikir.kernel.text import strip_controls
from pikir.media.attachments.contents import AttachmentError, kind_of
from pikir.media.attachments.models import TITLE_LENGTH, TYPES
from pikir.media.kinds import PictureUse
from pikir.media.workshop import PictureError, made_pictures
from pikir.offices.questions.sealing import PICTURE, FileError, SealedFile, seal_words


def keep_sealed(file: File[Any], *, identifier: int = 0) -> SealedFile:
    """Seal a file and store it, then its row; whoever calls this deletes both if its transaction fails.

    Pictures lose all that is in them beside the picture. Raises FileError.
    """
    stem = strip_controls(PurePath(file.name or "").stem).strip()[: TITLE_LENGTH - 9] or "file"
    kind, content = _cleaned(file)
    title = seal_words({"title": f"{stem}.{kind}"})
    made = SealedFile(id=identifier or make_id(), title=title, kind=kind, size=len(content))
    default_storage.save(made.path, ContentFile(seal_of(settings.SEAL_KEY).encrypt(content)))
    _blur_time(made.path)
    try:
        made.save(force_insert=True)
    except Exception:
        default_storage.delete(made.path)
        raise
    return made


def _blur_time(path: str) -> None:
    """Let a file in a folder say no other time than the day; a bucket keeps its own."""
    try:
        place = default_storage.path(path)
    except NotImplementedError:
        return
    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    os.utime(place, (day, day))


def delete_sealed(file: SealedFile) -> None:
    """Delete a row now and its file after the commit."""
    SealedFile.objects.filter(pk=file.pk).delete()
    transaction.on_commit(partial(default_storage.delete, file.path))


def _cleaned(file: File[Any]) -> tuple[str, bytes]:
    """The kind of a file and what is kept of it."""
    try:
        if PurePath(file.name or "").suffix[1:].lower() in TYPES:
            return kind_of(file), file.read()
        with made_pictures(file, PictureUse.POST) as made:
            return PICTURE, made.files[max(made.files)].read_bytes()
    except (AttachmentError, PictureError) as fault:
        raise FileError(str(fault)) from None
