"""Pictures: what was uploaded, what it shows in words, and where its files are."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from pikir.accounts.models import Account
from pikir.kernel.ids import make_id


class PictureState(models.TextChoices):
    """Whether a picture may be shown."""

    READY = "ready", pgettext_lazy("state of a picture", "ready")
    HIDDEN = "hidden", pgettext_lazy("state of a picture", "hidden")


class Picture(models.Model):
    """One uploaded picture, kept as WebP files of several widths under a name that cannot be guessed."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pictures")
    name = models.CharField(max_length=64, unique=True)  # changes when the picture is hidden
    width = models.PositiveIntegerField()  # of the largest file, pixels
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=1000, blank=True, default="")
    credit = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=8)  # of alt
    size = models.PositiveIntegerField()  # bytes of all files
    sha256 = models.CharField(max_length=64)  # of the uploaded bytes
    state = models.CharField(max_length=8, choices=PictureState.choices, default=PictureState.READY)
    created_at = models.DateTimeField()

    objects: ClassVar = models.Manager()
