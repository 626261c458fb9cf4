"""Tables of the sealed channel. Nothing in them says who wrote, and of time they know days alone."""

from typing import ClassVar

from django.db import models

from pikir.accounts.models import User
from pikir.kernel.ids import make_chance
from pikir.offices.questions.sealing import SealedFile, unseal_words

BLIND_LENGTH = 64  # of a keyed hash in hexadecimal digits


class SealedReceiver(models.Model):
    """An office that an operator chose to receive reports. Who reads them there has the duty for it."""

    office = models.OneToOneField("offices.Office", on_delete=models.CASCADE, primary_key=True, related_name="+")

    objects: ClassVar = models.Manager()


class SealedReport(models.Model):
    """A report and what was written to and fro; ``digest`` is the keyed hash of the code that its author keeps."""

    id = models.BigIntegerField(primary_key=True, default=make_chance, editable=False)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=BLIND_LENGTH, unique=True)
    waits = models.BooleanField(default=True)  # the last letter is of its author
    told = models.BooleanField(default=False)  # readers were told that something waits
    last_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["office", "-last_on", "id"], name="sealed_report_office")]


class SealedLetter(models.Model):
    """One letter of a report, sealed, numbered from 1. Its key is chance too: a running one would tell the order."""

    id = models.BigIntegerField(primary_key=True, default=make_chance, editable=False)
    report = models.ForeignKey(SealedReport, on_delete=models.CASCADE, related_name="letters")
    number = models.PositiveSmallIntegerField()
    by_reporter = models.BooleanField()
    reader = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # who answered; inner
    sealed = models.TextField()
    file = models.ForeignKey(SealedFile, on_delete=models.SET_NULL, null=True, related_name="+")
    on = models.DateField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="sealed_letter_number")]

    @property
    def words(self) -> str:
        """What stands in it. Raises SealError."""
        return unseal_words(self.sealed).get("words", "")


class SealedCount(models.Model):
    """How many reports came in a year and how many were answered: what is left when they are deleted."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    came = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    objects: ClassVar = models.Manager()
