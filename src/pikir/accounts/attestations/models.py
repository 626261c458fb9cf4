"""What is kept of a verified voice: how it was verified, how much that proves, until when. Never a name or number."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from pikir.accounts.attestations.kinds import HOST_LENGTH, SOURCE_LENGTH, Adapter, Level, Stage, State
from pikir.kernel.ids import make_id

BLIND_LENGTH = 64  # hexadecimal digits of SHA-256


class Document(models.Model):
    """A document, known by a keyed hash alone. It belongs to one account; the row is gone once it attests nothing."""

    blind = models.CharField(max_length=BLIND_LENGTH, primary_key=True)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="documents")

    objects: ClassVar = models.Manager()


class AttestationQuerySet(models.QuerySet["Attestation"]):
    """The vocabulary of reading attestations."""

    def running(self, now: datetime) -> Self:
        """Those that count at this moment."""
        return self.filter(state=State.LIVE, until__gt=now)

    def on(self, moment: datetime) -> Self:
        """Those that counted at a moment, now or in the past."""
        begun = self.filter(since__lte=moment, until__gt=moment)
        return begun.filter(Q(ended_at=None) | Q(ended_at__gt=moment))


class Attestation(models.Model):
    """That the one behind an account was verified. Rows are not changed but ended; a renewal is a new row."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="attestations")
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="attestations")
    adapter = models.CharField(max_length=8, choices=Adapter.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    territory = models.ForeignKey("places.Territory", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.LIVE)
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)  # when the person was told that the end is near
    shown = models.BooleanField(default=False)  # on the profile, as "verified resident of …"; the person's choice

    objects: ClassVar = AttestationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "adapter"], condition=Q(state=State.LIVE), name="attestation_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.LIVE) | Q(document__isnull=False), name="attestation_live_has_document"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "level"], name="attestation_of"),
            models.Index(fields=["state", "until"], name="attestation_until"),
        ]


class Claim(models.Model):
    """What an account is about to be attested by, and what that waits for. One of each stage for an account."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="claims")
    stage = models.CharField(max_length=8, choices=Stage.choices)
    digest = models.CharField(max_length=BLIND_LENGTH, unique=True, null=True)  # noqa: DJ001  # null: it has no code
    adapter = models.CharField(max_length=8, choices=Adapter.choices, default=Adapter.DESK)
    blind = models.CharField(max_length=BLIND_LENGTH, blank=True, default="")
    territory = models.ForeignKey("places.Territory", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.CASCADE, null=True, related_name="+")
    moves = models.BooleanField(default=False)  # the person wants it here, also if it attests another account
    tries = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()
    until = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "stage"], name="claim_once")]


class MailDomain(models.Model):
    """A host of e-mail addresses that an operator knows: who has one there belongs to a territory."""

    host = models.CharField(max_length=HOST_LENGTH, unique=True)  # lower case, as in addresses
    territory = models.ForeignKey("places.Territory", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar = models.Manager()


class Register(models.Model):
    """A list of people or households that were written letters. Of the list itself only counts stay."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    source = models.CharField(max_length=SOURCE_LENGTH)
    size = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    until = models.DateTimeField()  # of its codes

    objects: ClassVar = models.Manager()


class Line(models.Model):
    """A letter whose code was not used yet. The row goes when it is, when it is over, or for a newer letter."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="lines")
    digest = models.CharField(max_length=BLIND_LENGTH, unique=True)  # of the code
    blind = models.CharField(max_length=BLIND_LENGTH, unique=True)  # of whom it was sent to
    territory = models.ForeignKey("places.Territory", on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar = models.Manager()
