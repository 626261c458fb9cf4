"""What editors want on the front page, what stood where by whose hand and when, and what its formulas counted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pikir.accounts.models import Account
from pikir.kernel.ids import make_id
from pikir.posts.models import Post, Topic
from pikir.timelines.kinds import REASON_LENGTH, Formula, Hand, Place


class Placement(models.Model):
    """An editor's wish that a post stand in a place from a moment on. Of several the last begun counts."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    place = models.CharField(max_length=12, choices=Place.choices)
    position = models.PositiveSmallIntegerField(default=0)  # 0 is the first of its place
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="placements")
    editor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="")  # shown to readers
    since = models.DateTimeField()  # may lie ahead
    until = models.DateTimeField(null=True)  # null: until somebody takes it off

    objects: ClassVar = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["until"], name="placement_until")]


class Version(models.Model):
    """A moment at which the front page changed; what stood then are the slots that began by then and had not ended."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    at = models.DateTimeField(db_index=True)
    editor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")  # null: the clock
    hands = models.JSONField(default=dict)  # how many slots each hand filled from then on

    objects: ClassVar = models.Manager()


class Slot(models.Model):
    """A post in a place of the front page for some time. Rows are ended, never changed, so every past page is known."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    place = models.CharField(max_length=12, choices=Place.choices)
    position = models.PositiveSmallIntegerField(default=0)  # 0 is the first of its place
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="slots")
    hand = models.CharField(max_length=12, choices=Hand.choices, default=Hand.EDITOR)
    editor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="")
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, related_name="+")  # of a column
    numbers = models.JSONField(default=dict, db_default={})  # of a formula, as they were counted last while it stood
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # null: stands there now

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "position"], condition=Q(until__isnull=True), name="slot_now_unique"
            )
        ]
        indexes = [models.Index(fields=["until", "since"], name="slot_when")]


class Ranking(models.Model):
    """What a formula counted last: ``rows`` of post, result and inputs, best first."""

    formula = models.CharField(max_length=12, choices=Formula.choices, primary_key=True)
    at = models.DateTimeField()
    rows = models.JSONField(default=list)

    objects: ClassVar = models.Manager()
