"""Every change to pictures.

The pictures of a file are made, and stored, before the transaction begins: it only writes rows.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.shortcuts import get_object_or_404

from pikir.accounts.access import Viewer, can_edit_profile, can_speak_as, require
from pikir.accounts.actions import set_header, set_picture
from pikir.audit.actions import forget_words, record
from pikir.kernel import events
from pikir.kernel.ids import make_name
from pikir.kernel.languages import LANGUAGES, guess_language
from pikir.kernel.text import strip_controls
from pikir.media import files
from pikir.media.access import can_judge, held_pictures
from pikir.media.events import PictureMoved
from pikir.media.kinds import (
    ALT_LENGTH,
    CAPTION_LENGTH,
    CREDIT_LENGTH,
    FACE,
    MIDDLE,
    ORPHAN_HOURS,
    UNUSED_DAYS,
    Mask,
    PictureState,
    PictureUse,
)
from pikir.media.models import FormerName, Picture
from pikir.media.workshop import made_pictures
from pikir.web.rates import spend

SWEEP_ROWS = 500  # rows looked at in one query of the sweep


def add_picture(
    *,
    actor: Viewer,
    account_id: int,
    file: File[Any],
    alt: str,
    language: str = "",
    caption: str = "",
    credit: str = "",
) -> Picture:
    """Upload a picture for something that will be written. ``language`` is that of the words; empty: guessed.

    Raises PictureError or TooFastError, with words for whoever uploaded it, or PermissionDenied.
    """
    require(can_speak_as(actor, account_id))
    spend("picture", account_id)
    words: dict[str, Any] = {"alt": alt, "language": language, "caption": caption, "credit": credit}
    picture = _make_picture(account_id, file, PictureUse.POST, **words)
    with _files_go_with(picture), transaction.atomic():
        picture.save(force_insert=True)
        record(actor=actor.user_id, verb="add_picture", kind="picture", object_id=picture.id, account_id=account_id)
    return picture


def keep_picture(
    *, account_id: int, file: File[Any], alt: str = "", language: str = "", caption: str = "", credit: str = ""
) -> Picture:
    """Keep a picture that nobody uploads: of an import or the demo. Raises PictureError."""
    words: dict[str, Any] = {"alt": alt, "language": language, "caption": caption, "credit": credit}
    picture = _make_picture(account_id, file, PictureUse.POST, **words)
    with _files_go_with(picture):
        picture.save(force_insert=True)
    return picture


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture of the square's own making: ``draw`` returns the bytes of its file when they are needed."""

    account_id: int
    draw: Callable[[], bytes]
    use: PictureUse = PictureUse.POST
    alt: str = ""
    language: str = ""


def keep_drawings(*, drawings: Iterable[Drawing]) -> list[Picture]:
    """Draw and keep many pictures, as many at a time as there are processors, in their order. Raises PictureError."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        pictures = list(pool.map(_make_drawing, drawings))
    return Picture.objects.bulk_create(pictures)


def describe_pictures(*, account_id: int, words: Mapping[int, str], language: str) -> None:
    """Let pictures that came without words take those of the text that shows them, inside the caller's transaction."""
    for picture in Picture.objects.filter(account_id=account_id, id__in=tuple(words), alt=""):
        picture.alt, picture.language = words[picture.id][:ALT_LENGTH], language
        picture.save(update_fields=["alt", "language"])


def set_portrait(
    *, actor: Viewer, account_id: int, file: File[Any], alt: str = "", focus: tuple[int, int] = FACE
) -> Picture:
    """Make a file the portrait of an account, cut around ``focus``, in place of the one it has.

    Raises PictureError or PermissionDenied.
    """
    require(can_edit_profile(actor, account_id))
    spend("picture", account_id)
    picture = _make_picture(account_id, file, PictureUse.PORTRAIT, focus=focus, alt=alt)
    with _files_go_with(picture), transaction.atomic():
        _delete_used(account_id, PictureUse.PORTRAIT)
        picture.save(force_insert=True)
        set_picture(actor=actor, account_id=account_id, name=picture.name, alt=picture.alt)
    return picture


def remove_portrait(*, actor: Viewer, account_id: int) -> None:
    """Take the portrait of an account away. Raises PermissionDenied."""
    with transaction.atomic():
        set_picture(actor=actor, account_id=account_id, name="", alt="")
        _delete_used(account_id, PictureUse.PORTRAIT)


