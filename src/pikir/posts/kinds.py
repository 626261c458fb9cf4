"""Kinds, states and limits of posts, and the ways a post may move from state to state."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PostKind(models.TextChoices):
    """What was said. Every kind is a post, so everything that can be done to one can be done to all."""

    NOTE = "note", pgettext_lazy("kind of post", "note")
    ENTRY = "entry", pgettext_lazy("kind of post", "entry")
    ESSAY = "essay", pgettext_lazy("kind of post", "photo essay")
    VIDEO = "video", pgettext_lazy("kind of post", "video")
    EPISODE = "episode", pgettext_lazy("kind of post", "episode")
    QUESTION = "question", pgettext_lazy("kind of post", "question")
    ANSWER = "answer", pgettext_lazy("kind of post", "answer")
    DOCUMENT = "document", pgettext_lazy("kind of post", "document")
    STATEMENT = "statement", pgettext_lazy("kind of post", "statement")
    COMMENT = "comment", pgettext_lazy("kind of post", "comment")


class State(models.TextChoices):
    """Whether a post may be seen now; a kind's own life is in its own tables."""

    DRAFT = "draft", pgettext_lazy("state of a post", "draft")
    SCHEDULED = "scheduled", pgettext_lazy("state of a post", "scheduled")
    HELD = "held", pgettext_lazy("state of a post", "held for review")
    PUBLISHED = "published", pgettext_lazy("state of a post", "published")
    HIDDEN = "hidden", pgettext_lazy("state of a post", "hidden")
    REMOVED = "removed", pgettext_lazy("state of a post", "removed")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a post", "withdrawn by the author")


class Visibility(models.TextChoices):
    """Who may see a published post."""

    PUBLIC = "public", _("everyone")
    UNLISTED = "unlisted", _("whoever has the address")
    FOLLOWERS = "followers", _("followers")
    MEMBERS = "members", _("members")
    PRIVATE = "private", _("only you")


class NoticeKind(models.TextChoices):
    """What an author says publicly about an own published text, at its head."""

    CORRECTION = "correction", _("Correction")
    RETRACTION = "retraction", _("Retraction")


@dataclass(frozen=True)
class Transition:
    """One way from state to state: where it may begin, where it ends, whether only staff may take it."""

    sources: frozenset[State]
    target: State
    by_staff: bool = False


TRANSITIONS = {
    "publish": Transition(frozenset({State.DRAFT, State.SCHEDULED}), State.PUBLISHED),
    "schedule": Transition(frozenset({State.DRAFT, State.SCHEDULED}), State.SCHEDULED),
    "unschedule": Transition(frozenset({State.SCHEDULED}), State.DRAFT),
    "withdraw": Transition(frozenset({State.PUBLISHED}), State.WITHDRAWN),
    "leave": Transition(
        frozenset({State.PUBLISHED, State.HELD, State.HIDDEN, State.REMOVED}), State.WITHDRAWN
    ),  # with an author who goes and wants nothing to be read any more
    "hide": Transition(frozenset({State.PUBLISHED}), State.HIDDEN, by_staff=True),
    "remove": Transition(frozenset({State.PUBLISHED, State.HIDDEN, State.HELD}), State.REMOVED, by_staff=True),
    "restore": Transition(frozenset({State.HIDDEN, State.REMOVED, State.HELD}), State.PUBLISHED, by_staff=True),
}

WRITABLE_KINDS = (PostKind.NOTE, PostKind.ENTRY)  # what the composer offers

TITLE_LENGTH = 200  # two lines of a phone in the largest type
LEAD_LENGTH = 500  # a standfirst, not a chapter
NOTE_LENGTH = 1_000  # a thought that needs no title
COMMENT_LENGTH = 10_000  # four pages; more is an entry of its own
ENTRY_LENGTH = 200_000  # a small book; bounds the time of rendering
PINS_KEPT = 3  # of one profile: more is a list of its own
COUNT_LIMIT = 1_000  # posts that a tab counts; beyond it a number tells nobody anything
COVER_LENGTH = 200  # a content warning is one line
EXCERPT_LENGTH = 280  # what a card or a feed shows of a text without a lead
THREAD_PAGE = 200  # comments on one page: 200 short ones weigh about 40 KB compressed
LEFT_OUT_MAX = 1_000  # texts in other languages that a list counts; beyond it says so
LIST_PAGE = 30  # posts on one page of a list
REASON_LENGTH = 2_000  # of a takedown, told to the author
PREVIEW_DAYS = 14  # of a preview address: a reviewer has a week, and a week is late
PREVIEWS_KEPT = 10  # of one text: one for each reviewer who should be shut out alone
CO_AUTHORS_KEPT = 5  # asked for one text: a byline is one line
CORRECTION_LENGTH = 1_000  # what was wrong and what is right, in a paragraph
CORRECTIONS_KEPT = 20  # of one text: one with more needs another text
SCHEDULE_DAYS = 365  # how far ahead a moment may lie: what is further is forgotten by its author
SCHEDULED_SHOWN = 100  # texts in the list of what waits for its moment; the next ones stand first
NOTE_OF_CHANGE_LENGTH = 200  # one line that says why a published text was changed
