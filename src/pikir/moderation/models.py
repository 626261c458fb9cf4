"""Rules in versions, flags, cases, decisions with reasons, appeals, and who moderates a column."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from pikir.accounts.models import Account, User
from pikir.kernel.ids import make_id
from pikir.mail.kinds import ADDRESS_LENGTH
from pikir.media.models import Picture
from pikir.moderation import trust_models as trust_models  # its tables belong to this room
from pikir.moderation.kinds import (
    KEY_LENGTH,
    LASTING,
    LEGAL_LENGTH,
    SCOPE,
    CaseState,
    Category,
    Lifted,
    Measure,
    Outcome,
    Remark,
    Source,
    Thing,
)
from pikir.moderation.openness.models import LogDay, LogEntry, LogHead
from pikir.posts.models import Post, Topic

__all__ = [
    "Appeal",
    "Area",
    "Case",
    "CaseNote",
    "ColumnModerator",
    "Decision",
    "Flag",
    "LogDay",
    "LogEntry",
    "LogHead",
    "Outsider",
    "Redaction",
    "Rule",
    "RuleVersion",
]


class Rule(models.Model):
    """One rule of the square. Its words are versions; it is ended, never deleted, for decisions name it."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True)  # in the address of the rule
    position = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]


class RuleVersion(models.Model):
    """What a rule says from a moment on, in each language: the newest counts. Never changed."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()  # from 1
    titles = models.JSONField(default=dict)  # by language
    words = models.JSONField(default=dict)  # by language
    reasons = models.JSONField(default=dict)  # by language: how a decision by this rule usually begins
    since = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="rule_version_unique")]


class CaseQuerySet(models.QuerySet["Case"]):
    """The vocabulary of reading the queue."""

    def open(self) -> Self:
        """What waits for somebody."""
        return self.filter(state=CaseState.OPEN)


class Case(models.Model):
    """One thing that was flagged or looked at: a row of the queue as long as it is open, and its history after that."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    kind = models.CharField(max_length=8, choices=Thing.choices)
    object_id = models.BigIntegerField()  # of the thing, also when it is gone
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="cases")  # who is behind it
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="cases")
    picture = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, related_name="cases")
    column = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, related_name="+")  # whose moderators see it
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    category = models.CharField(max_length=12, choices=Category.choices, default=Category.OTHER)  # the gravest flagged
    flags_open = models.PositiveIntegerField(default=0)  # flags without an answer
    weight = models.FloatField(default=0)  # of these, by the record of who flagged
    points = models.PositiveSmallIntegerField(default=0)  # hours that the case stands ahead; see order.py
    place = models.BigIntegerField(default=0)  # in the queue, greatest first: made of points, age and id
    opened_at = models.DateTimeField()
    claimed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    claimed_until = models.DateTimeField(null=True)
    wants_opinion = models.BooleanField(default=False)
    turn = models.PositiveIntegerField(default=0)  # raised by every decision, so that two are never made at once
    originals = models.JSONField(default=dict)  # what measures in force changed, as it was before

    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="case_unique")]
        indexes = [
            models.Index(fields=["-place"], name="case_queue", condition=Q(state=CaseState.OPEN)),
            models.Index(fields=["column", "-place"], name="case_column_queue", condition=Q(state=CaseState.OPEN)),
        ]

    def held_by(self, now: datetime) -> int | None:
        """The user who has claimed the case, None when nobody has or the time for it is over."""
        if self.claimed_until is None or self.claimed_until <= now:
            return None
        return self.claimed_by_id


class Flag(models.Model):
    """Somebody says that something breaks a rule or the law. One person flags one thing once."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="flags")
    reporter = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="flags")
    category = models.CharField(max_length=12, choices=Category.choices)
    rule = models.ForeignKey(Rule, on_delete=models.SET_NULL, null=True, related_name="+")
    legal_ground = models.CharField(max_length=LEGAL_LENGTH, blank=True, default="")  # where a law is claimed
    words = models.TextField(blank=True, default="")
    weight = models.FloatField()  # by the reporter's record when it was made
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "reporter"], name="flag_unique")]
        indexes = [models.Index(fields=["reporter", "-id"], name="flag_reporter")]


class Outsider(models.Model):
    """Who reported something without an account: where the answer goes. Deleted with the answer."""

    flag = models.OneToOneField(Flag, on_delete=models.CASCADE, primary_key=True, related_name="outsider")
    email = models.EmailField(max_length=ADDRESS_LENGTH)
    language = models.CharField(max_length=8)

    objects: ClassVar = models.Manager()


class DecisionQuerySet(models.QuerySet["Decision"]):
    """The vocabulary of reading decisions."""

    def in_force(self, now: datetime) -> Self:
        """What has an effect now."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=now), lifted_at__isnull=True, measure__in=LASTING)


class Decision(models.Model):
    """A measure with its statement of reasons, by Article 17 of the EU's Digital Services Act. Never rewritten."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="decisions")  # who meets it
    measure = models.CharField(max_length=10, choices=Measure.choices)
    rule = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, null=True, related_name="+")  # in force then
    legal_ground = models.CharField(max_length=LEGAL_LENGTH, blank=True, default="")
    facts = models.TextField(blank=True, default="")  # what was found, told to the author
    language = models.CharField(max_length=8)  # of the facts
    scope = models.CharField(max_length=20, default=SCOPE)  # where it holds
    source = models.CharField(max_length=8, choices=Source.choices)
    detected_by_machine = models.BooleanField(default=False)
    decided_by_machine = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # known to the staff alone
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # null: for good
    lifted_at = models.DateTimeField(null=True)
    lifted_how = models.CharField(max_length=8, choices=Lifted.choices, blank=True, default="")
    lifted_reason = models.TextField(blank=True, default="")  # told to the author

    objects: ClassVar = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["until"],
                name="decision_term",
                condition=Q(until__isnull=False, lifted_at__isnull=True),
            ),
            models.Index(fields=["account", "-id"], name="decision_account"),
            models.Index(fields=["at"], name="decision_at"),
        ]

    def holds(self, now: datetime) -> bool:
        """Whether it has not been lifted and its term has not passed."""
        return self.lifted_at is None and (self.until is None or self.until > now)


class Redaction(models.Model):
    """Words that a decision takes out of a text, sealed, to be put back in place of their mark when it ends."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="redactions")
    number = models.PositiveSmallIntegerField()  # of the mark, from 1 in each text
    sealed = models.TextField()  # by the key that lies beside the database

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "number"], name="redaction_number")]


class Area(models.Model):
    """A part of a picture that a decision paints over, in thousandths of its width and height; see media's ``Mask``."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="areas")
    left = models.PositiveSmallIntegerField()
    top = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    objects: ClassVar = models.Manager()


class Appeal(models.Model):
    """The one whom a decision met asks somebody else to look again. Once for each decision."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, primary_key=True, related_name="appeal")
    words = models.TextField(blank=True, default="")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    overturned = models.BooleanField(null=True)
    answer = models.TextField(blank=True, default="")
    judge = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="appeal_open", condition=Q(answered_at__isnull=True)),
        ]


class CaseNote(models.Model):
    """What moderators write to each other beside a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=8, choices=Remark.choices, default=Remark.NOTE)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()


class ColumnModerator(models.Model):
    """A user who judges what stands in one column."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="moderated_columns")
    column = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "column"], name="column_moderator_unique")]
