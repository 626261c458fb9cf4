"""Categories of notices, ways to be told, and limits, each with its reason."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    """What notices are about, as a reader sorts them."""

    COMMENT = "comment", _("Comments")
    MENTION = "mention", _("Mentions")
    REQUEST = "request", pgettext_lazy("notifications", "Requests")
    FOLLOW = "follow", pgettext_lazy("notifications", "Followers")
    ORGANISATION = "organisation", _("Organisations")
    QUESTION = "question", pgettext_lazy("notifications", "Questions to offices")
    REACTION = "reaction", pgettext_lazy("notifications", "Reactions")
    DECISION = "decision", pgettext_lazy("notifications", "Decisions")
    SECURITY = "security", pgettext_lazy("notifications", "Security")


class Way(models.TextChoices):
    """How somebody wants to be told."""

    MAIL = "mail", _("here and by e-mail")
    INBOX = "inbox", _("only here")
    OFF = "off", _("not at all")


# Until the reader decides. Where somebody waits for an answer a letter is right; a new follower can wait.
WAYS = {
    Category.COMMENT: Way.MAIL,
    Category.MENTION: Way.MAIL,
    Category.REQUEST: Way.MAIL,
    Category.FOLLOW: Way.INBOX,
    Category.ORGANISATION: Way.MAIL,
    Category.QUESTION: Way.MAIL,
    Category.REACTION: Way.INBOX,
    Category.DECISION: Way.INBOX,
    Category.SECURITY: Way.INBOX,
}
# Decisions and warnings are always told, and the rooms that make them write the letters themselves, at once.
CHOOSABLE = (
    Category.COMMENT,
    Category.MENTION,
    Category.REQUEST,
    Category.FOLLOW,
    Category.ORGANISATION,
    Category.QUESTION,
    Category.REACTION,
)

PAGE = 30  # groups on one page of the inbox
MEMBERS = 100  # newest notices of a group that are read to draw it; beyond that "99+" says enough
COUNT_MAX = 99  # what the bar can show; counting on would cost more than anybody learns
TITLE_LENGTH = 80  # of what a notice is about, inside its sentence
WORDS_LENGTH = 200  # of what was said, below it

LETTER_AFTER = timedelta(minutes=15)  # who is here reads it here
LETTER_PAUSE = timedelta(hours=1)  # at most one letter an hour
LETTER_UNTIL = timedelta(days=1)  # after a longer standstill of the square nobody needs yesterday's news by mail
LETTERS_AT_ONCE = 500  # in one round of five minutes; the rest has its turn in the next
LINES = 50  # notices in one letter
TOLD_LATE = timedelta(hours=1)  # from then on a notice is sorted by when it happened: an import brings old news
KEEP_READ = timedelta(days=90)
KEEP_UNREAD = timedelta(days=365)  # whoever was away for a year starts afresh
