"""Reading a list of questions, page by page, each in an order that an index has."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from pikir.offices.questions.kinds import LIST_PAGE
from pikir.offices.questions.lists.kinds import Listing
from pikir.offices.questions.lists.scopes import Scope
from pikir.offices.questions.models import Question
from pikir.offices.questions.queries import LEFT_OUT, WITH, Rows, pair_of, public_questions, rows_of
from pikir.offices.questions.states import Outcome, State
from pikir.offices.workdays import calendar_of
from pikir.posts.kinds import State as PostState
from pikir.posts.kinds import Visibility
from pikir.web.statements import Statement

LONG_DAYS = 10  # working days over: with the square's own term, twice as long as promised
TOLD_DAYS = timedelta(days=30)  # how long feeds tell that a question was taken down
TOLD = 10  # of them at a time
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class _Order:
    """How a list is ordered, and the way from a row to the rows after it: by a number and the row's own."""

    columns: tuple[str, ...]
    number_of: Callable[[Question], int]
    beyond: Callable[[int, int], Q]


def _days(row: Question) -> int:
    return row.late_after.toordinal() if row.late_after else 0


def _moments(row: Question) -> int:
    return (row.answered_at - _EPOCH) // _MICROSECOND if row.answered_at else 0


def _later(day: int, key: int) -> Q:
    then = date.fromordinal(max(1, min(day, date.max.toordinal())))
    return Q(late_after__gte=then) & ~Q(late_after=then, pk__lte=key)  # not "or": the index is walked from that day


def _earlier(moment: int, key: int) -> Q:
    then = _EPOCH + moment * _MICROSECOND
    return Q(answered_at__lte=then) & ~Q(answered_at=then, pk__lte=key)


_NEWEST = _Order(columns=("-pk",), number_of=lambda _row: 0, beyond=lambda _zero, key: Q(pk__lt=key))
_OLDEST = _Order(columns=("late_after", "pk"), number_of=_days, beyond=_later)
_LAST = _Order(columns=("-answered_at", "pk"), number_of=_moments, beyond=_earlier)
_ORDERS = {
    Listing.OVERDUE: _OLDEST,
    Listing.LONG: _OLDEST,
    Listing.TODAY: _LAST,
    Listing.ANSWERED: _LAST,
}


_NAMES = ("name_kk", "name_ru", "name_en")
_SHOWN = (
    "year", "serial", "opened", "lane", "state", "outcome", "zero", "due", "still", "late_after", "answered_at",
    "calendar", "zone", "asked_at", "supporter_count", "post__title", "post__language",
    *(f"{one}__{name}" for one in ("office", "position", "appointment__official", "territory") for name in _NAMES),
)  # fmt: skip
_BESIDE = ("post", "office", "position", "appointment__official", "territory")
_ROWS = Statement[Question](
    lambda keys: Question.objects.select_related(*_BESIDE).only(*_SHOWN).filter(pk__in=keys), shared=True
)
_OF_APPEALS = Statement[Question](
    lambda keys: Question.objects.select_related(*WITH, "topic").defer(*LEFT_OUT).filter(pk__in=keys)
)
_WHOLE = Statement[Question](
    lambda keys: Question.objects.select_related("post__account").defer(*LEFT_OUT[1:]).filter(pk__in=keys)
)


def page_of(
    scope: Scope, listing: Listing, *, now: datetime, after: str = "", limit: int = LIST_PAGE, whole: bool = False
) -> Rows:
    """Return a page of a list, ``whole`` with the texts."""
    listed = in_list(public_questions().filter(scope.where), listing, now)
    return _page(listed, _ORDERS.get(listing, _NEWEST), _WHOLE if whole else _ROWS, now=now, after=after, limit=limit)


def page_of_appeals(appeals: "QuerySet[Question]", *, now: datetime, after: str = "", limit: int = LIST_PAGE) -> Rows:
    """Return a page of some appeals with their topics, the newest first."""
    return _page(appeals, _NEWEST, _OF_APPEALS, now=now, after=after, limit=limit)


def _page(
    listed: "QuerySet[Question]", order: _Order, read: Statement[Question], *, now: datetime, after: str, limit: int
) -> Rows:
    """Two queries, and one or two for each calendar: joined at once, a database may begin with all posts."""
    if key := pair_of(after):
        listed = listed.filter(order.beyond(*key))
    keys = list(listed.order_by(*order.columns).values_list("pk", flat=True)[: limit + 1])
    known = {row.pk: row for row in read.rows(tuple(keys[:limit]))}
    found = [known[pk] for pk in keys[:limit]]
    more = f"{order.number_of(found[-1])}-{found[-1].pk}" if len(keys) > limit else ""
    return rows_of(found, more, now)


def taken_down(scope: Scope, *, now: datetime) -> list[Question]:
    """Return which questions of a scope were taken down lately, the last first: for those who kept copies."""
    found = Question.objects.filter(
        scope.where, state=State.REMOVED, last_at__gt=now - TOLD_DAYS, post__visibility=Visibility.PUBLIC
    )
    rows = found.exclude(post__state=PostState.PUBLISHED).select_related("post").defer(*LEFT_OUT)
    return list(rows.order_by("-last_at")[:TOLD])


def in_list(rows: "QuerySet[Question]", listing: Listing, now: datetime) -> "QuerySet[Question]":
    """Narrow questions down to those that stand in a list at a moment."""
    today = timezone.localdate(now)
    match listing:
        case Listing.OVERDUE:
            return rows.filter(late_after__lt=today)
        case Listing.LONG:
            above = Q(state=State.ESCALATED, level__gt=1)
            return rows.filter(Q(late_after__lt=_days_before(today)) | above, late_after__lt=today)
        case Listing.TODAY:
            return rows.filter(answered_at__gte=timezone.make_aware(datetime.combine(today, time())))
        case Listing.ANSWERED:
            return rows.filter(answered_at__isnull=False)
        case Listing.SILENCE:
            return rows.filter(outcome=Outcome.NEVER_ANSWERED.value)
        case Listing.NOBODY:
            return rows.filter(outcome=Outcome.NOT_COMPETENT_NO_BODY.value)
    return rows


def _days_before(day: date) -> date:
    """The day that is so many working days over, by the week of the square."""
    calendar = calendar_of("kz", zone=timezone.get_current_timezone_name())
    early = day
    while calendar.difference(early, day) < LONG_DAYS:
        early -= timedelta(days=1)
    return early
