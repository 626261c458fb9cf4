"""What stood where on the front page, by whose hand, from when to when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pikir.accounts.models import Account
from pikir.kernel.ids import make_id
from pikir.posts.models import Post
from pikir.timelines.kinds import REASON_LENGTH, Hand, Place


class Slot(models.Model):
    """A post in a place of the front page for some time. Rows are ended, never changed, so every past page is known."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    place = models.CharField(max_length=12, choices=Place.choices)
    position = models.PositiveSmallIntegerField(default=0)  # 0 is the first of its place
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="slots")
    hand = models.CharField(max_length=12, choices=Hand.choices, default=Hand.EDITOR)
    editor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # null: stands there now

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "position"], condition=Q(until__isnull=True), name="slot_now_unique"
            )
        ]
