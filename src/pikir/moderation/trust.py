"""What standing somebody has: counted from what they did, kept in a row, asked at every write.

The public page about limits says the same in words, and everyone sees their own numbers.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
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
    since = now - COUNTED
    posts = Post.objects.filter(account=account, state=State.PUBLISHED, visibility__in=_OPEN, published_at__gt=since)
    said = posts.aggregate(all=Count("id"), active=Count(TruncDate("published_at"), distinct=True))
    support = Support.objects.filter(post__in=posts.values("id")).exclude(account=account)
    flags = Flag.objects.filter(reporter=account, answered_at__gt=since).aggregate(
        all=Count("id"), upheld=Count("id", filter=Q(outcome=Outcome.UPHELD))
    )
    taken_back = Q(lifted_how__in=(Lifted.APPEAL, Lifted.REVIEW))
    strikes = Decision.objects.filter(account=account, at__gt=now - STRIKE).exclude(taken_back)
    measures = list(strikes.values_list("measure", flat=True)[: TWO_STRIKES * 10])
    return Record(
        days=(now - account.created_at).days,
        said=said["all"],
        active=said["active"],
        supporters=support.values("account_id").distinct()[:TRUSTED_SUPPORTERS].count(),
        upheld=flags["upheld"],
        answered=flags["all"],
        strikes=len(measures),
        suspended=Measure.SUSPEND in measures,
    )


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
