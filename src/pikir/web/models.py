"""Tables of the shell."""

from typing import ClassVar

from django.db import models


class Reads(models.Model):
    """How often people were answered with a public page in one hour, by where they came from; see ``reads.py``."""

    PATH_LENGTH = 200  # letters; a post takes 26

    path = models.CharField(max_length=PATH_LENGTH)  # without the handle: "/kk/@/17/"
    hour = models.IntegerField()  # hours since 1970, UTC; of what was folded the first hour of its day
    source = models.CharField(max_length=8)  # one of sources.SOURCES, or how far a text was read
    count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "hour", "source"], name="web_reads_path_hour")]
        indexes = [models.Index(fields=["hour"], name="web_reads_hour")]


class Tally(models.Model):
    """How often something limited was done, by whom as a keyed hash; see ``sharedcache.py``, which alone writes it."""

    key = models.CharField(max_length=32, primary_key=True)
    number = models.IntegerField()
    until = models.BigIntegerField()  # seconds since 1970; then the count begins anew

    objects: ClassVar = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["until"], name="web_tally_until")]
