"""Whether an uploaded file is what its name says; what may run on somebody's machine is refused."""

import zipfile
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from pikir.media.attachments.models import BYTES, TYPES

_PARTS = {"odt": "content.xml", "docx": "word/document.xml", "xlsx": "xl/workbook.xml"}  # what each must hold


class AttachmentError(ValueError):
    """A file cannot be kept; the message is for whoever uploaded it."""


def kind_of(file: File[Any]) -> str:
    """Return the kind of a file, by its name and by what is in it. Raises AttachmentError."""
    kind = PurePath(file.name or "").suffix[1:].lower()
    if kind not in TYPES:
        kinds = ", ".join(one.upper() for one in TYPES)
        raise AttachmentError(_("This kind of file cannot be added. These can: %(kinds)s.") % {"kinds": kinds})
    if file.size > BYTES:
        megabytes = BYTES // (1024 * 1024)
        raise AttachmentError(_("The file is larger than %(megabytes)s MB.") % {"megabytes": megabytes})
    file.seek(0)
    if not file.size or not _is(kind, file):
        raise AttachmentError(_("What is in the file is not what its name says, or it has macros."))
    file.seek(0)
    return kind


def _is(kind: str, file: File[Any]) -> bool:
    if kind == "pdf":
        return bool(file.read(5) == b"%PDF-")
    if kind in ("csv", "txt"):
        return _is_text(file.read())
    try:
        with zipfile.ZipFile(file) as folder:  # only its list is read: nothing is unpacked
            names = {name.lower() for name in folder.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        return False
    return kind == "zip" or _PARTS[kind] in names


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
