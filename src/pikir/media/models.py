"""Pictures: what was uploaded, by whom, and under which name it is shown."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.kernel.ids import make_id, make_name
from pikir.media.attachments.models import Attachment
from pikir.media.kinds import (
    ALT_LENGTH,
    CAPTION_LENGTH,
    CREDIT_LENGTH,
    NAME_LENGTH,
    PictureState,
    PictureUse,
    address_of,
    cut_of,
    srcset_of,
    widths_of,
)

__all__ = ["Attachment", "FormerName", "Picture"]


class PictureQuerySet(models.QuerySet["Picture"]):
    """The vocabulary of reading pictures."""

    def ready(self) -> Self:
        """Pictures that nobody took down."""
        return self.filter(state=PictureState.READY)


class Picture(models.Model):
    """One uploaded picture. The files are made anew from its pixels alone; nothing of the original file is kept.

    Files are stored under the identifier, so the name in its addresses can change without touching them.
    """

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pictures")  # who uploaded it
    use = models.CharField(max_length=12, choices=PictureUse.choices, default=PictureUse.POST)
    state = models.CharField(max_length=12, choices=PictureState.choices, default=PictureState.READY)
    state_reason = models.TextField(blank=True, default="")  # of hiding; told to the uploader
    blurred = models.BooleanField(default=False, db_default=False)  # by staff: readers open it themselves
    masks = models.JSONField(default=list, db_default=[])  # by staff: parts painted over, see kinds.Mask
    drawn = models.BooleanField(
        default=True, db_default=True
    )  # whether its files have these masks; else nobody sees it
    name = models.CharField(max_length=NAME_LENGTH, unique=True, default=make_name)
    width = models.PositiveIntegerField()  # of the widest file, in pixels
    height = models.PositiveIntegerField()
    alt = models.TextField(max_length=ALT_LENGTH, blank=True, default="")
    caption = models.CharField(max_length=CAPTION_LENGTH, blank=True, default="")
    credit = models.CharField(max_length=CREDIT_LENGTH, blank=True, default="")
    language = models.CharField(max_length=8, default="kk")  # of alt and caption
    format = models.CharField(max_length=8)  # of the original, by its content
    size = models.PositiveIntegerField()  # of all its files, in bytes
    sha256 = models.CharField(max_length=64, db_index=True)  # of the original file
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = PictureQuerySet.as_manager()

    @property
    def widths(self) -> tuple[int, ...]:
        """Widths of its files, in pixels, narrow to wide."""
        return widths_of(self.width, self.use)

    @property
    def cut(self) -> str:
        """What its files are called by beside its identifier: empty as it came, else a hash of what is painted over."""
        return cut_of(self.masks)

    @property
    def src(self) -> str:
        """Address of the widest file."""
        return address_of(self.name, self.width)

    @property
    def thumbnail(self) -> str:
        """Address of the narrowest file."""
        return address_of(self.name, self.widths[0])

    @property
    def srcset(self) -> str:
        """Addresses of all files for the browser to choose from; empty when there is no choice."""
        return srcset_of(self.name, self.widths)


class FormerName(models.Model):
    """A name that a picture gave up when it was hidden or changed: its addresses answer "gone" for ever."""

    name = models.CharField(max_length=NAME_LENGTH, primary_key=True)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="former_names")
