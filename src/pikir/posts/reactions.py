"""What people do with what was said: support, share, keep; and what authors decide about threads and sharing."""

from typing import ClassVar

from django.db import models

from pikir.accounts.kinds import Circle
from pikir.kernel.ids import make_id
from pikir.posts.thread_kinds import FOLDER_LENGTH, ShareCircle


class Support(models.Model):
    """An account supports a post or a comment; ``Post.support_count`` counts the rows."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="supports")
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "post"], name="support_unique")]


class Boost(models.Model):
    """An account shares a post with its followers; ``Post.boost_count`` counts the rows. Its id is its place."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="boosts")
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "post"], name="boost_unique")]
        indexes = [models.Index(fields=["account", "-id"], name="boost_account")]


class Folder(models.Model):
    """A named place for bookmarks, seen by nobody else."""

    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=FOLDER_LENGTH)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="folder_unique")]


class Bookmark(models.Model):
    """A post that an account keeps at hand. Counted nowhere and seen by nobody else."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="+")
    folder = models.ForeignKey(Folder, on_delete=models.SET_NULL, null=True, related_name="bookmarks")
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "post"], name="bookmark_unique")]
        indexes = [
            models.Index(fields=["account", "-id"], name="bookmark_account"),
            models.Index(fields=["folder", "-id"], name="bookmark_folder"),
        ]


class ThreadRules(models.Model):
    """What an author decided about the comments below one post; no row means that nothing was."""

    post = models.OneToOneField("posts.Post", on_delete=models.CASCADE, primary_key=True, related_name="thread_rules")
    comments_from = models.CharField(max_length=8, choices=Circle.choices, blank=True)  # empty: as the account says
    closed_at = models.DateTimeField(null=True)
    slow_seconds = models.PositiveIntegerField(default=0)  # between two comments of one account

    objects: ClassVar = models.Manager()


class ShareRule(models.Model):
    """Who may share and quote what an account says; no row means everyone."""

    account = models.OneToOneField(
        "accounts.Account", on_delete=models.CASCADE, primary_key=True, related_name="share_rule"
    )
    circle = models.CharField(max_length=9, choices=ShareCircle.choices)

    objects: ClassVar = models.Manager()


class CountCheck(models.Model):
    """One comparing of all counters with what they count."""

    at = models.DateTimeField()
    checked = models.PositiveIntegerField()  # posts
    repaired = models.PositiveIntegerField()

    objects: ClassVar = models.Manager()
