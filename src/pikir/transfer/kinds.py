"""States and limits of personal archives, each with its reason."""

from datetime import timedelta

from django.db import models
from django.utils.translation import pgettext_lazy


class ArchiveState(models.TextChoices):
    """How far a personal archive is."""

    MAKING = "making", pgettext_lazy("state of an archive", "being made")
    READY = "ready", pgettext_lazy("state of an archive", "ready")


ARCHIVE_KEPT = timedelta(days=7)  # to fetch it; a forgotten copy of a whole life should not lie about
ARCHIVE_MAKING = timedelta(days=1)  # who waited for so long may ask again: what made it has failed
EVERY_ROWS = 500  # rows between two looks whether the archive is still wanted
