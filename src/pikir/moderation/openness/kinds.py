"""What stands in the public log, and its limits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Logged(models.TextChoices):
    """What an entry tells."""

    DECIDED = "decided", _("a decision was made")
    APPEALED = "appealed", _("somebody appealed")
    UPHELD = "upheld", _("after an appeal it stands")
    OVERTURNED = "overturned", _("an appeal overturned it")
    LIFTED = "lifted", _("it holds no longer")


LOG_PAGE = 50  # entries on a page
DUMP_ROWS = 1_000  # entries read at a time for the whole log
DAYS_SHOWN = 40  # in the feed of heads: a month, and a few days for who was away
MONTHS_SHOWN = 36  # reports led to from the page of the log: three years; older ones keep their addresses
FEWEST = 10  # of which a median or a rate is told: of fewer it would say more about one case than about the square
FIRST_YEAR = 2020  # before any square began
