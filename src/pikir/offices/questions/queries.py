"""The read side of questions: what is similar, what an office has on its desk; public lists are in ``lists``."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from pikir.accounts.access import Viewer
from pikir.kernel.languages import LANGUAGES, fold
from pikir.kernel.workdays import Calendar
from pikir.offices.models import Office, Position
from pikir.offices.questions.kinds import (
    COMMON,
    DESK_PAGE,
    NUMBER,
    PROFILES,
    SIMILAR,
    SIMILAR_LOOKED,
    Answered,
    Role,
    Solved,
)
from pikir.offices.questions.models import Answer, ClockProfile, Question, QuestionEvent, QuestionSupport, Verdict
from pikir.offices.questions.states import OPEN, Lane, State
from pikir.offices.questions.watches import Watch, watch_of
from pikir.offices.workdays import calendar_of
from pikir.places.models import Territory
from pikir.posts.kinds import State as PostState
from pikir.posts.kinds import Visibility
from pikir.posts.models import Post
from pikir.posts.topics import Topic
from pikir.web.statements import Statement

_AT_DESKS = [one.value for one in OPEN - {State.SCREENING, State.RETURNED}]  # what no moderator has to let out first
WITH = (
    "post__account", "office__account", "position", "appointment__official", "territory",
)  # fmt: skip
LEFT_OUT = ("post__html", "post__source", "post__headings")
_KEY_MAX = 1 << 52  # microseconds reach into the year 2112


class Calendars:
    """The calendars of one page, each looked up once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[tuple[str, str], Calendar] = {}

    def of(self, question: Question) -> Calendar:
        """Return the calendar of a question."""
        key = (question.calendar, question.zone)
        if key not in self._known:
            self._known[key] = calendar_of(key[0], zone=key[1])
        return self._known[key]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A question in a list, with its clock today."""

    question: Question
    watch: Watch | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """A page of a list; ``after`` leads to the next one, empty at the end."""

    items: list[Row]
    after: str


def public_questions() -> "QuerySet[Question]":
    """Public questions that everyone may read; appeals have a list of their own.

    Asked of each, so that a list is walked along its own index.
    """
    public = Post.objects.filter(pk=OuterRef("pk"), state=PostState.PUBLISHED, visibility=Visibility.PUBLIC)
    found: QuerySet[Question] = Question.objects.filter(Exists(public), lane=Lane.QUESTION)
    return found


def rows_of(found: Sequence[Question], after: str, now: datetime) -> Rows:
    """Return questions with their clocks; one or two queries for each calendar."""
    calendars = Calendars()
    items = [Row(question=one, watch=watch_of(one, calendars.of(one), now)) for one in found]
    return Rows(items=items, after=after)


def desk_rows(office: Office, *, now: datetime, after: str = "", limit: int = DESK_PAGE) -> Rows:
    """Return a page of what waits at an office: what is due first at the head, what has no day at the end."""
    mine = Question.objects.filter(Q(office=office) | Q(above__office=office), state__in=_AT_DESKS)
    rows = mine.annotate(by=Coalesce("due", Value(date.max))).filter(_waiting_longer(after))
    found = list(rows.select_related(*WITH).defer(*LEFT_OUT).order_by("by", "pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return rows_of(found[:limit], f"{(last.due or date.max).toordinal()}-{last.pk}" if last else "", now)


def _waiting_longer(after: str) -> Q:
    key = pair_of(after)
    if key is None:
        return Q()
    day = date.fromordinal(max(1, min(key[0], date.max.toordinal())))
    return Q(by__gt=day) | Q(by=day, pk__gt=key[1])


def asked_by(viewer: Viewer, *, now: datetime, after: str = "", limit: int = DESK_PAGE) -> Rows:
    """Return a page of what somebody asked, the newest first, however they were named."""
    key = pair_of(after)
    mine = Question.objects.filter(Q(pk__lt=key[1]) if key else Q(), asker_id=viewer.user_id or 0)
    found = list(mine.select_related(*WITH).defer(*LEFT_OUT).order_by("-pk")[: limit + 1])
    return rows_of(found[:limit], f"0-{found[limit - 1].pk}" if len(found) > limit else "", now)


def pair_of(after: str) -> tuple[int, int] | None:
    """Read the place in a list that an address names: a number and the row's own. Nonsense is the beginning."""
    first, _dash, second = after.partition("-")
    if not (first.isascii() and first.isdecimal() and second.isascii() and second.isdecimal()):
        return None
    if len(after) > 2 * 19 + 1:
        return None
    pair = int(first), int(second)
    return pair if pair[0] < _KEY_MAX and pair[1] < 1 << 63 else None


def similar_to(words: str, *, topic: Topic | None, territory: Territory | None) -> list[Question]:
    """Return open or lately asked questions of a topic and place that share words with what somebody writes."""
    rows = public_questions().exclude(state=State.REMOVED)
    if topic is not None:
        rows = rows.filter(topic=topic)
    if territory is not None:
        rows = rows.filter(territory__path__startswith=territory.path)
    newest = rows.select_related("post__account", "office", "territory").defer(*LEFT_OUT).order_by("-year", "-serial")
    asked = _stems(words)
    titles = [(_stems(one.post.title), one) for one in newest[:SIMILAR_LOOKED]]
    often = Counter(stem for stems, _one in titles for stem in stems)
    telling = {stem for stem in asked if often[stem] <= COMMON}
    scored = [(len(telling & stems), one) for stems, one in titles]
    found = sorted((pair for pair in scored if pair[0] or not asked), key=lambda pair: -pair[0])
    return [one for _score, one in found[:SIMILAR]]


