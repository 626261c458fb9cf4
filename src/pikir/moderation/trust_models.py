"""What standing somebody has, which texts wait for a look, and which do so now."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pikir.accounts.models import Account, User
from pikir.moderation.trust_kinds import REASON_LENGTH, Level, Said
from pikir.posts.models import Post, Topic


class Standing(models.Model):
    """What an account earned, and what the staff set in its place. Without a row somebody is a newcomer."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.NEWCOMER)
    since = models.DateTimeField()  # of this level
    counted_at = models.DateTimeField()
    pinned = models.PositiveSmallIntegerField(choices=Level.choices, null=True)  # by the staff, whatever is earned
    pinned_reason = models.TextField(blank=True, default="")  # told to the one whom it meets
    pinned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["counted_at"], name="standing_counted")]


class HoldRule(models.Model):
    """Whose texts wait for a look before others can read them, and where. Without rows nothing waits anywhere."""

    column = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+")  # null: everywhere
    level = models.PositiveSmallIntegerField(choices=Level.choices)  # this one and those below it
    said = models.CharField(max_length=8, choices=Said.choices, default=Said.ALL)
    first = models.PositiveSmallIntegerField(default=0)  # only so many of each account; 0: all
    reason = models.CharField(max_length=REASON_LENGTH)  # told to everyone
    since = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["column", "said"], name="hold_rule_unique", condition=Q(column__isnull=False)
            ),
            models.UniqueConstraint(fields=["said"], name="hold_rule_square", condition=Q(column__isnull=True)),
        ]


class Hold(models.Model):
    """A post that waits, by which rule. Goes when it is let out."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="hold")
    rule = models.ForeignKey(HoldRule, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()
