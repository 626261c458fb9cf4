"""What the guards of the machine are told of one question and one act: read from its rows, under the lock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pikir.accounts.access import Viewer
from pikir.kernel.workdays import Calendar
from pikir.offices.holders import Holder, holder_of
from pikir.offices.models import Office, Position
from pikir.offices.questions.access import place_among_supporters
from pikir.offices.questions.appeals.models import Appeal
from pikir.offices.questions.clocks import APART, ROUTING
from pikir.offices.questions.forms_of_answers import faults_of
from pikir.offices.questions.guards import HEARING_DAYS, Facts
from pikir.offices.questions.kinds import CARRIES, OFFER_DAYS, Link, Role, Says, Solved
from pikir.offices.questions.models import Answer, Question, QuestionEvent, QuestionLink, Verdict
from pikir.offices.questions.states import OPEN, Lane, Outcome, Part, State
from pikir.offices.questions.watches import terms_of
from pikir.posts.kinds import Visibility

BEGINNINGS = frozenset({"register", "pass", "reopen", "split_off", "convert"})
_SOLVED = {Solved.YES: 2, Solved.PARTLY: 1, Solved.NO: 0}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody fills in who acts on a question; each act reads what it needs."""

    reason: str = ""
    words: str = ""
    to: Position | None = None  # of routing
    to_office: Office | None = None  # of passing on
    until: date | None = None
    outcome: Outcome | None = None
    answer: Answer | None = None
    evidence: bool = False
    signs: bool = False  # the actor may sign
    decision: bool = False  # of moderation stands behind it
    own: bool = False  # the actor handled the question before
    clean: bool = False  # nothing in the text waits for a look
    into: Question | None = None  # the same matter, of joining
    pieces: int = 0  # into which it is split
    zero: date | None = None  # of the whole, for a part of it


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A question at the moment of an act, with its history."""

    question: Question
    events: Sequence[QuestionEvent]
    calendar: Calendar
    now: datetime
    parts: frozenset[Part]
    given: Given
    actor: Viewer | None = None  # None: the square

    @property
    def today(self) -> date:
        """The day by the clock of its calendar."""
        return self.now.astimezone(self.calendar.zone).date()

    @property
    def current(self) -> list[QuestionEvent]:
        """Events since it was registered or reopened last."""
        begins = [place for place, event in enumerate(self.events) if event.act in BEGINNINGS]
        return list(self.events[begins[-1] :]) if begins else list(self.events)

    def count(self, act: str, events: Iterable[QuestionEvent] | None = None) -> int:
        """How often something happened."""
        return sum(event.act == act for event in (self.events if events is None else events))


def facts_of(moment: Moment, act: str) -> Facts:
    """Return what the guards of an act ask; only what it needs is looked up."""
    given = moment.given
    common: dict[str, Any] = {
        "reason": given.reason,
        "words": given.words,
        "decision": given.decision,
        "own": given.own,
        "evidence": given.evidence,
        "arbiter": Part.ARBITER in moment.parts,
    }
    more = _MORE.get(act)
    return Facts(**common, **(more(moment) if more else {}))


def holder_for(moment: Moment, act: str) -> Holder:
    """Return who holds the position that an act is about."""
    question = moment.question
    position = question.above if act in {"answer_above", "uphold"} and question.above else question.position
    return holder_of(moment.given.to or position, moment.today)


def latest_answer(question: Question) -> Answer | None:
    """Return the answer that stands now."""
    found: Answer | None = Answer.objects.filter(question=question, signed_at__isnull=False).order_by("-number").first()
    return found


def _asking(moment: Moment) -> dict[str, Any]:
    question = moment.question
    others = Question.objects.filter(asker_id=question.asker_id, position=question.position, topic=question.topic)
    open_ones = others.filter(state__in=[one.value for one in OPEN]).exclude(pk=question.pk)
    if question.lane == Lane.APPEAL:  # nobody may refuse to take it
        return _identified(moment) | {"has_twin": False}
    return {"identified": question.asker_id is not None, "has_twin": open_ones.exists()}


def _identified(moment: Moment) -> dict[str, Any]:
    """Whether the fields of the law are there."""
    return {"identified": Appeal.objects.filter(question=moment.question).exclude(sealed="").exists()}


def _registering(moment: Moment) -> dict[str, Any]:
    return {"flagged": not moment.given.clean}


def _splitting_off(moment: Moment) -> dict[str, Any]:
    return {"of_whole": moment.given.zero is not None}


def _routing(moment: Moment) -> dict[str, Any]:
    to = moment.given.to or moment.question.position
    return {"live": not holder_of(to, moment.today).vacant, "same_office": to.office_id == moment.question.office_id}


def _passing_on(moment: Moment) -> dict[str, Any]:
    to, question = moment.given.to_office, moment.question
    zero = question.zero or moment.today
    return {
        "same_office": to is None or to.pk == question.office_id,
        "working_days": moment.calendar.difference(zero, moment.today),
        "transfers": moment.count("transfer"),
    }


def _asking_back(moment: Moment) -> dict[str, Any]:
    return {"clarifications": moment.count("ask_back", moment.current)}


def _extending(moment: Moment) -> dict[str, Any]:
    question, until = moment.question, moment.given.until
    extended = moment.count("extend", moment.current) > 0
    granted = terms_of(question).extender in moment.parts
    if question.due is None or until is None:
        return {"in_time": False, "extended": extended, "granted": granted}
    terms = terms_of(question)
    last = moment.calendar.add(question.due, terms.extension)
    if terms.extension_months and question.zero:
        last = min(last, months_after(question.zero, terms.extension_months))
    return {
        "in_time": moment.today <= question.due,
        "extended": extended,
        "granted": granted,
        "within_cap": question.due < until <= last,
    }


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:  # a shorter month ends earlier
            continue
    raise AssertionError


def _answering(moment: Moment, act: str = "answer") -> dict[str, Any]:
    answer, question = moment.given.answer, moment.question
    returned = question.state in {State.REWORK, State.DISPUTED}
    shown = [event for event in moment.current if event.act == "hear"]
    hearing = (
        moment.calendar.difference(shown[-1].at.astimezone(moment.calendar.zone).date(), moment.today) if shown else 0
    )
    return {
        "live": not holder_for(moment, act).vacant,
        "answer_faults": len(faults_of(answer, question.post.language)) if answer else 1,
        "signatures_missing": 0 if moment.given.signs else 1,
        "heard": not shown or hearing >= HEARING_DAYS,
        "addresses": not returned or bool(answer and answer.addresses.strip()),
    }


def _answering_above(moment: Moment) -> dict[str, Any]:
    return _answering(moment, "answer_above")


def _promising(moment: Moment) -> dict[str, Any]:
    answer = latest_answer(moment.question)
    return {"promised": bool(answer and answer.says == Says.PROMISED and answer.done_on and answer.done.strip())}


def _judging(moment: Moment) -> dict[str, Any]:
    answer = latest_answer(moment.question)
    said = answer and CARRIES[Says(answer.says)]
    facts: dict[str, Any] = {"carries": said, "contesting": contesting(moment.question)}
    verdict = Verdict.objects.filter(question=moment.question, role=Role.AUTHOR).first()
    if verdict is not None:
        facts |= {"answered": verdict.answered, "solved": _SOLVED.get(Solved(verdict.solved))}
    return facts


def contesting(question: Question) -> int:
    """Return how many supporters say of the newest answer that it is not solved."""
    answer = latest_answer(question)
    if answer is None:
        return 0
    rows = Verdict.objects.filter(question=question, role=Role.SUPPORTER, solved=Solved.NO)
    return rows.filter(answer_number=answer.number).count()


def _sending_back(moment: Moment) -> dict[str, Any]:
    before = {event.part for event in moment.current if event.act == "send_back"}
    return {"criterion": moment.given.reason, "sent_back": bool(before & {part.value for part in moment.parts})}


def _disputing(moment: Moment) -> dict[str, Any]:
    back = [event for event in moment.current if event.act == "send_back"]
    return {"reworked": any(event.part == Part.AUTHOR for event in back)}


def _by_itself(moment: Moment) -> dict[str, Any]:
    question = moment.question
    return {"ran_out": question.next_after is not None and moment.today > question.next_after}


def _holding(moment: Moment) -> dict[str, Any]:
    return _by_itself(moment) | _judging(moment)


def _escalating(moment: Moment) -> dict[str, Any]:
    late = _by_itself(moment)["ran_out"]
    return {"late_enough": late and moment.question.next_act == "escalate"}


def _reopening(moment: Moment) -> dict[str, Any]:
    closed = [event for event in moment.events if event.state == State.CLOSED]
    days = (moment.today - closed[-1].at.astimezone(moment.calendar.zone).date()).days if closed else 10**6
    stood = bool(moment.question.before_state)
    return {"days_closed": days, "reopenings": moment.count("reopen"), "stood": stood}


def _proposing(moment: Moment) -> dict[str, Any]:
    into = moment.given.into
    return {
        "declined": moment.count("propose_merge") > 0,
        "same_matter": into is not None and same_matter(moment.question, into),
    }


def _joining(moment: Moment) -> dict[str, Any]:
    proposed = standing_proposal(moment.events)
    if proposed is None:
        return {}
    day = proposed.at.astimezone(moment.calendar.zone).date()
    silent = moment.today > moment.calendar.add(day, terms_of(moment.question).merging)
    link = proposed_link(moment.question)
    return {
        "proposed": link is not None,
        "same_matter": link is not None and same_matter(moment.question, link.main),
        "agreed": silent or Part.AUTHOR in moment.parts,
    }


def standing_proposal(events: Sequence[QuestionEvent]) -> QuestionEvent | None:
    """Return the proposal to join that still stands: all since then was on the way to who is responsible."""
    for event in reversed(events):
        if event.act == "propose_merge":
            return event
        if event.act in APART or event.state not in ROUTING:
            return None
    return None


def proposed_link(question: Question) -> QuestionLink | None:
    """Return with what it is proposed to join a question; one query."""
    rows = QuestionLink.objects.filter(question=question, kind=Link.PROPOSED)
    found: QuestionLink | None = rows.select_related("main__post", "main__territory", "main__office__account").first()
    return found


def same_matter(question: Question, other: Question) -> bool:
    """Whether one answer can serve both: the same topic, one place within the other, both public, the other open.

    An appeal is answered by itself.
    """
    if question.pk == other.pk or question.topic_id != other.topic_id or not other.is_open:
        return False
    if Lane.APPEAL in {question.lane, other.lane}:
        return False
    both = (question.territory.path, other.territory.path)
    public = {question.post.visibility, other.post.visibility} == {Visibility.PUBLIC}
    return public and (both[0].startswith(both[1]) or both[1].startswith(both[0]))


def _splitting(moment: Moment) -> dict[str, Any]:
    question = moment.question
    zero = question.zero or moment.today
    part = QuestionLink.objects.filter(question=question, kind=Link.PART).exists()
    return {
        "named_parts": moment.given.pieces,
        "whole": not part and moment.count("split") == 0,
        "working_days": moment.calendar.difference(zero, moment.today),
    }


def _taking_over(moment: Moment) -> dict[str, Any]:
    since = _reopening(moment)
    place = place_among_supporters(moment.actor, moment.question) if moment.actor else None
    return since | {"their_turn": place is not None and since["days_closed"] >= min(place, OFFER_DAYS)}


def _still(moment: Moment) -> dict[str, Any]:
    return {"asked_still": waits_for_still(moment.events)}


def waits_for_still(events: Sequence[QuestionEvent]) -> bool:
    """Whether the author was asked if it is solved still, and has not replied."""
    return bool(events) and events[-1].act == "follow_up"


_MORE = {
    "split_off": _splitting_off,
    "ask": _asking,
    "register": _registering,
    "convert": _identified,
    "assign": _routing,
    "delegate": _routing,
    "inherit": _routing,
    "transfer": _passing_on,
    "ask_back": _asking_back,
    "extend": _extending,
    "answer": _answering,
    "answer_above": _answering_above,
    "promise": _promising,
    "confirm": _judging,
    "settle": _judging,
    "hold": _holding,
    "contest": _holding,
    "send_back": _sending_back,
    "dispute": _disputing,
    "escalate": _escalating,
    "lapse": _by_itself,
    "go_on": _by_itself,
    "break": _by_itself,
    "fall_silent": _by_itself,
    "reopen": _reopening,
    "part": _reopening,
    "follow_up": _by_itself,
    "propose_merge": _proposing,
    "keep_apart": _joining,
    "merge": _joining,
    "split": _splitting,
    "take_over": _taking_over,
    "still_yes": _still,
    "still_no": _still,
    "still_early": _still,
}
