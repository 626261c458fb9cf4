"""Whom questions give reason to tell: who asked, who supports, who has to answer. Each thing is told once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.models import Operator
from pikir.accounts.names import unquoted
from pikir.kernel.text import excerpt
from pikir.notifications.actions import notify
from pikir.notifications.kinds import Category
from pikir.notifications.models import Notice
from pikir.notifications.registry import Kind, Shown, Told, register
from pikir.offices.kinds import Duty
from pikir.offices.models import DeskDuty
from pikir.offices.questions.addresses import address_of
from pikir.offices.questions.kinds import SOON_DAYS, TICK_BATCH
from pikir.offices.questions.letters.links import links_of_notices
from pikir.offices.questions.models import Question, QuestionEvent, QuestionSupport
from pikir.offices.questions.offering import offered_to, withdrawn_lately
from pikir.offices.questions.states import State
from pikir.offices.questions.texts import HAPPENED
from pikir.offices.questions.watches import OWED
from pikir.posts.kinds import Visibility

_OWN = {
    "ask", "clarify", "speak", "confirm", "settle", "withdraw", "convert", "mend", "register", "delegate",
    "still_yes", "still_no", "still_early",
}  # fmt: skip
_SUPPORTERS = {
    "answer", "answer_above", "promise", "hold", "uphold", "keep", "break", "fall_silent", "reopen", "confirm",
    "settle", "merge", "part", "split", "take_over",
}  # fmt: skip
_OFFICE = {
    "assign",
    "transfer",
    "clarify",
    "convert",
    "speak",
    "go_on",
    "send_back",
    "dispute",
    "contest",
    "escalate",
    "reopen",
    "withdraw",
    "merge",
    "part",
    "take_over",
    "still_no",
}
_DESK = (Duty.REGISTRAR, Duty.HEAD, Duty.DRAFTER, Duty.SIGNER)
_WORDS_TOLD = 200  # characters of what is to be changed; its page says all of it
_LATE_TOLD = timedelta(days=10)  # what became late longer ago was told then, or the square stood still for long


def register_kinds() -> None:
    """Make the kinds of questions known."""
    kinds = (("question_moved", _moved, _show_events), ("question_due", _due, _show_days))
    for name, phrase, show in (
        *kinds,
        ("question_late", _late, _show_days),
        ("question_offered", _offered, _show_events),
    ):
        register(Kind(name=name, category=Category.QUESTION, phrase=phrase, show=show, links=links_of_notices))


def tell_of_event(*, event_id: int) -> None:
    """Tell of one event, in a transaction of its own."""
    rows = QuestionEvent.objects.select_related("question__appointment__official", "question__above")
    event = rows.get(pk=event_id)
    question, people = event.question, set()
    if event.act not in _OWN and question.asker_id:
        people.add(question.asker_id)
    if event.act in _SUPPORTERS:
        people |= set(QuestionSupport.objects.filter(question=question).values_list("user_id", flat=True))
    if event.act in _OFFICE:
        people |= office_people(question)
    people.discard(event.actor_id)
    notify(receivers=people, kind="question_moved", object_id=event.pk, about_id=question.pk, at=event.at)


def tell_of_days(*, now: datetime) -> None:
    """Tell once of each due day that comes near, and once of each that has passed."""
    today = timezone.localdate(now)
    owed = Question.objects.filter(state__in=[one.value for one in OWED], still=False)
    near = owed.filter(due__gte=today, due__lte=today + timedelta(days=SOON_DAYS))
    late = owed.filter(due__lt=today, due__gte=today - _LATE_TOLD)
    for rows, kind in ((near, "question_due"), (late, "question_late")):
        for question in rows.select_related("appointment__official", "above")[:TICK_BATCH]:
            people = office_people(question)
            if kind == "question_late" and question.asker_id:
                people.add(question.asker_id)
            set_by = _set_by(question)
            notify(receivers=people, kind=kind, object_id=set_by, about_id=question.pk, at=now)


def tell_of_offers(*, now: datetime) -> None:
    """Offer what was withdrawn to those who support it, one after the other; to each of them once."""
    for event in withdrawn_lately(now):
        notify(
            receivers=offered_to(event, now),
            kind="question_offered",
            object_id=event.pk,
            about_id=event.question_id,
            at=now,
        )


def _set_by(question: Question) -> int:
    """The event since which this very day is due: by it the same is not told twice."""
    other = QuestionEvent.objects.filter(question=question).exclude(due=question.due)
    last_other = other.order_by("-number").values_list("number", flat=True).first() or 0
    first = QuestionEvent.objects.filter(question=question, number__gt=last_other).order_by("number")
    return int(first.values_list("pk", flat=True)[0])


def office_people(question: Question) -> set[int]:
    """Return the users who have to do with a question at the desks that have it."""
    offices = {question.office_id, *([question.above.office_id] if question.above else [])}
    duties = DeskDuty.objects.filter(operator__account_id__in=offices, duty__in=_DESK)
    owners = Operator.objects.filter(account_id__in=offices, role=OperatorRole.OWNER)
    return {*duties.values_list("operator__user_id", flat=True), *owners.values_list("user_id", flat=True)}


def _moved(told: Told) -> str:
    return gettext("“%(title)s”: %(detail)s") % told.words


def _due(told: Told) -> str:
    return gettext("“%(title)s”: the answer is due %(detail)s") % told.words


def _late(told: Told) -> str:
    return gettext("“%(title)s”: the answer was due %(detail)s and is overdue") % told.words


def _offered(told: Told) -> str:
    return gettext("“%(title)s” was withdrawn by its author. You support it: it can go on as yours") % told.words


def _show_events(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    return {
        notice_id: Shown(url=address_of(event.question), title=_title(event.question), detail=_detail(event))
        for notice_id, event in _events(viewer, notices).items()
    }


def _detail(event: QuestionEvent) -> str:
    """What happened; whose question came back learns at once what is to be changed."""
    words = excerpt(event.words, _WORDS_TOLD) if event.act == "return" and event.words else ""
    if event.question.post.visibility == Visibility.PRIVATE:  # its sentences go out by mail
        words = ""
    return ". ".join(filter(None, (str(HAPPENED[event.act]), words)))


def _show_days(viewer: Viewer, notices: Sequence[Notice]) -> Mapping[int, Shown]:
    return {
        notice_id: Shown(url=address_of(event.question), title=_title(event.question), detail=_day(event))
        for notice_id, event in _events(viewer, notices).items()
        if event.due and event.question.due == event.due
    }


def _events(viewer: Viewer, notices: Sequence[Notice]) -> dict[int, QuestionEvent]:
    """What is behind notices, by notice; one query."""
    rows = QuestionEvent.objects.select_related("question__post", "question__office")
    events = rows.in_bulk([notice.object_id for notice in notices])
    seen = _seen(viewer, [event.question for event in events.values()])
    found = {notice.id: events[notice.object_id] for notice in notices if notice.object_id in events}
    return {notice_id: event for notice_id, event in found.items() if event.question_id in seen}


def _day(event: QuestionEvent) -> str:
    return date_format(event.due, "DATE_FORMAT") if event.due else ""


def _seen(viewer: Viewer, questions: Iterable[Question]) -> Collection[int]:
    """What the reader may still open: what is public, and what they asked or have at their desk."""
    return {
        one.pk
        for one in questions
        if one.state != State.REMOVED
        and (
            one.post.visibility == Visibility.PUBLIC
            or one.asker_id == viewer.user_id
            or one.office_id in viewer.operates
        )
    }


def _title(question: Question) -> str:
    """What is private is named by its number alone: sentences about it go out by mail."""
    return question.number if question.post.visibility == Visibility.PRIVATE else unquoted(question.post.headline)
