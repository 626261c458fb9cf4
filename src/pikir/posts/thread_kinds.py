"""Stances, orders and circles of threads and reactions, and their limits, each with its reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stance(models.TextChoices):
    """What a comment is to what its root says, as its author declares."""

    FOR = "for", pgettext_lazy("stance", "for")
    AGAINST = "against", pgettext_lazy("stance", "against")
    NEUTRAL = "neutral", pgettext_lazy("stance", "neutral")
    QUESTION = "question", pgettext_lazy("stance", "question")


class Sort(models.TextChoices):
    """The order of what answers the root. What is said below that always stands below it, the oldest first."""

    OLDEST = "oldest", pgettext_lazy("order of comments", "Oldest")
    NEWEST = "newest", pgettext_lazy("order of comments", "Newest")
    BEST = "best", pgettext_lazy("order of comments", "Best")


class ShareCircle(models.TextChoices):
    """Who may share and quote what an account says to everyone."""

    EVERYONE = "everyone", _("everyone")
    FOLLOWERS = "followers", _("my followers")
    NOBODY = "nobody", _("nobody")


SLOW_STEPS = (0, 60, 300, 900, 3600)  # seconds between two comments of one account below one post; 0: none
BRANCH_PAGE = 40  # branches on a page of the newest or the best; with their answers as many as in the plain order
SIDE_SIZE = 5  # best comments of a stance in the two-sided view: what two columns hold without scrolling for ever
FOLDERS_KEPT = 50  # of one account; more is another list to search in
FOLDER_LENGTH = 60  # of a folder's name, as a name of a person
BOOKMARKS_MOVED = 100  # with one touch: more than a page shows
COUNT_CHUNK = 500  # posts whose counters are compared in one transaction
CHECKS_KEPT = 90  # nights of comparing whose outcome is kept
QUOTING_TOUCHED = 100  # pages of quoting posts made fresh at once; others are a second late
