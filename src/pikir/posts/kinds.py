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


class Accent(models.TextChoices):
    """The colour of a blog's links and marks, each readable on paper by day and by night. Gold and red mean duties."""

    SKY = "", pgettext_lazy("colour", "sky")
    TEAL = "teal", pgettext_lazy("colour", "lake")
    FOREST = "forest", pgettext_lazy("colour", "forest")
    OLIVE = "olive", pgettext_lazy("colour", "steppe")
    INDIGO = "indigo", pgettext_lazy("colour", "dusk")
    PLUM = "plum", pgettext_lazy("colour", "plum")
    SLATE = "slate", pgettext_lazy("colour", "stone")


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
    "hold": Transition(frozenset({State.DRAFT, State.SCHEDULED}), State.HELD),  # instead of publish: see gates.py
    "release": Transition(frozenset({State.HELD}), State.PUBLISHED, by_staff=True),
    "schedule": Transition(frozenset({State.DRAFT, State.SCHEDULED}), State.SCHEDULED),
    "unschedule": Transition(frozenset({State.SCHEDULED}), State.DRAFT),
    "withdraw": Transition(frozenset({State.PUBLISHED, State.HELD}), State.WITHDRAWN),
    "leave": Transition(
        frozenset({State.PUBLISHED, State.HELD, State.HIDDEN, State.REMOVED}), State.WITHDRAWN
    ),  # with an author who goes and wants nothing to be read any more
    "hide": Transition(frozenset({State.PUBLISHED, State.HELD}), State.HIDDEN, by_staff=True),
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

TOPICS_MAX = 5  # of one post: more and a topic's list is no longer about it
TOPIC_NAME_LENGTH = 40  # a word or three; fits a chip on a phone
TOPIC_KEY_LENGTH = 80  # folding may lengthen a name
TOPIC_ABOUT_LENGTH = 300  # what a topic is about, in two sentences
TOPIC_REASON_LENGTH = 300  # why an editor put a post into a column, shown to readers
TOPIC_DEPTH = 3  # levels of the tree: column, topic, part of it
TOPICS_LISTED = 500  # in the directory, and offered to writers
TOPICS_ON_CARD = 3  # named on a card in a list: one line of a phone
TOPICS_FOLLOWED = 200  # by one account: more and home is the list of everything
TOPIC_PEOPLE = 8  # who wrote last, on the page of a topic
BLOG_ABOUT_LENGTH = 5_000  # a page about a blog, not a book
BLOG_TOPICS = TOPICS_MAX  # categories of a blog: one row of a wide screen
TOPIC_BATCH = 500  # posts whose place in the tree is made anew in one transaction
COPY_DAYS = 30  # how long what was typed and not sent is kept: a holiday and some days
COPY_LENGTH = 2 * ENTRY_LENGTH  # characters of all fields: a text that is too long must not be lost either
COPIES_KEPT = 30  # unsent texts of one person; more are windows nobody will come back to
COPIES_SHOWN = 5  # of them offered when the composer opens
COPY_HEAD = 80  # characters by which a list calls an unsent text
PREVIEW_DAYS = 14  # of a preview address: a reviewer has a week, and a week is late
PREVIEWS_KEPT = 10  # of one text: one for each reviewer who should be shut out alone
CO_AUTHORS_KEPT = 5  # asked for one text: a byline is one line
CORRECTION_LENGTH = 1_000  # what was wrong and what is right, in a paragraph
CORRECTIONS_KEPT = 20  # of one text: one with more needs another text
SCHEDULE_DAYS = 365  # how far ahead a moment may lie: what is further is forgotten by its author
SCHEDULED_SHOWN = 100  # texts in the list of what waits for its moment; the next ones stand first
NOTE_OF_CHANGE_LENGTH = 200  # one line that says why a published text was changed
