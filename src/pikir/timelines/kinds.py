"""Places of the front page, the hands that may fill them, and the measures of its formulas, each with its reason."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Place(models.TextChoices):
    """Where on the front page a slot is."""

    LEAD = "lead", pgettext_lazy("place on the front page", "lead")
    CHOICE = "choice", pgettext_lazy("place on the front page", "read today")
    STRIP = "strip", pgettext_lazy("place on the front page", "photo strip")
    TALKED = "talked", pgettext_lazy("place on the front page", "most discussed")
    READ = "read", pgettext_lazy("place on the front page", "most read")
    WOKEN = "woken", pgettext_lazy("place on the front page", "waking up")
    OTHER = "other", pgettext_lazy("place on the front page", "from the other side")
    OVERDUE = "overdue", pgettext_lazy("place on the front page", "overdue")
    COLUMN = "column", pgettext_lazy("place on the front page", "column")
    NEWEST = "newest", pgettext_lazy("place on the front page", "newest")


class Hand(models.TextChoices):
    """Who or what put a post into a slot; shown on every slot."""

    EDITOR = "editor", pgettext_lazy("hand", "editor")
    NEWEST = "newest", pgettext_lazy("hand", "newest")
    TALKED = "talked", pgettext_lazy("hand", "most discussed")
    READ = "read", pgettext_lazy("hand", "most read")
    WOKEN = "woken", pgettext_lazy("hand", "waking up")
    OTHER = "other", pgettext_lazy("hand", "from the other side")
    OVERDUE = "overdue", pgettext_lazy("hand", "a duty that is overdue")


class Formula(models.TextChoices):
    """What is counted for the front page. Each fills the place of its name and has a page with its numbers.

    What is overdue a room above counts, which knows what is owed.
    """

    TALKED = "talked", _("Most discussed")
    READ = "read", _("Most read")
    WOKEN = "woken", _("Waking up")
    OTHER = "other", _("From the other side")
    OVERDUE = "overdue", _("Longest overdue")


PLACE_SIZES = {Place.LEAD: 1, Place.CHOICE: 6, Place.STRIP: 4}  # what editors fill
FORMULA_SIZES = {
    Formula.OVERDUE: 3,
    Formula.WOKEN: 2,
    Formula.OTHER: 3,
    Formula.TALKED: 2,
    Formula.READ: 5,
}  # slots; the rarest first
COLUMNS_SHOWN = 4  # one row of a wide page
COLUMN_SIZE = 3  # posts of each column: the first with its beginning, the others as headlines
COLUMN_DAYS = timedelta(days=14)  # how long an editor's choice leads a column: then it is the newest that does
WIRE_SIZE = 10  # newest posts beside the lead
NEWEST_READ = 60  # newest posts looked at for all that is filled by time
STRIP_LEAST = 3  # pictures without which a strip is no strip
REASON_LENGTH = 300

RANKED = 20  # rows of a formula that are kept and shown: what stands, and what nearly did
READ_HOURS = 24  # reads that count: one day, so that every hour of the day has its readers
READS_LEAST = 3  # below which "most read" says nothing
TALK_WINDOW = timedelta(hours=48)  # an evening's talk is still there the next evening
TALKERS_LEAST = 3  # people: two who quarrel are not the square
WOKEN_AGE = timedelta(days=7)  # what is younger never slept
WOKEN_WINDOW = timedelta(hours=48)
WOKEN_DAYS = 16  # the two days that count, and a fortnight before them to compare with
WOKEN_PEOPLE = 3  # who come back to it: one reader of an archive wakes nobody
WOKEN_TIMES = 2.0  # as much as usual
WOKEN_QUIET = 0.5  # acts in two days below which usual is not counted: else one comment is infinitely many times none
OTHER_WINDOW = timedelta(days=7)  # supports that bring a post in
OTHER_MEMORY = timedelta(days=90)  # supports that tell what somebody usually supports
OTHER_PEOPLE = 5  # supporters whose other supports are known: of fewer nothing can be said
OTHER_DOUBT = 5  # supporters at which a result counts half: few say little
OTHER_LOOKED = 40  # posts compared, those with most supporters in the window
OTHER_SAMPLE = 30  # supporters of each that are compared, the last ones: the work grows by its square
OTHER_KNOWN = 200  # supports of each person that are compared, the last ones

VERSIONS_KEPT = timedelta(days=35)  # every version; of older days the last one of each hour is kept
VERSIONS_LISTED = 50  # on one page
WEEK = timedelta(days=7)
READS_SHOWN = 30  # days that authors see
DEPTHS = ("opened", "half", "most", "whole")  # how far a text was read: less than half of it, to be exact, first
DEPTH_COOKIE = "depth"  # set where a reader allows it; also read by web/static/web/shell.js