def _stems(words: str) -> set[str]:
    """Beginnings of the longer words: endings change with every case."""
    return {word[:5] for word in fold(words).split() if len(word) > 3}


def events_of(question: Question, limit: int) -> list[QuestionEvent]:
    """Return what happened with a question, from the beginning; shared by all who read it, never to be changed."""
    return _EVENTS.rows(question.pk, limit=limit)


def _written_events(question_id: int, *, limit: int) -> "QuerySet[QuestionEvent]":
    own = [field.name for field in QuestionEvent._meta.concrete_fields]  # noqa: SLF001 - Django documents it
    rows: QuerySet[QuestionEvent] = QuestionEvent.objects.filter(question_id=question_id)
    beside = rows.select_related("appointment__official", "position", "office", "answer", "linked")
    return beside.only(*own, *_SHOWN_OF_EVENTS).order_by("number")[:limit]


_NAMED = ("appointment__official", "position", "office")
_SHOWN_OF_EVENTS = (
    *(f"{one}__name_{language}" for one in _NAMED for language in LANGUAGES),
    "answer__number", "answer__language", "answer__one", "linked__domain",
)  # fmt: skip
_EVENTS = Statement[QuestionEvent](_written_events, shared=True)


def signed_answers(question: Question) -> list[Answer]:
    """Return the answers that stand, the first one first; shared by all who read them, never to be changed."""
    return _SIGNED.rows(question.pk)


_SIGNED = Statement[Answer](
    lambda question_id: (
        Answer.objects.filter(question_id=question_id, signed_at__isnull=False)
        .select_related("appointment__official", "appointment__position", "linked")
        .order_by("number")
    ),
    shared=True,
)


def other_offices(office_id: int) -> "QuerySet[Office]":
    """Return the offices to which one may hand on."""
    found: QuerySet[Office] = Office.objects.present().exclude(pk=office_id).select_related("account")
    return found.order_by("sort_kk")


def profiles(office_promises: int = PROFILES) -> list[ClockProfile]:
    """Return what clocks run by: the profiles of the square, then what offices promised, so many at most."""
    rows = ClockProfile.objects.select_related("office__account")
    own = list(rows.filter(office=None).order_by("lane"))
    own.sort(key=lambda one: one.lane != Lane.QUESTION)
    return own + list(rows.filter(office__isnull=False).order_by("office__sort_kk", "pk")[:office_promises])


def profile_called(code: str) -> ClockProfile | None:
    """Return a profile of a clock by its code."""
    found: ClockProfile | None = ClockProfile.objects.select_related("office__account").filter(code=code).first()
    return found


def head_position(office: Office) -> Position | None:
    """Return the position that has what comes to an office until it is routed: its head, or the first of it."""
    heads: Position | None = office.positions.filter(is_head=True, retired_on=None).first()
    return heads or office.positions.order_by("rank", "id").first()


def question_called(number: str) -> Question | None:
    """Return a question that everyone may read by its number, or by the address of its page; None without one."""
    match = NUMBER.search(number)
    if match is None:
        return None
    rows = public_questions().select_related("post__account", "office__account", "territory")
    found: Question | None = rows.filter(year=int(match[1]), serial=int(match[2])).first()
    return found


def positions_of_office(office_id: int) -> "QuerySet[Position]":
    """Return positions to which a question may be routed."""
    found: QuerySet[Position] = Position.objects.filter(office_id=office_id, retired_on=None)
    return found.order_by("-is_head", "rank", "id")


def supports(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer said "me too"."""
    return _SUPPORT.first(question.pk, viewer.user_id or 0) is not None


_SUPPORT = Statement[tuple[int]](
    lambda question_id, user_id: QuestionSupport.objects.filter(question_id=question_id, user_id=user_id).values_list(
        "pk"
    )
)


def own_verdict(viewer: Viewer, question: Question) -> Verdict | None:
    """Return what the viewer said of the answer."""
    return _VERDICT.first(question.pk, viewer.user_id or 0)


_VERDICT = Statement[Verdict](
    lambda question_id, user_id: Verdict.objects.filter(question_id=question_id, user_id=user_id)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What one group of people said of an answer: counts of "yes", "in part" and "no" for each of the two questions."""

    role: Role
    answered: tuple[int, int, int]
    solved: tuple[int, int, int]
    people: int


def tallies_of(question: Question) -> list[Tally]:
    """Return the verdicts, author, supporters and observers apart; one query."""
    said: dict[str, list[tuple[int, str]]] = {}
    for role, answered, solved in _VERDICTS.rows(question.pk):
        said.setdefault(role, []).append((answered, solved))
    return [_tally(role, said[role]) for role in Role if role in said]


_VERDICTS = Statement[tuple[str, int, str]](
    lambda question_id: Verdict.objects.filter(question_id=question_id).values_list("role", "answered", "solved")
)


def _tally(role: Role, rows: list[tuple[int, str]]) -> Tally:
    def count(place: int, values: tuple[Any, ...]) -> tuple[int, int, int]:
        yes, partly, no = (sum(row[place] == value for row in rows) for value in values)
        return yes, partly, no

    return Tally(
        role=role,
        answered=count(0, (Answered.YES, Answered.PARTLY, Answered.NO)),
        solved=count(1, (Solved.YES, Solved.PARTLY, Solved.NO)),
        people=len(rows),
    )
