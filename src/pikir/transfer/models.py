"""What imports remember: which row came from where, old addresses, labels; and archives."""

from typing import ClassVar

from django.db import models

from pikir.accounts.models import Account, User
from pikir.kernel.ids import make_name
from pikir.media.models import Picture
from pikir.posts.models import Post
from pikir.transfer.kinds import ArchiveState


class Origin(models.Model):
    """A row of another system and what it became here, so that importing it again changes nothing."""

    site = models.CharField(max_length=200)  # address of the other system
    key = models.CharField(max_length=120)  # kind and identifier there: "post:17", "comment:4", "author:anna"
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "key"], name="origin_unique")]


class OldAddress(models.Model):
    """Where a post was found before: path, with the query where that tells posts apart."""

    path = models.CharField(max_length=500, unique=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="old_addresses")

    objects: ClassVar = models.Manager()


class Label(models.Model):
    """A category or tag that a post had elsewhere, as it was named there; at most five of them became topics."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=12)  # category or tag
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=200)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "kind", "slug"], name="label_unique")]


class PersonalArchive(models.Model):
    """Everything of one person as a file, for a few days; asking again makes another in its place."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="archive")
    token = models.CharField(max_length=32, unique=True, default=make_name)  # its address and the name of its file
    state = models.CharField(max_length=8, choices=ArchiveState.choices, default=ArchiveState.MAKING)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    size = models.BigIntegerField(default=0)  # bytes
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    @property
    def ready(self) -> bool:
        """Whether it can be fetched, while its time is not over."""
        return self.state == ArchiveState.READY
