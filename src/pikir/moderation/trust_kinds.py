"""Levels of trust, what they ask for and what newcomers are limited to: each number with its reason.

Trust is earned by what everyone can see: days, what one says, who supports it, what became of one's reports. Reading
earns nothing, since nobody here keeps who reads what.
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import pgettext_lazy


class Level(models.IntegerChoices):
    """How well the square knows somebody."""

    NEWCOMER = 0, pgettext_lazy("level of trust", "newcomer")
    MEMBER = 1, pgettext_lazy("level of trust", "member")
    TRUSTED = 2, pgettext_lazy("level of trust", "trusted member")


class Said(models.TextChoices):
    """What a rule about waiting is about."""

    ALL = "all", pgettext_lazy("hold rule", "texts and comments")
    TEXTS = "texts", pgettext_lazy("hold rule", "texts")
    COMMENTS = "comments", pgettext_lazy("hold rule", "comments")


MEMBER_DAYS = 3  # since the sign-up: most accounts that are made for spam are used on their first day
MEMBER_SAID = 5  # posts, comments and upheld reports: enough to be met by somebody who would report them
MEMBER_ACTIVE = 2  # different days with something said: not all of it in one rush
TRUSTED_DAYS = 60  # two months: longer than a campaign that is bought
TRUSTED_SAID = 50  # of the last half year: a voice that others know
TRUSTED_ACTIVE = 15  # different days of the last half year: somebody who comes back
TRUSTED_SUPPORTERS = 10  # different people who supported any of it: friends alone are fewer
REPORTS_JUDGED = 5  # answered reports of the last half year from which on their record counts
REPORTS_RIGHT = 0.5  # share of them that must have been right for trust: every second one
COUNTED = timedelta(days=180)  # what is older neither earns trust nor costs it
STRIKE = timedelta(days=90)  # for so long a decision keeps its author from being trusted
TWO_STRIKES = 2  # decisions within STRIKE that make somebody a newcomer again

NEWCOMER_LINKS = 3  # to other places in one text: a source, its answer and one more; spam lives by links
NEWCOMER_MENTIONS = 5  # of people in one text: a family table; spam calls strangers by the dozen
NEWCOMER_PICTURES = 10  # in one text: a walk through the town

RECOUNT_AFTER = timedelta(days=7)  # when a standing is counted again although nobody said anything
RECOUNT_BATCH = 500  # accounts in one run of the job: a few seconds
REASON_LENGTH = 300  # two sentences
HOLD_FIRST = 50  # the greatest number of first texts that a rule may name
