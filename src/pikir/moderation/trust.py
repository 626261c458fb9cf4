"""What standing somebody has: counted from what they did, kept in a row, asked at every write.

The public page about limits says the same in words, and everyone sees their own numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from pikir.accounts.models import Account, SquareRole
from pikir.moderation.kinds import Lifted, Measure, Outcome
from pikir.moderation.models import Decision, Flag
from pikir.moderation.trust_kinds import (
    COUNTED,
    MEMBER_ACTIVE,
    MEMBER_DAYS,
    MEMBER_SAID,
    REPORTS_JUDGED,
    REPORTS_RIGHT,
    STRIKE,
    TRUSTED_ACTIVE,
    TRUSTED_DAYS,
    TRUSTED_SAID,
    TRUSTED_SUPPORTERS,
    TWO_STRIKES,
    Level,
)
from pikir.moderation.trust_models import Standing
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post, Support
from pikir.web.limits import Per
from pikir.web.statements import Statement

_OPEN = (Visibility.PUBLIC, Visibility.UNLISTED)
_COLUMNS = {Level.NEWCOMER: Per.NEWCOMER, Level.MEMBER: Per.MEMBER, Level.TRUSTED: Per.TRUSTED}


@dataclass(frozen=True, kw_only=True)
class Record:
    """What counts for and against somebody."""

    days: int  # since the sign-up
    said: int  # posts and comments that stand in public
    active: int  # different days on which they were said
    supporters: int  # different people who support any of it
    upheld: int  # reports that were right
    answered: int  # reports that have an answer
    strikes: int  # decisions about the account that hold or were not taken back
    suspended: bool  # whether one of them suspended it

    @property
    def merit(self) -> int:
        """What was said and what was rightly reported, together."""
        return self.said + self.upheld

    @property
    def reports_well(self) -> bool:
        """Whether the reports were right often enough, or too few to tell."""
        return self.answered < REPORTS_JUDGED or self.upheld >= REPORTS_RIGHT * self.answered


def level_from(record: Record) -> Level:
    """Return what a record earns. Trust is lost as it is earned: by the same count, made anew."""
    if record.suspended or record.strikes >= TWO_STRIKES:
        return Level.NEWCOMER
    if record.days < MEMBER_DAYS or record.merit < MEMBER_SAID or record.active < MEMBER_ACTIVE:
        return Level.NEWCOMER
    known = record.days >= TRUSTED_DAYS and record.merit >= TRUSTED_SAID and record.active >= TRUSTED_ACTIVE
    if known and record.supporters >= TRUSTED_SUPPORTERS and record.strikes == 0 and record.reports_well:
        return Level.TRUSTED
    return Level.MEMBER


def record_of(account: Account, *, now: datetime) -> Record:
    """Return what counts for and against an account now; four queries."""
    return records_of([account], now=now)[account.pk]


def records_of(accounts: Sequence[Account], *, now: datetime) -> dict[int, Record]:
    """Return what counts for and against each of some accounts now, by account; four queries, however many they are."""
    ids, since = [account.pk for account in accounts], now - COUNTED
    said, supporters, reports = _said(ids, since), _supporters(ids, since), _reports(ids, since)
    strikes = _strikes(ids, now - STRIKE)
    return {
        account.pk: Record(
            days=(now - account.created_at).days,
            said=said[account.pk][0],
            active=said[account.pk][1],
            supporters=supporters[account.pk],
            upheld=reports[account.pk][1],
            answered=reports[account.pk][0],
            strikes=len(strikes[account.pk]),
            suspended=Measure.SUSPEND in strikes[account.pk],
        )
        for account in accounts
    }


def _said(ids: Sequence[int], since: datetime) -> Mapping[int, tuple[int, int]]:
    """How many texts and comments of each stand in public, and on how many different days they were said."""
    rows = _heard(ids, since).values_list("account_id")
    found = rows.annotate(all=Count("id"), active=Count(TruncDate("published_at"), distinct=True))
    return defaultdict(lambda: (0, 0), {account: (said, active) for account, said, active in found})


def _supporters(ids: Sequence[int], since: datetime) -> Mapping[int, int]:
    """How many different people support any of what each said, as far as that counts."""
    rows = Support.objects.filter(post__in=_heard(ids, since)).exclude(account=F("post__account"))
    found = rows.values_list("post__account_id").annotate(Count("account_id", distinct=True))
    return Counter({account: min(people, TRUSTED_SUPPORTERS) for account, people in found})


def _heard(ids: Sequence[int], since: datetime) -> QuerySet[Post]:
    return Post.objects.filter(account__in=ids, state=State.PUBLISHED, visibility__in=_OPEN, published_at__gt=since)


def _reports(ids: Sequence[int], since: datetime) -> Mapping[int, tuple[int, int]]:
    """How many reports of each have an answer, and how many of them were right."""
    rows = Flag.objects.filter(reporter__in=ids, answered_at__gt=since).values_list("reporter_id")
    found = rows.annotate(all=Count("id"), upheld=Count("id", filter=Q(outcome=Outcome.UPHELD)))
    return defaultdict(lambda: (0, 0), {account: (answered, upheld) for account, answered, upheld in found})


def _strikes(ids: Sequence[int], since: datetime) -> Mapping[int, list[str]]:
    """The measures about each that hold or were not taken back."""
    taken_back = Q(lifted_how__in=(Lifted.APPEAL, Lifted.REVIEW))
    measures = defaultdict[int, list[str]](list)
    rows = Decision.objects.filter(account__in=ids, at__gt=since).exclude(taken_back)
    for account, measure in rows.values_list("account_id", "measure"):
        measures[account].append(measure)
    return measures


def level_of(account_id: int) -> Level:
    """Return the level by which somebody is treated: as pinned, as staff, as earned; one query."""
    earned, pinned, staff = _LEVEL.first(account_id) or (None, None, False)
    if pinned is not None:
        return Level(pinned)
    return Level.TRUSTED if staff else Level(earned or Level.NEWCOMER)


def _level(account_id: int) -> QuerySet[Account, tuple[int | None, int | None, bool]]:
    staff = Exists(SquareRole.objects.filter(user__account_id=OuterRef("pk")))
    return Account.objects.filter(id=account_id).values_list("standing__level", "standing__pinned", staff)


_LEVEL = Statement[tuple[int | None, int | None, bool]](_level)


def column_of_limits(account_id: int) -> Per:
    """Return by which column of the table of limits somebody is counted."""
    return _COLUMNS[level_of(account_id)]


def standing_of(account_id: int) -> Standing | None:
    """Return what is kept of somebody's standing; None while nothing was counted."""
    return Standing.objects.filter(account_id=account_id).first()


def speaker_of(post: Post) -> int:
    """Return the account whose standing counts for a post: of the person who wrote it, else of its author."""
    writer = post.writer
    return writer.account_id if writer is not None else post.account_id
