"""What imports remember: which row came from where, old addresses, and labels for the topics to come."""

from typing import ClassVar

from django.db import models

from pikir.accounts.models import Account
from pikir.media.models import Picture
from pikir.posts.models import Post


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
    """A category or tag that a post had elsewhere, kept until topics exist."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=12)  # category or tag
    slug = models.CharField(max_length=200)
    name = models.CharField(max_length=200)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "kind", "slug"], name="label_unique")]
