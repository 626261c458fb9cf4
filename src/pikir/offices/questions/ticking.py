"""What clocks do by themselves. Safe to run at any time and twice: the machine refuses what is not due."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from pikir.kernel.workdays import Calendar
from pikir.offices.holders import holder_of, leaders_of
from pikir.offices.models import Position
from pikir.offices.questions.actions.acting import ActError, act
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import TICK_BATCH
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.states import OPEN
from pikir.offices.questions.watches import clock_of
from pikir.offices.workdays import calendar_of

_OPEN = [one.value for one in OPEN]
_INSTEAD = {"hold": ("hold", "contest"), "merge": ("merge", "keep_apart")}
_ROUTED = ("assigned", "accepted", "clarifying", "hearing", "rework", "answered", "promised")


def move_clocks(*, now: datetime, limit: int = TICK_BATCH) -> int:
    """Do what is due by now, the oldest first also after days off; return how much happened."""
    done = 0
    for question in due_questions(now)[:limit]:
        done += any(_step(question.pk, name, now) for name in _steps(question.next_act))
    return done


def _steps(name: str) -> tuple[str, ...]:
    """What is tried: an answer that supporters contest does not hold, and a closed question is joined by nobody."""
    return _INSTEAD.get(name, (name,))


def _step(question_id: int, name: str, now: datetime) -> bool:
    try:
        act(question_id, name, at=now)
    except ActError:  # somebody was quicker, or the day is not over yet in the zone of its calendar
        return False
    return True


def due_questions(now: datetime) -> "list[Question]":
    """Return whose clock has a step to make, the oldest first; where the zone is another, perhaps hours later."""
    rows = Question.objects.filter(next_after__lt=timezone.localdate(now)).exclude(next_act="")
    return list(rows.order_by("next_after", "post_id").only("post_id", "next_act")[:TICK_BATCH])


def hand_over(*, now: datetime) -> int:
    """Give open questions of those who left office to who holds the position now; return how many."""
    today, done = timezone.localdate(now), 0
    gone = Q(appointment__last_day__lt=today)
    rows = Question.objects.filter(gone, state__in=_ROUTED).select_related("position__office")
    for question in rows.order_by("post_id")[:TICK_BATCH]:
        done += _inherit(question, today, now)
    return done


def hand_over_position(*, position_id: int, now: datetime) -> int:
    """Give the open questions of a position to who holds it now, when that is another person; return how many."""
    today, done = timezone.localdate(now), 0
    position = Position.objects.select_related("office").get(pk=position_id)
    appointment = holder_of(position, today).appointment
    rows = Question.objects.filter(position_id=position_id, state__in=_ROUTED)
    for question in rows.exclude(appointment=appointment).select_related("position__office")[:TICK_BATCH]:
        done += _inherit(question, today, now)
    return done


def _inherit(question: Question, today: date, now: datetime) -> int:
    holder = holder_of(question.position, today)
    if holder.vacant:
        holder = leaders_of([question.position], today).get(question.position_id, holder)
    if holder.appointment is None or holder.appointment.pk == question.appointment_id:
        return 0
    try:
        act(question.pk, "inherit", given=Given(to=holder.position), at=now)
    except ActError:
        return 0
    return 1


def recount(*, code: str, now: datetime) -> int:
    """Reckon open questions anew after their calendar was changed; each whose due day moves has an event of it."""
    moved, last = 0, 0
    calendar: Calendar | None = None
    while batch := list(
        Question.objects.filter(calendar=code, state__in=_OPEN, pk__gt=last).order_by("pk")[:TICK_BATCH]
    ):
        calendar = calendar or calendar_of(code, zone=batch[0].zone)
        for question in batch:
            moved += _recount(question, calendar, now)
        last = batch[-1].pk
    return moved


def _recount(question: Question, calendar: Calendar, now: datetime) -> int:
    events = QuestionEvent.objects.filter(question=question).order_by("number")
    clock = clock_of(question, events, calendar)
    if (clock.due, clock.next_after) == (question.due, question.next_after):
        return 0
    try:
        act(question.pk, "recount", at=now, calendar=calendar)
    except ActError:  # closed a moment ago
        return 0
    return 1
