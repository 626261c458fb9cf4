"""Files that come with a letter: pictures become photos of the question, the rest is left out and the sender told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pikir.kernel.text import strip_controls
from pikir.mail.incoming import IncomingFile
from pikir.media.actions import delete_given_pictures, keep_picture
from pikir.media.workshop import PictureError
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.kinds import MOST, OF_A_LETTER, Photo
from pikir.web.rates import TooFastError, spend

NAME_SHOWN = 60  # signs of a file name that a letter repeats to its own sender


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A file that is not taken: its name, and why."""

    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Files:
    """What became of the files of a letter."""

    photos: tuple[Photo, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def take_pictures(files: Sequence[IncomingFile], *, question: Question, account_id: int) -> Files:
    """Make closed photos of the pictures among the files, as of any upload; it takes long, so before a transaction."""
    photos, left_out = [], []
    room = min(OF_A_LETTER, MOST - question.photo_count)
    for place, file in enumerate(files):  # what is no picture costs a look too, so it counts
        try:
            if place >= room:
                raise PictureError(_("There are too many: %(most)s of a letter are looked at.") % {"most": room})
            spend("picture", account_id)
            made = keep_picture(
                account_id=account_id,
                file=ContentFile(file.content),
                alt=_("A photo that came by letter"),
                language=get_language() or "",
            )
        except (PictureError, TooFastError) as fault:
            left_out.append(_left(file, str(fault)))
        else:
            photos.append(Photo(picture_id=made.pk))
    return Files(photos=tuple(photos), left_out=tuple(left_out))


def leave_out(files: Sequence[IncomingFile], why: str) -> Files:
    """Take none of the files."""
    return Files(left_out=tuple(_left(file, why) for file in files))


def forget_pictures(files: Files) -> None:
    """Delete the pictures of a letter that was not taken."""
    with transaction.atomic():
        delete_given_pictures(picture_ids={one.picture_id for one in files.photos})


def _left(file: IncomingFile, why: str) -> LeftOut:
    return LeftOut(name=strip_controls(file.name).strip()[:NAME_SHOWN], why=why)