def set_header_picture(
    *, actor: Viewer, account_id: int, file: File[Any], alt: str = "", focus: tuple[int, int] = MIDDLE
) -> Picture:
    """Make a file the header of an account's page, in place of the one it has; it is kept whole and cut when shown.

    Raises PictureError or PermissionDenied.
    """
    require(can_edit_profile(actor, account_id))
    spend("picture", account_id)
    picture = _make_picture(account_id, file, PictureUse.HEADER, alt=alt)
    with _files_go_with(picture), transaction.atomic():
        _delete_used(account_id, PictureUse.HEADER)
        picture.save(force_insert=True)
        set_header(
            actor=actor, account_id=account_id, name=picture.name, width=picture.width, alt=picture.alt, focus=focus
        )
    return picture


def remove_header_picture(*, actor: Viewer, account_id: int) -> None:
    """Take the header of an account's page away. Raises PermissionDenied."""
    with transaction.atomic():
        set_header(actor=actor, account_id=account_id, name="")
        _delete_used(account_id, PictureUse.HEADER)


def delete_faces(*, account_id: int) -> None:
    """Delete the portraits and headers of an account that is given up, inside the caller's transaction."""
    _delete_used(account_id, PictureUse.PORTRAIT)
    _delete_used(account_id, PictureUse.HEADER)


def delete_pictures(*, account_id: int) -> None:
    """Delete every picture of an account that is given up, inside the caller's transaction."""
    pictures = list(Picture.objects.filter(account_id=account_id))
    forget_words(kind="picture", object_ids=[picture.id for picture in pictures])
    _delete(pictures)


def delete_given_pictures(*, picture_ids: Collection[int]) -> None:
    """Delete pictures that nobody but a few ever saw, inside the caller's transaction."""
    forget_words(kind="picture", object_ids=picture_ids)
    _delete(list(Picture.objects.filter(id__in=picture_ids)))


def delete_unshown_pictures(*, account_id: int) -> None:
    """Delete the pictures of an account that nothing shows, inside the caller's transaction."""
    pictures = list(Picture.objects.filter(account_id=account_id, use=PictureUse.POST))
    held = held_pictures([picture.id for picture in pictures])
    _delete([picture for picture in pictures if picture.id not in held])


def hide_picture(*, actor: Viewer, picture_id: int, reason: str) -> Picture:
    """Hide a picture from all but its uploader and moderators; its old addresses are gone for ever.

    The reason is told to the uploader. Raises PermissionDenied or Http404.
    """
    with transaction.atomic():
        picture = _picture_to_judge(actor, picture_id, PictureState.READY)
        FormerName.objects.create(name=picture.name, picture=picture)
        picture.name, picture.state, picture.state_reason = make_name(), PictureState.HIDDEN, reason
        picture.save(update_fields=["name", "state", "state_reason"])
        _tell(actor, "hide_picture", picture, reason)
    return picture


def restore_picture(*, actor: Viewer, picture_id: int, reason: str) -> Picture:
    """Show a hidden picture again, under the name it got when it was hidden. Raises PermissionDenied or Http404."""
    with transaction.atomic():
        picture = _picture_to_judge(actor, picture_id, PictureState.HIDDEN)
        picture.state, picture.state_reason = PictureState.READY, reason
        picture.save(update_fields=["state", "state_reason"])
        _tell(actor, "restore_picture", picture, reason)
    return picture


def readdress_picture(*, picture_id: int) -> None:
    """Give a picture that fewer shall see another address, inside the caller's transaction: the old one is gone."""
    picture = Picture.objects.select_for_update().get(id=picture_id)
    FormerName.objects.create(name=picture.name, picture=picture)
    picture.name = make_name()
    picture.save(update_fields=["name"])
    events.send(PictureMoved(picture_id=picture.id, verb="readdress_picture"))


def blur_picture(*, actor: Viewer, picture_id: int, blurred: bool, reason: str) -> Picture:
    """Have a picture drawn as a way to it that readers open themselves, or plainly again.

    Its old addresses are gone, so that nothing kept elsewhere shows it. Raises PermissionDenied or Http404.
    """
    with transaction.atomic():
        picture = _picture_to_judge(actor, picture_id, PictureState.READY)
        FormerName.objects.create(name=picture.name, picture=picture)
        picture.name, picture.blurred = make_name(), blurred
        picture.save(update_fields=["name", "blurred"])
        _tell(actor, "blur_picture" if blurred else "unblur_picture", picture, reason)
    return picture


