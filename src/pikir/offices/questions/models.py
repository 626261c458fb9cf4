"""Tables of questions: the life of a question, its events, answers, verdicts, supporters, and profiles of clocks.

A question is a post of its kind with a row here. ``state``, ``outcome`` and the clock are written by ``actions.act``
alone, from the events; events and signed answers are never changed.
"""

from functools import reduce
from operator import or_
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from pikir.accounts.models import Account, User
from pikir.kernel.ids import make_id
from pikir.offices.kinds import CALENDAR_LENGTH, CODE_LENGTH, SOURCE_LENGTH, URL_LENGTH, ZONE_LENGTH
from pikir.offices.naming import Named
from pikir.offices.questions.clocks import Clock, Terms, Turn
from pikir.offices.questions.indexes import list_indexes
from pikir.offices.questions.kinds import (
    EVIDENCE_LENGTH,
    LINE_LENGTH,
    REASON_LENGTH,
    WORDS_LENGTH,
    Answered,
    Kind,
    Link,
    Naming,
    Role,
    Says,
    Solved,
    number_of,
)
from pikir.offices.questions.machine import BOTH, TRANSITIONS, Standing, Transition
from pikir.offices.questions.states import OPEN, Lane, Outcome, Part, State
from pikir.places.models import Territory
from pikir.posts.models import Post
from pikir.posts.topics import Topic

STATE_LENGTH = 12
ACT_LENGTH = 16
OUTCOME_LENGTH = 24
STATES = tuple(one.value for one in State)
OUTCOMES = tuple(one.value for one in Outcome)
CLOSED = State.CLOSED.value


class ClockProfile(Named):
    """Terms of a lane: the square's own, or those an office promised. A question keeps its terms from the start."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    lane = models.CharField(max_length=8)
    office = models.ForeignKey("offices.Office", on_delete=models.CASCADE, null=True, related_name="clocks")
    terms = models.JSONField()  # of ``Terms`` without the lane; what is left out is as there
    closes = models.TimeField(null=True)  # after it what comes is registered on the next working day
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True, default="")
    source_url = models.CharField(max_length=URL_LENGTH, blank=True, default="")
    # A lawyer compared it with the law; None: nobody did, and the page says so.
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=SOURCE_LENGTH, blank=True, default="")  # who, as they want to be named

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lane", "office"], name="clock_profile_unique")]

    @property
    def verified(self) -> bool:
        """Whether somebody compared the terms with the act they stand in."""
        return self.verified_on is not None

    def as_terms(self) -> Terms:
        """The terms as the clock takes them."""
        return Terms(lane=Lane(self.lane), **self.terms)


class QuestionCounter(models.Model):
    """The last number given in a year: a number is taken in the transaction in which the question is kept."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    objects: ClassVar = models.Manager()


