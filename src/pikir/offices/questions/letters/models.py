"""Tables of the doors by mail: links that were used, wishes that wait for a confirmation, links of offices, letters."""

from typing import ClassVar

from django.db import models

from pikir.accounts.models import Account
from pikir.kernel.ids import make_id
from pikir.offices.questions.letters.kinds import (
    ADDRESS_LENGTH,
    DIGEST_LENGTH,
    DOMAIN_LENGTH,
    FATE_LENGTH,
    WHAT_LENGTH,
)


class UsedLink(models.Model):
    """A link of a letter that did what it could, known by a hash: it does nothing a second time."""

    digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    until = models.DateTimeField(db_index=True)  # from then on the link has run out anyway

    objects: ClassVar = models.Manager()


class MailWish(models.Model):
    """What somebody without an account wants: a question, or to support one. Nothing happens until they confirm it."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    email = models.EmailField(max_length=ADDRESS_LENGTH, db_index=True)
    language = models.CharField(max_length=8)
    what = models.CharField(max_length=WHAT_LENGTH)  # "ask" or "support"
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)  # of the secret, which stands in the letter alone
    given = models.JSONField()
    # Who will speak; the photo is theirs until then.
    alias = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField(db_index=True)

    objects: ClassVar = models.Manager()


class OfficeLink(models.Model):
    """A link by which an office that is not here yet answers one question. It went to the public address alone."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    question = models.ForeignKey("offices.Question", on_delete=models.CASCADE, related_name="office_links")
    office = models.ForeignKey("offices.Office", on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(
        "offices.QuestionEvent", on_delete=models.PROTECT, null=True, related_name="+"
    )  # its cause
    address = models.EmailField(max_length=ADDRESS_LENGTH)  # public, of the register
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "event"], name="office_link_unique")]

    @property
    def domain(self) -> str:
        """Where the letter went, as the public learns it."""
        return str(self.address).rpartition("@")[2]


class LinkedAct(models.Model):
    """An event that came by the link of an office: the public is told so, with the domain of the address."""

    event = models.OneToOneField(
        "offices.QuestionEvent", on_delete=models.PROTECT, primary_key=True, related_name="linked"
    )
    answer = models.OneToOneField("offices.Answer", on_delete=models.PROTECT, null=True, related_name="linked")
    link = models.ForeignKey(OfficeLink, on_delete=models.SET_NULL, null=True, related_name="acts")
    domain = models.CharField(max_length=DOMAIN_LENGTH)

    objects: ClassVar = models.Manager()


class MailIn(models.Model):
    """A letter that came in, known by a hash, so that it never acts twice. Nothing of its words or people is kept."""

    digest = models.CharField(max_length=DIGEST_LENGTH, primary_key=True)
    fate = models.CharField(max_length=FATE_LENGTH)
    tag = models.CharField(
        max_length=DIGEST_LENGTH, blank=True, default="", db_index=True
    )  # a hash of whom it was from
    at = models.DateTimeField(db_index=True)

    objects: ClassVar = models.Manager()
