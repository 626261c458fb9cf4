"""The one door to a question's life: ask the machine under the lock, append the event, reckon the clock, tell.

Nothing else writes ``state``, ``outcome``, the clock or an event of a question.
"""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.kernel.events import send
from pikir.kernel.workdays import Calendar
from pikir.offices.events import QuestionMoved
from pikir.offices.holders import holder_of, leaders_of
from pikir.offices.models import Position
from pikir.offices.questions.access import is_official, may_sign, parts_for
from pikir.offices.questions.actions import joins, lanes
from pikir.offices.questions.facts import Given, Moment, facts_of, latest_answer, standing_proposal
from pikir.offices.questions.freshness import touch_question
from pikir.offices.questions.kinds import CARRIES, Says
from pikir.offices.questions.machine import WHISPERED, Refusal, Standing, moves_of, try_act
from pikir.offices.questions.models import Question, QuestionEvent
from pikir.offices.questions.queries import head_position
from pikir.offices.questions.states import Outcome, Part
from pikir.offices.questions.watches import calendar_of_question, clock_of, terms_of
from pikir.posts.actions.questions import readdress_post
from pikir.web.statements import Statement

NOTHING = Given()


class ActError(ValueError):
    """The act does not happen; the message says why, ``code`` is for programs."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the refusal."""
        super().__init__(str(refusal.words))
        self.code = refusal.code


def act(
    question_id: int,
    name: str,
    *,
    actor: Viewer | None = None,
    part: Part | None = None,
    given: Given = NOTHING,
    at: datetime | None = None,
    calendar: Calendar | None = None,
) -> QuestionEvent:
    """Do something with a question, or raise ActError; one transaction.

    Somebody acts in all the parts they have; without an actor it is the square, or ``part``, that acts. ``at`` is given
    by imports and demo content. ``calendar`` spares a look-up where many are moved.
    """
    now = at or timezone.now()
    with transaction.atomic():
        question = _locked(question_id)
        if name == "merge":
            joins.hold_main(question)
        days = calendar or calendar_of_question(question)
        events = _HISTORY.rows(question_id)
        parts = parts_for(actor, question, name) if actor else frozenset({part or Part.SQUARE})
        if actor is not None:
            given = _with_rights(given, actor, question)
        moment = Moment(question=question, events=events, calendar=days, now=now, parts=parts, given=given, actor=actor)
        outcome = given.outcome or _ending(question, name, given)
        after = try_act(question.standing, act=name, parts=parts, facts=facts_of(moment, name), outcome=outcome)
        if isinstance(after, Refusal):
            raise ActError(after)
        return _write(moment, name, after, actor)


def _of_lock(question_id: int) -> "QuerySet[Question]":
    rows = Question.objects.select_for_update(of=("self",)).select_related(
        "post__account", "office__account", "position__office", "appointment__official", "above__office", "territory"
    )
    found: QuerySet[Question] = rows.defer("post__source", "post__html", "post__headings").filter(pk=question_id)
    return found


def _of_history(question_id: int) -> "QuerySet[QuestionEvent]":
    found: QuerySet[QuestionEvent] = QuestionEvent.objects.filter(question_id=question_id).order_by("number")
    return found


# Many acts a second meet a busy square: their queries are written once.
_LOCKED = Statement[Question](_of_lock)
_HISTORY = Statement[QuestionEvent](_of_history)


def _locked(question_id: int) -> Question:
    found = _LOCKED.first(question_id)
    if found is None:
        raise Question.DoesNotExist
    return found


def _with_rights(given: Given, actor: Viewer, question: Question) -> Given:
    """What follows from who acts, whatever the caller says."""
    own = is_official(actor, question)
    return Given(**{**vars(given), "signs": may_sign(actor, question), "own": own})


def _ending(question: Question, name: str, given: Given) -> Outcome | None:
    """How an act ends a question that its answer has a word for."""
    if name not in {"confirm", "settle", "hold"}:
        return None
    answer = given.answer or latest_answer(question)
    if answer is None:
        return None
    says = CARRIES[Says(answer.says)]
    if name == "confirm":
        return Outcome.EXPLAINED if says == Outcome.EXPLAINED else Outcome.SOLVED_CONFIRMED
    return says


