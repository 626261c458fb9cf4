"""Tables of the shell."""

from django.db import models


class Reads(models.Model):
    """How often people were answered with a public page in one minute; see ``reads.py``."""

    PATH_LENGTH = 200  # letters; the longest handle and a post take 60

    path = models.CharField(max_length=PATH_LENGTH)
    minute = models.IntegerField()  # minutes since 1970, UTC
    count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "minute"], name="web_reads_path_minute")]
        indexes = [models.Index(fields=["minute"], name="web_reads_minute")]
