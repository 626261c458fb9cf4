"""The public log: what was decided, without persons, in a chain of hashes."""

from typing import ClassVar

from django.db import models

from pikir.moderation.openness.chain import START, Link


class LogEntry(models.Model):
    """One entry of the public log. Never changed, never deleted; the hash before it says so."""

    number = models.BigIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    at = models.DateTimeField()
    what = models.CharField(max_length=12)  # of ``kinds.Logged``
    decision_id = models.BigIntegerField(null=True)  # no key: the log outlives everything
    body = models.JSONField()  # everything that the hash is made of, but the number
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar = models.Manager()

    class Meta:
        db_table = "moderation_log"
        indexes = [models.Index(fields=["decision_id"], name="log_decision")]

    @property
    def link(self) -> Link:
        """The entry as it is published and checked."""
        return Link(number=self.number, body=self.body, before=self.before, hash=self.hash)


class LogHead(models.Model):
    """Where the log ends: the one row that writers of entries wait for."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)

    objects: ClassVar = models.Manager()

    class Meta:
        db_table = "moderation_log_head"


class LogDay(models.Model):
    """The end of the log at the end of a day of the square, published so that others hold it too."""

    day = models.DateField(primary_key=True)
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    objects: ClassVar = models.Manager()

    class Meta:
        db_table = "moderation_log_day"
