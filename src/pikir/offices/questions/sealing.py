"""Words and files that the database must not say by itself: sealed by the key that lies beside it."""

import json
from collections.abc import Mapping
from typing import ClassVar

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from pikir.kernel.ids import make_id
from pikir.kernel.seals import seal_of
from pikir.media.answers import NOT_KEPT
from pikir.media.attachments.models import TYPES

FOLDER = "sealed"
PICTURE = "webp"
_TYPES = TYPES | {PICTURE: "image/webp"}


class SealError(ValueError):
    """What is sealed cannot be opened; the message says why."""


class FileError(ValueError):
    """A file cannot be kept; the message is for whoever brought it."""


def seal_words(words: Mapping[str, str]) -> str:
    """Return words as the database keeps them."""
    return seal_of(settings.SEAL_KEY).encrypt(json.dumps(dict(words)).encode()).decode()


def unseal_words(sealed: str) -> dict[str, str]:
    """Return what was sealed; nothing for what was emptied. Raises SealError where the key is another one."""
    if not sealed:
        return {}
    words: dict[str, str] = json.loads(_open(sealed.encode()))
    return words


def _open(token: bytes) -> bytes:
    try:
        return seal_of(settings.SEAL_KEY).decrypt(token)
    except InvalidToken:
        raise SealError(_("The key to it is missing. Whoever runs the square restores it from a backup.")) from None


class SealedFile(models.Model):
    """A file that lies sealed in the folder or bucket of the square. Pictures are made anew before, from pixels alone.

    Its identifier is chance where ``make_id`` would tell the moment in which it came.
    """

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    title = models.TextField()  # the file name it came with, sealed
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()  # in bytes, unsealed

    objects: ClassVar = models.Manager()

    @property
    def path(self) -> str:
        """Where it is stored."""
        return f"{FOLDER}/{self.id % 256:02x}/{self.id}"

    @property
    def content_type(self) -> str:
        """What a browser is told."""
        return _TYPES[self.kind]

    def read_title(self) -> str:
        """The name it is saved under. Raises SealError."""
        return unseal_words(self.title).get("title", "")

    def read(self) -> bytes:
        """What is in it. Raises SealError, also where the file is gone."""
        try:
            with default_storage.open(self.path, "rb") as file:
                return _open(file.read())
        except FileNotFoundError:
            raise SealError(_("The file is gone.")) from None


def sealed_answer(file: SealedFile) -> HttpResponse:
    """Hand a file out to be saved, kept by nobody on the way; the right is the caller's matter. Raises Http404."""
    try:
        title, content = file.read_title(), file.read()
    except SealError:
        raise Http404 from None
    headers = {
        "Content-Disposition": content_disposition_header(True, title) or "attachment",
        "Cache-Control": NOT_KEPT,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content, content_type=file.content_type, headers=headers)
