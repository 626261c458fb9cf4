"""Asking to take over an office that is listed but not here yet. What is decided is deleted; the inner log keeps it."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from pikir.accounts.attestations.models import BLIND_LENGTH
from pikir.accounts.models import User
from pikir.kernel.ids import make_id
from pikir.offices.kinds import CLAIM_TRIES, CLAIM_WORDS_LENGTH


class OfficeClaim(models.Model):
    """Somebody who says that they work there: first a code in a letter to the office, then an operator's check."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    office = models.ForeignKey("offices.Office", on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=CLAIM_WORDS_LENGTH)  # who they are there, for the operator
    digest = models.CharField(max_length=BLIND_LENGTH)  # of the code; the code itself stands in the letter only
    until = models.DateTimeField()  # the code is good for
    tries = models.PositiveSmallIntegerField(default=0)  # wrong codes that were typed
    proved_at = models.DateTimeField(null=True)  # the code was typed: an operator has to look

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "user"], name="office_claim_unique")]

    def open_at(self, now: datetime) -> bool:
        """Whether a code may still be typed."""
        return self.proved_at is None and self.until > now and self.tries < CLAIM_TRIES