class Question(models.Model):
    """A question to a position and where it stands. The text is the post's."""

    post = models.OneToOneField(Post, on_delete=models.PROTECT, primary_key=True, related_name="question")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    lane = models.CharField(max_length=8, default=Lane.QUESTION.value)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    naming = models.CharField(max_length=10, choices=Naming.choices)
    asker = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="questions")  # left: None
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="questions")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="questions")
    position = models.ForeignKey("offices.Position", on_delete=models.PROTECT, related_name="questions")
    # By which somebody holds the position now; None while nobody is named.
    appointment = models.ForeignKey("offices.Appointment", on_delete=models.PROTECT, null=True, related_name="+")
    # Who owes the answer instead, when it went above.
    above = models.ForeignKey("offices.Position", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=STATE_LENGTH, default=State.DRAFT.value)
    outcome = models.CharField(max_length=OUTCOME_LENGTH, blank=True, default="")
    before_state = models.CharField(max_length=STATE_LENGTH, blank=True, default="")  # it was joined or removed
    before_outcome = models.CharField(max_length=OUTCOME_LENGTH, blank=True, default="")
    opened = models.PositiveSmallIntegerField(default=1)  # how often: shown behind the number from the second time on
    # Who took it over when its author withdrew it, and who had asked first: the asker is whose question it is now.
    carrier = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    first_asker = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    terms = models.JSONField()  # of the profile, as they were when it was asked
    calendar = models.CharField(max_length=CALENDAR_LENGTH, blank=True, default="")
    zone = models.CharField(max_length=ZONE_LENGTH)
    closes = models.TimeField(null=True)
    # What ``clocks.reckon`` says after the last event.
    zero = models.DateField(null=True)
    due = models.DateField(null=True)
    first_due = models.DateField(null=True)
    still = models.BooleanField(default=False)
    # Once it is over the question is late; of one that went above, the day that passed before it did.
    late_after = models.DateField(null=True)
    paused = models.PositiveSmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)
    next_act = models.CharField(max_length=ACT_LENGTH, blank=True, default="")
    next_after = models.DateField(null=True)
    event_count = models.PositiveIntegerField(default=0)
    supporter_count = models.PositiveIntegerField(default=0)
    transfer_count = models.PositiveSmallIntegerField(default=0)
    photo_count = models.PositiveSmallIntegerField(default=0, db_default=0)  # at most so many are there still
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)  # the first signed answer
    last_at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="question_number"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="question_state"),
            models.CheckConstraint(
                condition=Q(state=CLOSED, outcome__in=OUTCOMES) | (~Q(state=CLOSED) & Q(outcome="")),
                name="question_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["due", "post"], name="question_due"),
            models.Index(fields=["next_after", "post"], name="question_next", condition=~Q(next_act="")),
            models.Index(fields=["office", "-post"], name="question_office"),
            models.Index(fields=["position", "topic", "-post"], name="question_position"),
            models.Index(fields=["topic", "territory", "-post"], name="question_topic"),
            models.Index(fields=["-answered_at", "post"], name="question_answered"),
            *list_indexes(),
        ]

    @property
    def number(self) -> str:
        """The number that everybody names it by."""
        return number_of(self.year, self.serial)

    @property
    def label(self) -> str:
        """The number as it is shown, with a suffix from the second time that it was opened on."""
        return f"{self.number}/{self.opened}" if self.opened > 1 else self.number

    @property
    def standing(self) -> Standing:
        """Where it stands, for the machine."""
        before = None
        if self.before_state:
            before = Standing(
                state=State(self.before_state), lane=Lane(self.lane), outcome=_outcome(self.before_outcome)
            )
        return Standing(state=State(self.state), lane=Lane(self.lane), outcome=_outcome(self.outcome), before=before)

    @property
    def is_open(self) -> bool:
        """Whether something is still owed or awaited."""
        return State(self.state) in OPEN

    def set_standing(self, standing: Standing) -> None:
        """Take over where it stands after an act, unsaved."""
        before = standing.before
        self.state, self.lane, self.outcome = standing.state, standing.lane, standing.outcome or ""
        self.before_state = before.state if before else ""
        self.before_outcome = (before.outcome or "") if before else ""

    def set_clock(self, clock: Clock) -> None:
        """Take over what the clock says, unsaved."""
        for name in ("zero", "due", "first_due", "still", "paused", "level", "next_act", "next_after"):
            setattr(self, name, getattr(clock, name))
        stays = self.state == State.ESCALATED and self.late_after is not None
        if not stays:
            self.late_after = None if clock.still else clock.due


def _outcome(value: str) -> Outcome | None:
    return Outcome(value) if value else None


def _may_stand(move: Transition) -> Q:
    """What an event of this act may say, as the database checks it."""
    sources = Q(act=move.act, from_state__in=sorted(one.value for one in move.sources))
    if move.lanes != BOTH and move.act != "convert":  # which alone leads from one lane into the other
        sources &= Q(lane__in=sorted(one.value for one in move.lanes))
    if move.target is not None:
        return sources & Q(state=move.target.value)
    if move.returns:
        return sources & Q(state__in=sorted(one.value for one in OPEN | {State.CLOSED}))
    return sources & Q(state=F("from_state"))


