"""What lies between accounts: who follows, asks, blocks or mutes whom; and the words that somebody will not read.

Rows are made and ended by people alone. A row whose term has passed counts for nothing from that moment on, whether or
not the nightly schedule has cleaned it away.
"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pikir.accounts.kinds import FILTER_LENGTH, LIST_NAME_LENGTH, RelationKind
from pikir.kernel.ids import make_id


def running(now: datetime) -> Q:
    """The condition of rows whose term has not passed."""
    return Q(until__isnull=True) | Q(until__gt=now)


class Relation(models.Model):
    """One account's stance to another. Only a mute has a term."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    source = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="related")
    kind = models.CharField(max_length=8, choices=RelationKind.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # null: for ever

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="relation_unique")]
        indexes = [
            models.Index(fields=["source", "kind", "-id"], name="relation_of"),
            models.Index(fields=["target", "kind", "-id"], name="relation_to"),
            models.Index(fields=["until"], name="relation_until", condition=Q(until__isnull=False)),
        ]


class Filter(models.Model):
    """Words that fold what holds them into one visible line, for one reader."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="filters")
    words = models.CharField(max_length=FILTER_LENGTH)  # as typed; shown on the line
    key = models.CharField(max_length=FILTER_LENGTH * 4)  # folded: some letters fold into several
    whole_word = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # null: for ever

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="filter_unique")]


class BlockList(models.Model):
    """Whom an account blocked at a moment, under a name, for others to take over. Published and renewed by choice."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="block_lists")
    name = models.CharField(max_length=LIST_NAME_LENGTH)
    slug = models.SlugField(max_length=60, db_index=False)
    since = models.DateTimeField()
    targets = models.ManyToManyField("accounts.Account", related_name="+")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "slug"], name="block_list_unique")]
