"""Offices, positions, officials, appointments and competences. Nothing is deleted: what is over has a last day."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from pikir.accounts.models import Account, Operator, User
from pikir.kernel.ids import make_id
from pikir.offices.blogs import BlogText
from pikir.offices.calendars import WorkCalendar, WorkDay
from pikir.offices.claims import OfficeClaim
from pikir.offices.kinds import (
    ABROAD,
    ACCESS_LENGTH,
    CODE_LENGTH,
    PATH_LENGTH,
    SERVICES_LENGTH,
    SOURCE_LENGTH,
    URL_LENGTH,
    ZONE_LENGTH,
    Access,
    Body,
    Duty,
)
from pikir.offices.naming import Named
from pikir.offices.questions.appeals.models import Appeal, AppealOpening, HearingWords
from pikir.offices.questions.letters.models import LinkedAct, MailIn, MailWish, OfficeLink, UsedLink
from pikir.offices.questions.models import (
    Answer,
    ClockProfile,
    Question,
    QuestionCounter,
    QuestionEvent,
    QuestionLink,
    QuestionSupport,
    Verdict,
)
from pikir.offices.questions.sealed_reports.models import SealedCount, SealedLetter, SealedReceiver, SealedReport
from pikir.offices.questions.sealing import SealedFile
from pikir.places.models import Territory
from pikir.posts.topics import Topic
from pikir.web.fields import SortKeyField

__all__ = [
    "Answer",
    "Appeal",
    "AppealOpening",
    "Appointment",
    "BlogText",
    "ClockProfile",
    "Competence",
    "DeskDuty",
    "Gap",
    "GapVoice",
    "HearingWords",
    "LinkedAct",
    "MailIn",
    "MailWish",
    "Office",
    "OfficeClaim",
    "OfficeLink",
    "Official",
    "Position",
    "Question",
    "QuestionCounter",
    "QuestionEvent",
    "QuestionLink",
    "QuestionSupport",
    "SealedCount",
    "SealedFile",
    "SealedLetter",
    "SealedReceiver",
    "SealedReport",
    "UsedLink",
    "Verdict",
    "WorkCalendar",
    "WorkDay",
]


def running(on: date | str, prefix: str = "") -> Q:
    """What has begun by a day and is not over on it: last days count. A kept statement names the day in words."""
    begun = Q(**{f"{prefix}first_day__lte": on})
    return begun & (Q(**{f"{prefix}last_day": None}) | Q(**{f"{prefix}last_day__gte": on}))


_NAMES = ("name_kk", "name_ru", "name_en")
_OF_LINE = (
    *_NAMES, "body", "parent", "account__handle", "account__claimed", *(f"territory__{name}" for name in _NAMES),
)  # fmt: skip


class OfficeQuerySet(models.QuerySet["Office"]):
    """The vocabulary of reading offices."""

    def present(self) -> Self:
        """Offices that exist today."""
        return self.filter(retired_on=None)

    def alphabetical(self, language: str) -> Self:
        """In the order a reader of the language expects."""
        return self.order_by(f"sort_{language}", "pk")

    def for_lists(self) -> Self:
        """With what a line of a list shows, in the same query."""
        return self.select_related("account", "territory").only(*_OF_LINE)

    def below(self, office: "Office") -> Self:
        """An office and everything below it."""
        return self.filter(path__startswith=office.path)


class Office(Named):
    """A public body. It speaks through its account; one that nobody has taken over yet is listed but not here."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="office")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)  # of the register and of the address; never changes
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=PATH_LENGTH, db_index=True)  # codes from the top down: "/akimat/utilities/"
    body = models.CharField(max_length=12, choices=Body.choices)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, related_name="+")
    sort_kk = SortKeyField()
    sort_ru = SortKeyField()
    sort_en = SortKeyField()
    mail = models.EmailField(blank=True, default="")  # the public address: of letters and of claiming
    zone = models.CharField(max_length=ZONE_LENGTH, blank=True, default="")  # of its hours; empty: the square's
    services = models.TextField(max_length=SERVICES_LENGTH, blank=True, default="")  # one can get there, a line each
    access = models.JSONField(default=list)  # codes of ``Access``
    access_note = models.CharField(max_length=ACCESS_LENGTH, blank=True, default="")
    retired_on = models.DateField(null=True)  # the first day on which it was no more

    objects: ClassVar = OfficeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sort_kk", "account"], name="office_sort_kk"),
            models.Index(fields=["sort_ru", "account"], name="office_sort_ru"),
            models.Index(fields=["sort_en", "account"], name="office_sort_en"),
            models.Index(fields=["body", "sort_kk"], name="office_body"),
        ]

    @property
    def here(self) -> bool:
        """Whether somebody acts for it on this square; it needs the account in the same query."""
        return bool(self.account.claimed)

    @property
    def is_abroad(self) -> bool:
        """Whether it serves in another country."""
        return self.body in ABROAD

    @property
    def ancestor_codes(self) -> list[str]:
        """Codes of what it is under, the highest first."""
        return self.path.strip("/").split("/")[:-1]

    @property
    def access_words(self) -> list[str]:
        """What makes its building open to everyone, in words."""
        return [str(Access(one).label) for one in self.access if one in Access.values]


class Position(Named):
    """A place in an office that one person holds at a time: questions and competences belong to it."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="positions")
    code = models.CharField(max_length=CODE_LENGTH)
    is_head = models.BooleanField(default=False)  # leads the office
    rank = models.PositiveSmallIntegerField(default=0)  # order on the page of the office, the head's first
    retired_on = models.DateField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="position_unique"),
            models.UniqueConstraint(
                fields=["office"], condition=Q(is_head=True, retired_on=None), name="position_one_head"
            ),
        ]


class Official(Named):
    """A person as a public register names them; with an account where they are here themselves."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    account = models.OneToOneField(Account, on_delete=models.SET_NULL, null=True, related_name="official")

    objects: ClassVar = models.Manager()


class Appointment(models.Model):
    """Who held a position, from which day to which; the last day is the last one in office."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="appointments")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="appointments")
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    acting = models.BooleanField(default=False)  # in the place of the holder, or of nobody
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True, default="")  # the act that says so
    source_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "official", "first_day"], name="appointment_unique"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="appointment_order"
            ),
        ]
        indexes = [models.Index(fields=["position", "-first_day"], name="appointment_of_position")]

    def runs(self, on: date) -> bool:
        """Whether the person is in office on a day."""
        return self.first_day <= on and (self.last_day is None or self.last_day >= on)


class Competence(models.Model):
    """A position is responsible for a topic in a territory: for all below the one and inside the other."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="competences")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="competences")
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True, default="")
    source_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "territory", "position", "first_day"], name="competence_unique"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="competence_order"
            ),
        ]
        indexes = [models.Index(fields=["territory", "topic"], name="competence_place")]


class DeskDuty(models.Model):
    """What somebody who acts for an office does there; gone with the right to act for it."""

    operator = models.ForeignKey(Operator, on_delete=models.CASCADE, related_name="duties")
    duty = models.CharField(max_length=12, choices=Duty.choices)
    since = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["operator", "duty"], name="desk_duty_unique")]


class Gap(models.Model):
    """A topic and a place for which somebody looked and nobody was responsible; the list says how many miss it."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    voice_count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "territory"], name="gap_unique")]


class GapVoice(models.Model):
    """Who put a gap on the list: each counts once."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="voices")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gap", "user"], name="gap_voice_unique")]
