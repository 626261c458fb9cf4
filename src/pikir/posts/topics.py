"""Themes of what is said: their names in any script, their tree, which posts stand in them, who follows them."""

import unicodedata
from collections.abc import Iterator
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from pikir.accounts.models import Account
from pikir.kernel.ids import make_id
from pikir.kernel.languages import LANGUAGES, SLUG_LENGTH, fold
from pikir.posts.kinds import (
    BLOG_ABOUT_LENGTH,
    TOPIC_ABOUT_LENGTH,
    TOPIC_KEY_LENGTH,
    TOPIC_NAME_LENGTH,
    TOPIC_REASON_LENGTH,
    Accent,
)


def topic_key(name: str) -> str:
    """Return what all spellings of a name share: letters, digits and their marks, folded. Empty where there is none."""
    return "".join(sign for sign in fold(name) if unicodedata.category(sign)[0] in "LNM")[:TOPIC_KEY_LENGTH]


# What a row that leads to a topic shows of it.
OF_TOPIC_LINK = ("topic__name_en", "topic__name_kk", "topic__name_ru", "topic__slug")


class TopicQuerySet(models.QuerySet["Topic"]):
    """The vocabulary of reading topics."""

    def present(self) -> Self:
        """Topics that were not merged into others."""
        return self.filter(merged_into=None)

    def columns(self) -> Self:
        """Columns, in the order of the editors."""
        return self.present().filter(is_column=True).order_by("position", "id")

    def shown(self) -> Self:
        """Topics that have a page: kept by editors, or with a post that everyone may read."""
        listed = PostTopic.objects.filter(topic_id=OuterRef("id"), listed_at_id__isnull=False)
        return self.present().filter(Q(kept=True) | Exists(listed))


class Topic(models.Model):
    """A theme. Names may be missing in some languages: readers of those see another. A merged one only leads on."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    slug = models.CharField(max_length=SLUG_LENGTH + 8, unique=True)  # ASCII, in addresses; never changes
    name_kk = models.CharField(max_length=TOPIC_NAME_LENGTH, blank=True, default="")
    name_ru = models.CharField(max_length=TOPIC_NAME_LENGTH, blank=True, default="")
    name_en = models.CharField(max_length=TOPIC_NAME_LENGTH, blank=True, default="")
    about_kk = models.CharField(max_length=TOPIC_ABOUT_LENGTH, blank=True, default="")
    about_ru = models.CharField(max_length=TOPIC_ABOUT_LENGTH, blank=True, default="")
    about_en = models.CharField(max_length=TOPIC_ABOUT_LENGTH, blank=True, default="")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    is_column = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)  # among the columns
    kept = models.BooleanField(default=False)  # an editor made or changed it; others go with the last post in them

    objects: ClassVar = TopicQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["position"], name="topic_columns", condition=Q(is_column=True))]

    @property
    def name(self) -> str:
        """The name in the language of the page, or in another where that is missing."""
        return self._spoken("name")[0]

    @property
    def name_language(self) -> str:
        """The language of ``name`` where it is not that of the page, else empty."""
        language = self._spoken("name")[1]
        return "" if language == get_language() else language

    @property
    def about(self) -> str:
        """What it is about, in the language of the page; empty where nobody wrote it."""
        return str(getattr(self, f"about_{get_language()}", ""))

    @property
    def names(self) -> list[str]:
        """All names it has."""
        return [name for name, _language in self._all("name")]

    @property
    def nameless(self) -> list[str]:
        """The languages in which it has no name."""
        return [language for language in LANGUAGES if not getattr(self, f"name_{language}")]

    def _spoken(self, field: str) -> tuple[str, str]:
        return next(self._all(field), (self.slug, ""))

    def _all(self, field: str) -> Iterator[tuple[str, str]]:
        for language in dict.fromkeys((get_language() or "", *LANGUAGES)):
            text = getattr(self, f"{field}_{language}", "")
            if text:
                yield text, language


class TopicName(models.Model):
    """A spelling by which a topic is found: a name, a hashtag or the end of its address, as ``topic_key`` folds it."""

    key = models.CharField(max_length=TOPIC_KEY_LENGTH, primary_key=True)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="spellings")

    objects: ClassVar = models.Manager()


class PostTopic(models.Model):
    """A post in a topic. It stands there because its author, an editor or the tree put it there; or more than one.

    The tree's rows (neither ``position`` nor ``editor``) stand in the topics above those chosen, so that the list of a
    topic with all below it is one walk along an index.
    """

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="post_links")
    position = models.PositiveSmallIntegerField(null=True)  # among those of the author
    in_text = models.BooleanField(default=False)  # by a hashtag; else in the box of the form
    editor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=TOPIC_REASON_LENGTH, blank=True, default="")  # of the editor, shown
    # That of the post while everyone may find it in lists, else null: it is in no list of the topic then.
    listed_at_id = models.BigIntegerField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "topic"], name="post_topic_unique")]
        indexes = [
            models.Index(fields=["topic", "-listed_at_id"], name="post_topic_listed"),
            models.Index(
                fields=["topic", "-listed_at_id"], name="post_topic_placed", condition=Q(editor__isnull=False)
            ),
        ]


class Blog(models.Model):
    """How a profile looks as a blog, as far as its people chose; without a row it looks as the square does."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="blog")
    accent = models.CharField(max_length=8, choices=Accent.choices, blank=True, default="")
    about = models.TextField(max_length=BLOG_ABOUT_LENGTH, blank=True, default="")  # Markdown, as written
    html = models.TextField(blank=True, default="")  # sanitised, made once at writing
    topics = models.JSONField(default=list)  # identifiers of those that stand as categories, in order

    objects: ClassVar = models.Manager()


class TopicFollow(models.Model):
    """An account whose people want to see what is said in a topic."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="followed_topics")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "topic"], name="topic_follow_unique")]
