"""Places of the front page and the hands that may fill them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Place(models.TextChoices):
    """Where on the front page a slot is."""

    LEAD = "lead", pgettext_lazy("place on the front page", "lead")
    CHOICE = "choice", pgettext_lazy("place on the front page", "read today")
    STRIP = "strip", pgettext_lazy("place on the front page", "photo strip")


class Hand(models.TextChoices):
    """Who or what put a post into a slot; shown on every slot."""

    EDITOR = "editor", pgettext_lazy("hand", "editor")
    NEWEST = "newest", pgettext_lazy("hand", "newest")


PLACE_SIZES = {Place.LEAD: 1, Place.CHOICE: 6, Place.STRIP: 6}
WIRE_SIZE = 12  # newest posts beside the editors' choice
RECENT_SIZE = 12  # newest posts as cards below
REASON_LENGTH = 300
