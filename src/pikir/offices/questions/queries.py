"""The read side of questions: lists, what is similar, what an office has on its desk."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.kernel.languages import fold
from pikir.kernel.workdays import Calendar
from pikir.offices.models import Office, Position
from pikir.offices.questions.kinds import DESK_PAGE, LIST_PAGE, SIMILAR, SIMILAR_LOOKED, Answered, Role, Solved
from pikir.offices.questions.models import Question, QuestionEvent, QuestionSupport, Verdict
from pikir.offices.questions.states import OPEN, State
from pikir.offices.questions.watches import OWED, Watch, watch_of
from pikir.offices.workdays import calendar_of
from pikir.places.models import Territory
from pikir.posts.kinds import State as PostState
from pikir.posts.kinds import Visibility
from pikir.posts.topics import Topic

TABS = ("newest", "overdue", "long", "answered")
_OPEN = [one.value for one in OPEN]
_OWED = [one.value for one in OWED]
_WITH = (
    "post__account", "office__account", "position", "appointment__official", "territory",
)  # fmt: skip
_LEFT_OUT = ("post__source", "post__html", "post__headings")
LONG_DAYS = 10  # working days over: with the square's own term, twice as long as promised


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
    """Questions that everyone may read."""
    return Question.objects.filter(post__state=PostState.PUBLISHED, post__visibility=Visibility.PUBLIC)


def listed(tab: str, *, now: datetime, after: str = "", office: Office | None = None, limit: int = LIST_PAGE) -> Rows:
    """Return a page of a public list; each is in an order that an index has."""
    rows = public_questions()
    if office is not None:
        rows = rows.filter(office=office)
    if tab in {"overdue", "long"}:
        return _by_day(_late(rows, tab, now), after, now, limit)
    if tab == "answered":
        return _by_number(rows.filter(answered_at__isnull=False), after, now, limit)
    return _by_number(rows, after, now, limit)


def _late(rows: "QuerySet[Question]", tab: str, now: datetime) -> "QuerySet[Question]":
    last = timezone.localdate(now)
    if tab == "long":
        last = _days_before(last)
    above = Q(state=State.ESCALATED, level__gt=1 if tab == "long" else 0)  # in time or not, the answer is not
    return rows.filter(Q(state__in=_OWED, still=False, due__lt=last) | above)


def _days_before(day: date) -> date:
    """The day that is so many working days over, by the week of the square."""
    calendar = calendar_of("kz", zone=timezone.get_current_timezone_name())
    early = day
    while calendar.difference(early, day) < LONG_DAYS:
        early -= timedelta(days=1)
    return early


def _by_day(rows: "QuerySet[Question]", after: str, now: datetime, limit: int) -> Rows:
    """Those who wait longest first."""
    key = _pair(after)
    if key:
        due = date.fromordinal(key[0])
        rows = rows.filter(Q(due__gt=due) | Q(due=due, pk__gt=key[1]))
    found = _read(rows.order_by("due", "post_id"), limit)
    more = found[limit - 1] if len(found) > limit else None
    return _rows(found[:limit], f"{more.due.toordinal()}-{more.pk}" if more and more.due else "", now)


def _by_number(rows: "QuerySet[Question]", after: str, now: datetime, limit: int) -> Rows:
    """The newest number first."""
    key = _pair(after)
    if key:
        rows = rows.filter(Q(year__lt=key[0]) | Q(year=key[0], serial__lt=key[1]))
    found = _read(rows.order_by("-year", "-serial"), limit)
    more = found[limit - 1] if len(found) > limit else None
    return _rows(found[:limit], f"{more.year}-{more.serial}" if more else "", now)


def _read(rows: "QuerySet[Question]", limit: int) -> list[Question]:
    return list(rows.select_related(*_WITH).defer(*_LEFT_OUT)[: limit + 1])


def _rows(found: list[Question], after: str, now: datetime) -> Rows:
    calendars = Calendars()
    items = [Row(question=one, watch=watch_of(one, calendars.of(one), now)) for one in found]
    return Rows(items=items, after=after)


def _pair(after: str) -> tuple[int, int] | None:
    first, _dash, second = after.partition("-")
    if not (first.isascii() and first.isdecimal() and second.isascii() and second.isdecimal()):
        return None
    pair = int(first), int(second)
    return pair if 1 <= pair[0] < 3_000_000 and pair[1] < 1 << 63 else None


def desk_rows(office: Office, *, now: datetime, limit: int = DESK_PAGE) -> list[Row]:
    """Return what waits at an office, what is due first at the head."""
    mine = Question.objects.filter(Q(office=office) | Q(above__office=office), state__in=_OPEN)
    found = list(mine.select_related(*_WITH).order_by(F("due").asc(nulls_last=True), "post_id")[:limit])
    return _rows(found, "", now).items


def asked_by(viewer: Viewer, *, now: datetime, limit: int = DESK_PAGE) -> list[Row]:
    """Return what somebody asked, the newest first, however they were named."""
    mine = Question.objects.filter(asker_id=viewer.user_id or 0).select_related(*_WITH)
    return _rows(list(mine.order_by("-year", "-serial")[:limit]), "", now).items


def similar_to(words: str, *, topic: Topic | None, territory: Territory | None) -> list[Question]:
    """Return open or lately asked questions of a topic and place that share words with what somebody writes."""
    rows = public_questions().exclude(state=State.REMOVED)
    if topic is not None:
        rows = rows.filter(topic=topic)
    if territory is not None:
        rows = rows.filter(territory__path__startswith=territory.path)
    newest = rows.select_related("post__account", "office").defer(*_LEFT_OUT).order_by("-year", "-serial")
    asked = _stems(words)
    scored = [(len(asked & _stems(one.post.title)), one) for one in newest[:SIMILAR_LOOKED]]
    found = sorted((pair for pair in scored if pair[0] or not asked), key=lambda pair: -pair[0])
    return [one for _score, one in found[:SIMILAR]]


def _stems(words: str) -> set[str]:
    """Beginnings of the longer words: endings change with every case."""
    return {word[:5] for word in fold(words).split() if len(word) > 3}


def post_of_number(number: str) -> int | None:
    """Return the post of a question by its number, None for a number that was never given."""
    year, _dash, serial = number.removeprefix("Q-").partition("-")
    found: int | None = Question.objects.filter(year=int(year), serial=int(serial)).values_list("pk", flat=True).first()
    return found


def events_of(question: Question, limit: int) -> list[QuestionEvent]:
    """Return what happened with a question, from the beginning."""
    rows = QuestionEvent.objects.filter(question=question).select_related(
        "appointment__official", "position", "office", "answer__appointment__official", "linked"
    )
    return list(rows.order_by("number")[:limit])


def other_offices(office_id: int) -> "QuerySet[Office]":
    """Return the offices to which one may hand on."""
    found: QuerySet[Office] = Office.objects.present().exclude(pk=office_id).select_related("account")
    return found.order_by("sort_kk")


def positions_of_office(office_id: int) -> "QuerySet[Position]":
    """Return positions to which a question may be routed."""
    found: QuerySet[Position] = Position.objects.filter(office_id=office_id, retired_on=None)
    return found.order_by("-is_head", "rank", "id")


def supports(viewer: Viewer, question: Question) -> bool:
    """Whether the viewer said "me too"."""
    return QuestionSupport.objects.filter(question=question, user_id=viewer.user_id or 0).exists()


def own_verdict(viewer: Viewer, question: Question) -> Verdict | None:
    """Return what the viewer said of the answer."""
    found: Verdict | None = Verdict.objects.filter(question=question, user_id=viewer.user_id or 0).first()
    return found


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
    for role, answered, solved in Verdict.objects.filter(question=question).values_list("role", "answered", "solved"):
        said.setdefault(role, []).append((answered, solved))
    return [_tally(role, said[role]) for role in Role if role in said]


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
