"""Every change to files that texts lead to. A file is stored before its row, as pictures are."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, can_speak_as, require
from pikir.audit.actions import forget_words, record
from pikir.kernel.text import strip_controls
from pikir.media.access import held_attachments
from pikir.media.attachments.contents import AttachmentError, kind_of
from pikir.media.attachments.models import FOLDER, TITLE_LENGTH, Attachment
from pikir.media.kinds import ORPHAN_HOURS, UNUSED_DAYS
from pikir.web.rates import spend

SWEEP_ROWS = 500  # rows looked at in one query of the sweep


def add_attachment(*, actor: Viewer, account_id: int, file: File[Any]) -> Attachment:
    """Upload a file for something that will be written.

    Raises AttachmentError or TooFastError, with words for whoever uploaded it, or PermissionDenied.
    """
    require(can_speak_as(actor, account_id))
    spend("file", account_id)
    kind = kind_of(file)
    stem = strip_controls(PurePath(file.name or "").stem).strip()[: TITLE_LENGTH - len(kind) - 1]
    made = Attachment(account_id=account_id, title=f"{stem or 'file'}.{kind}", kind=kind, size=file.size)
    default_storage.save(made.path, file)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            record(actor=actor.user_id, verb="add_attachment", kind="attachment", object_id=made.id)
    except Exception:
        default_storage.delete(made.path)
        raise
    return made


def remove_attachment(*, actor: Viewer, account_id: int, attachment_id: int) -> None:
    """Delete a file that no text leads to. Raises Http404, PermissionDenied, or AttachmentError for one in use."""
    require(can_speak_as(actor, account_id))
    with transaction.atomic():
        found = Attachment.objects.select_for_update().filter(id=attachment_id, account_id=account_id).first()
        if found is None:
            raise Http404
        if held_attachments([found.id]):
            raise AttachmentError(_("A text leads to this file. Take it out of the text first."))
        record(actor=actor.user_id, verb="remove_attachment", kind="attachment", object_id=found.id)
        _delete([found])


def delete_attachments(*, account_id: int) -> None:
    """Delete every file of an account that is given up, inside the caller's transaction."""
    found = list(Attachment.objects.filter(account_id=account_id))
    forget_words(kind="attachment", object_ids=[one.id for one in found])
    _delete(found)


def delete_unused_attachments(*, account_id: int) -> None:
    """Delete the files of an account that no text leads to, inside the caller's transaction."""
    _delete(_unused(list(Attachment.objects.filter(account_id=account_id))))


def sweep_attachments(*, now: datetime) -> tuple[int, int]:
    """Delete files no text leads to, a month after their upload, and what has no row; return how many of each."""
    return _delete_waiting(now - timedelta(days=UNUSED_DAYS)), _delete_orphans(now - timedelta(hours=ORPHAN_HOURS))


def _unused(attachments: list[Attachment]) -> list[Attachment]:
    held = held_attachments([one.id for one in attachments])
    return [one for one in attachments if one.id not in held]


def _delete(attachments: Iterable[Attachment]) -> None:
    """Delete rows now and files after the commit, inside the caller's transaction."""
    gone = [(one.id, one.path) for one in attachments]
    Attachment.objects.filter(id__in=[attachment_id for attachment_id, _path in gone]).delete()
    for _id, path in gone:
        transaction.on_commit(partial(default_storage.delete, path))


def _delete_waiting(moment: datetime) -> int:
    waiting = Attachment.objects.filter(created_at__lt=moment).order_by("id")
    last, deleted = 0, 0
    while batch := list(waiting.filter(id__gt=last)[:SWEEP_ROWS]):
        last = batch[-1].id
        with transaction.atomic():
            unused = _unused(batch)
            _delete(unused)
        deleted += len(unused)
    return deleted


def _delete_orphans(moment: datetime) -> int:
    if not default_storage.exists(FOLDER):
        return 0
    deleted = 0
    for shard in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{shard}")[1]:
            path = f"{FOLDER}/{shard}/{name}"
            if default_storage.get_modified_time(path) >= moment or not name.isdecimal():
                continue
            if not Attachment.objects.filter(id=int(name)).exists():
                default_storage.delete(path)
                deleted += 1
    return deleted