def mask_picture(*, actor: Viewer, picture_id: int, masks: Sequence[Mask], reason: str) -> Picture:
    """Have parts of a picture painted over, these and no others; without masks it is as it came.

    Its old addresses are gone, and nobody sees it until its files are drawn. Raises PermissionDenied or Http404.
    """
    with transaction.atomic():
        picture = _picture_to_judge(actor, picture_id, PictureState.READY, PictureState.HIDDEN)
        FormerName.objects.create(name=picture.name, picture=picture)
        picture.name, picture.masks, picture.drawn = make_name(), [list(mask) for mask in masks], False
        picture.save(update_fields=["name", "masks", "drawn"])
        _tell(actor, "mask_picture" if masks else "unmask_picture", picture, reason)
    return picture


def sweep_pictures(*, now: datetime) -> tuple[int, int]:
    """Delete pictures nothing shows, a month after their upload, and files without a row; return how many of each."""
    return _delete_unused(now - timedelta(days=UNUSED_DAYS)), _delete_orphans(now - timedelta(hours=ORPHAN_HOURS))


def _make_picture(
    account_id: int,
    file: File[Any],
    use: PictureUse,
    our_own: bool = False,
    /,
    focus: tuple[int, int] = FACE,
    **words: str,
) -> Picture:
    """Return an unsaved picture whose files are stored."""
    texts = {name: strip_controls(text) for name, text in words.items()}
    language = texts.get("language", "")
    if language not in LANGUAGES:
        language = guess_language(texts["alt"], settings.LANGUAGE_CODE)
    with made_pictures(file, use, focus=focus, our_own=our_own) as made:
        picture = Picture(
            account_id=account_id,
            use=use,
            width=made.width,
            height=made.height,
            alt=texts["alt"][:ALT_LENGTH],
            caption=texts.get("caption", "")[:CAPTION_LENGTH],
            credit=texts.get("credit", "")[:CREDIT_LENGTH],
            language=language,
            format=made.format,
            size=made.size,
            sha256=made.sha256,
        )
        with _files_go_with(picture):
            files.store(picture.id, made.files)
    return picture


def _make_drawing(drawing: Drawing) -> Picture:
    file = ContentFile(drawing.draw())
    words: dict[str, Any] = {"alt": drawing.alt, "language": drawing.language}
    return _make_picture(drawing.account_id, file, drawing.use, True, **words)


@contextmanager
def _files_go_with(picture: Picture) -> Iterator[None]:
    """Delete the stored files of a picture whose row could not be written."""
    try:
        yield
    except Exception:
        files.delete(files.paths_of(picture))
        raise


def _delete_used(account_id: int, use: PictureUse) -> None:
    _delete(list(Picture.objects.filter(account_id=account_id, use=use)))


def _delete(pictures: list[Picture]) -> None:
    """Delete rows now and files after the commit, inside the caller's transaction."""
    Picture.objects.filter(id__in=[picture.id for picture in pictures]).delete()
    for picture in pictures:
        transaction.on_commit(partial(files.delete, files.paths_of(picture)))


def _picture_to_judge(actor: Viewer, picture_id: int, *states: PictureState) -> Picture:
    picture = get_object_or_404(Picture.objects.select_for_update(), id=picture_id, state__in=states)
    require(can_judge(actor, picture))
    return picture


def _tell(actor: Viewer, verb: str, picture: Picture, reason: str) -> None:
    record(
        actor=actor.user_id,
        verb=verb,
        kind="picture",
        object_id=picture.id,
        account_id=picture.account_id,
        reason=reason,
    )
    events.send(PictureMoved(picture_id=picture.id, verb=verb))


def _delete_unused(moment: datetime) -> int:
    waiting = Picture.objects.ready().filter(use=PictureUse.POST, created_at__lt=moment).order_by("id")
    last, deleted = 0, 0
    while batch := list(waiting.filter(id__gt=last)[:SWEEP_ROWS]):
        last = batch[-1].id
        with transaction.atomic():
            held = held_pictures([picture.id for picture in batch])
            unused = [picture for picture in batch if picture.id not in held]
            _delete(unused)
        deleted += len(unused)
    return deleted


def _delete_orphans(moment: datetime) -> int:
    """Delete files without a row, and those of a row that is shown otherwise now."""
    deleted = 0
    for picture_id, path in files.stored_before(moment):
        picture = Picture.objects.filter(id=picture_id).first()
        if picture is None or path not in files.paths_of(picture):
            files.delete([path])
            deleted += 1
    return deleted
