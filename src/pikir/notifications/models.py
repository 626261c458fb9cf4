"""What somebody was told, and how they want to be told."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from pikir.accounts.models import Account, User
from pikir.kernel.ids import make_id
from pikir.notifications.kinds import Category, Way


class NoticeQuerySet(models.QuerySet["Notice"]):
    """The vocabulary of reading notices."""

    def unread(self) -> Self:
        """Notices that their receivers have not opened."""
        return self.filter(read_at=None)

    def waiting_for_mail(self) -> Self:
        """Unread notices of which a letter is to tell."""
        return self.filter(read_at=None, by_mail=True)


class Notice(models.Model):
    """One thing that one user is told. Notices of a kind about the same thing stand together in the inbox."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)  # lists go by it
    receiver = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=24)  # name in the registry
    about_id = models.BigIntegerField()  # what it is about: the post that was commented on
    object_id = models.BigIntegerField()  # what happened: the comment; nobody is told of it twice
    actor = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")  # None: the square
    data = models.JSONField(default=dict)
    at = models.DateTimeField()  # when it happened
    read_at = models.DateTimeField(null=True)
    by_mail = models.BooleanField(default=False)  # a letter is to tell of it; false again when one has

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receiver", "kind", "object_id", "actor"], name="notice_once"),
            models.UniqueConstraint(
                fields=["receiver", "kind", "object_id"], condition=Q(actor=None), name="notice_once_by_square"
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "kind", "about_id", "id"], name="notice_group"),
            models.Index(fields=["receiver", "kind", "about_id"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["receiver"], name="notice_by_mail", condition=Q(read_at=None, by_mail=True)),
        ]


class Preference(models.Model):
    """How a user wants to be told of a category, where that is not the usual way."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.CharField(max_length=12, choices=Category.choices)
    way = models.CharField(max_length=8, choices=Way.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "category"], name="preference_unique")]


class Mailed(models.Model):
    """When a user last got a letter about notices."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="mailed")
    at = models.DateTimeField()
