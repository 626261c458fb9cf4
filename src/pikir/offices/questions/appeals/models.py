"""Tables of formal appeals: who asked by law, sealed; who opened that; what was said at a hearing."""

from typing import ClassVar

from django.db import models

from pikir.accounts.models import User
from pikir.offices.questions.kinds import REASON_LENGTH
from pikir.offices.questions.models import Question
from pikir.offices.questions.sealing import SealedFile, unseal_words

NUMBER_LENGTH = 60  # of a register of letters: two letters, a year, eight digits, and what an office puts around it


class Appeal(models.Model):
    """What the formal lane adds to a question. ``sealed`` holds the fields that the law asks for."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, primary_key=True, related_name="appeal")
    sealed = models.TextField(blank=True)  # empty once its author left
    course_public = models.BooleanField()  # that it is there, its topic, clock and outcome, by the author's wish
    pledge = models.JSONField(null=True)  # the clock that it had as a public question, as it stood then
    number = models.CharField(max_length=NUMBER_LENGTH, blank=True, default="")  # in the register of the office
    number_on = models.DateField(null=True)
    slip = models.ForeignKey(SealedFile, on_delete=models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()

    objects: ClassVar = models.Manager()


class AppealOpening(models.Model):
    """Somebody of an office opened the identity behind an appeal; its author sees that, and when."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="openings")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()


class HearingWords(models.Model):
    """What an office and an author said at a hearing, sealed: for the two of them alone."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="hearing")
    act = models.CharField(max_length=REASON_LENGTH)  # hear: the draft of the office; speak: what its author says
    sealed = models.TextField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)  # when the author first had the draft before them

    objects: ClassVar = models.Manager()

    @property
    def words(self) -> str:
        """What was said. Raises SealError."""
        return unseal_words(self.sealed).get("words", "")