def _write(moment: Moment, name: str, after: Standing, actor: Viewer | None) -> QuestionEvent:
    question, given = moment.question, moment.given
    before = question.state
    part = _part_for(moment, name)
    question.set_standing(after)
    effect = _EFFECTS.get(name)
    if effect:
        effect(moment)
    event = QuestionEvent(
        question=question,
        number=question.event_count + 1,
        act=name,
        part=part,
        actor_id=actor.user_id if actor else None,
        from_state=before,
        state=after.state.value,
        lane=after.lane.value,
        outcome=(after.outcome or ""),
        reason=given.reason,
        words="" if name in WHISPERED else given.words.strip(),
        office_id=question.office_id,
        position_id=question.above_id or question.position_id,
        appointment=question.appointment,
        answer=given.answer,
        until=_until(moment, name),
        at=moment.now,
    )
    clock = clock_of(question, [*moment.events, event], moment.calendar)
    event.due = clock.due
    question.set_clock(clock)
    question.event_count, question.last_at = event.number, moment.now
    event.save()
    question.save()
    if name != "merge" and standing_proposal(moment.events) and not standing_proposal([*moment.events, event]):
        joins.drop_proposal(question)
    send(QuestionMoved(question_id=question.pk, event_id=event.pk, act=name))
    touch_question(question)
    return event


def _part_for(moment: Moment, name: str) -> Part:
    """In which of their parts somebody acts, as the table names it."""
    move = next(one for one in moves_of(moment.question.standing, moment.parts) if one.act == name)
    return next(part for part in Part if part in move.parts & moment.parts)


def _until(moment: Moment, name: str) -> date | None:
    if name == "promise":
        answer = latest_answer(moment.question)
        return answer.done_on if answer else None
    if name == "propose_merge":
        return moment.calendar.add(moment.today, terms_of(moment.question).merging)
    if name == "split_off":
        return moment.given.zero
    return moment.given.until


def _appointment_of(position: Position, day: date) -> int | None:
    """Rows of holders are shared by all who read them, so they are named by number."""
    held = holder_of(position, day).appointment
    return held.pk if held else None


def _assign(moment: Moment) -> None:
    question = moment.question
    _give_to(moment, moment.given.to or question.position)


def _give_to(moment: Moment, position: Position) -> None:
    question = moment.question
    moved = position.office_id != question.office_id
    question.position_id, question.office_id = position.pk, position.office_id
    question.appointment_id = _appointment_of(position, moment.today)
    if moved:
        readdress_post(post=question.post, account_id=question.office_id)


def _transfer(moment: Moment) -> None:
    """The other office's head has it until its registrar routes it."""
    question, to = moment.question, moment.given.to_office
    if to is None:
        raise AssertionError
    head = head_position(to)
    question.office_id = to.pk
    question.position_id = head.pk if head else question.position_id
    question.appointment = None
    question.transfer_count += 1
    readdress_post(post=question.post, account_id=to.pk)


def _answer(moment: Moment) -> None:
    question, answer = moment.question, moment.given.answer
    if answer is None:
        raise AssertionError
    position = question.above or question.position
    signed = question.answers.filter(signed_at__isnull=False).count()
    answer.number, answer.signed_at = signed + 1, moment.now
    answer.appointment_id = _appointment_of(position, moment.today)
    answer.save(update_fields=["number", "signed_at", "appointment", "signer", "updated_at"])
    question.answered_at = question.answered_at or moment.now


def _escalate(moment: Moment) -> None:
    question = moment.question
    now = question.above or question.position
    above = leaders_of([now], moment.today).get(now.pk)
    question.above_id = above.position.pk if above else question.above_id


def _dispute(moment: Moment) -> None:
    _escalate(moment)
    if moment.question.above_id is None:
        moment.question.above_id = moment.question.position_id


def _reopen(moment: Moment) -> None:
    moment.question.above = None
    moment.question.opened += 1
    _assign(moment)


_EFFECTS: dict[str, Callable[[Moment], None]] = {
    "convert": lanes.become_appeal,
    "hear": lanes.hear,
    "speak": lanes.speak,
    "assign": _assign,
    "delegate": _assign,
    "inherit": _assign,
    "transfer": _transfer,
    "answer": _answer,
    "answer_above": _answer,
    "escalate": _escalate,
    "dispute": _dispute,
    "contest": _dispute,
    "reopen": _reopen,
    "propose_merge": joins.propose,
    "merge": joins.join,
    "part": joins.part,
    "take_over": joins.take_over,
}
