"""What is kept of the life of a text beside the text itself."""

from hashlib import sha256
from typing import ClassVar

from django.db import models

from pikir.accounts.models import Account, User
from pikir.posts.kinds import (
    CORRECTION_LENGTH,
    COVER_LENGTH,
    LEAD_LENGTH,
    NOTE_OF_CHANGE_LENGTH,
    TITLE_LENGTH,
    NoticeKind,
)


class Revision(models.Model):
    """A published text as it stood before a change: ``by``, ``at`` and ``note`` tell of the change that ended it."""

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()  # of the text, from 1; what is read now has one more than the last
    title = models.CharField(max_length=TITLE_LENGTH, blank=True, default="")
    lead = models.CharField(max_length=LEAD_LENGTH, blank=True, default="")
    source = models.TextField(blank=True, default="")  # Markdown, as written
    language = models.CharField(max_length=8)
    cover = models.CharField(max_length=COVER_LENGTH, blank=True, default="")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=NOTE_OF_CHANGE_LENGTH, blank=True, default="")
    hidden_reason = models.TextField(blank=True, default="")  # by staff, who alone reads the text then

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="revision_unique")]

    @property
    def hidden(self) -> bool:
        """Whether staff took this text out of the history."""
        return bool(self.hidden_reason)


class Correction(models.Model):
    """A dated public notice of an author at the head of a published text; a retraction stands there for good."""

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    words = models.CharField(max_length=CORRECTION_LENGTH)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(kind=NoticeKind.RETRACTION), name="retraction_unique"
            )
        ]

    @property
    def retracts(self) -> bool:
        """Whether the author no longer stands by the text."""
        return self.kind == NoticeKind.RETRACTION


class PreviewLink(models.Model):
    """A secret address at which a text that is not public can be read; only the hash of its secret is kept."""

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="previews")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    objects: ClassVar = models.Manager()


class ReviewRule(models.Model):
    """That texts of those who only write for an account wait for one of its editors."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar = models.Manager()


class Review(models.Model):
    """A draft that waits for an editor, or came back from one with a remark."""

    post = models.OneToOneField("posts.Post", on_delete=models.CASCADE, related_name="review")
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True, default="")

    objects: ClassVar = models.Manager()


def digest_of(token: str) -> str:
    """Return what is kept of the secret of a preview address."""
    return sha256(token.encode()).hexdigest()