class AppendOnlyQuerySet(models.QuerySet[Any, Any]):
    """Rows that are added and never changed."""

    @override
    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse. Raises TypeError."""
        raise TypeError("what happened is not changed afterwards")

    def untie(self) -> None:
        """Take the person who acted out of events."""
        super().update(actor=None)

    def silence(self) -> None:
        """Take the words out of events that nobody but two sides ever read."""
        super().update(words="")

    @override
    def delete(self) -> NoReturn:
        """Refuse. Raises TypeError."""
        raise TypeError("what happened is not deleted")


class QuestionEvent(models.Model):
    """Something that happened to a question, numbered from 1. The database takes no act that the machine has not."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=ACT_LENGTH)
    part = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Part])
    actor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # never told to the public
    from_state = models.CharField(max_length=STATE_LENGTH)
    state = models.CharField(max_length=STATE_LENGTH)
    lane = models.CharField(max_length=8)
    outcome = models.CharField(max_length=OUTCOME_LENGTH, blank=True, default="")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True, default="")  # a code
    words = models.TextField(max_length=WORDS_LENGTH, blank=True, default="")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")  # which has it afterwards
    position = models.ForeignKey("offices.Position", on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("offices.Appointment", on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.ForeignKey("offices.Answer", on_delete=models.PROTECT, null=True, related_name="+")
    until = models.DateField(null=True)  # the day that the actor set
    due = models.DateField(null=True)  # what was due after it
    at = models.DateTimeField()

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_event_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="question_event_counted"),
            models.CheckConstraint(
                condition=reduce(or_, (_may_stand(move) for move in TRANSITIONS)), name="question_event_act"
            ),
        ]

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises TypeError for one that is there."""
        if not self._state.adding:
            raise TypeError("what happened is not changed afterwards")
        super().save(*args, **kwargs)

    def as_turn(self) -> Turn:
        """The event as the clock takes it."""
        return Turn(
            act=self.act,
            state=State(self.state),
            lane=Lane(self.lane),
            at=self.at,
            until=self.until,
            outcome=self.outcome,
        )


class Answer(models.Model):
    """An answer in the form that all answers have. One that has no ``signed_at`` is a draft, one for each question."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField(default=0)  # 1 for the first signed one; a draft has none
    language = models.CharField(max_length=8)
    says = models.CharField(max_length=10, choices=Says.choices, blank=True, default="")
    one = models.CharField(max_length=LINE_LENGTH, blank=True, default="")  # the answer in one sentence
    one_kk = models.CharField(max_length=LINE_LENGTH, blank=True, default="")  # the same in Kazakh
    checked = models.TextField(max_length=WORDS_LENGTH, blank=True, default="")  # what, by whom, when
    done = models.TextField(max_length=WORDS_LENGTH, blank=True, default="")  # what was or will be done, by whom
    done_on = models.DateField(null=True)
    evidence = models.TextField(max_length=EVIDENCE_LENGTH, blank=True, default="")  # links and numbers, a line each
    law = models.TextField(max_length=WORDS_LENGTH, blank=True, default="")  # the ground in plain words
    disagree = models.TextField(max_length=WORDS_LENGTH, blank=True, default="")  # how, where, until when
    addresses = models.TextField(max_length=WORDS_LENGTH, blank=True, default="")  # why it came back
    drafter = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # inner
    signer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # inner
    appointment = models.ForeignKey("offices.Appointment", on_delete=models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="answer_number"),
            models.CheckConstraint(
                condition=Q(number=0, signed_at=None) | Q(number__gte=1, signed_at__isnull=False),
                name="answer_signed",
            ),
        ]

    @property
    def evidence_lines(self) -> list[str]:
        """What it shows, line by line."""
        return [line.strip() for line in self.evidence.splitlines() if line.strip()]


class Verdict(models.Model):
    """What one person says of the newest answer, until the question is closed."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="verdicts")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    answered = models.PositiveSmallIntegerField(choices=Answered.choices)
    solved = models.CharField(max_length=6, choices=Solved.choices)
    answer_number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="verdict_unique")]
        indexes = [models.Index(fields=["question", "role", "solved"], name="verdict_counted")]


class QuestionSupport(models.Model):
    """Somebody whom the question concerns as well; they are told what comes of it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="supports")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    # They asked or supported this one, which was joined with the question, or of which it is a part.
    through = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="+")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="question_support_unique")]


class QuestionLink(models.Model):
    """What a question has to do with another: the same matter, proposed or joined, or a part of a whole."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="links")
    main = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="linked")
    kind = models.CharField(max_length=8)  # of ``Link``
    about = models.CharField(max_length=LINE_LENGTH, blank=True, default="")  # what a part is about
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=~Q(kind=Link.APART.value), name="question_link_one"),
            models.CheckConstraint(condition=~Q(question=F("main")), name="question_link_other"),
        ]
