"""Counting standings anew, and pinning them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, require
from pikir.accounts.kinds import AccountKind, AccountState
from pikir.accounts.models import Account
from pikir.audit.actions import record
from pikir.kernel.ids import SPAN, id_of
from pikir.kernel.text import strip_controls
from pikir.moderation.access import can_pin
from pikir.moderation.trust import level_from, records_of
from pikir.moderation.trust_kinds import REASON_LENGTH, RECOUNT_AFTER, RECOUNT_BATCH, Level
from pikir.moderation.trust_models import Standing
from pikir.posts.kinds import State
from pikir.posts.models import Post

_LOOKED_BACK = timedelta(hours=2)  # twice the rhythm of the job


class StandingError(ValueError):
    """A standing cannot be pinned so; the message is for whoever tried."""


def count_standing(*, account: Account, now: datetime) -> Level:
    """Count what an account earned, and keep it."""
    return count_standings(accounts=[account], now=now)[account.pk]


def count_standings(*, accounts: Sequence[Account], now: datetime) -> dict[int, Level]:
    """Count what accounts earned, and keep it; six statements, however many they are."""
    levels = {account: level_from(record) for account, record in records_of(accounts, now=now).items()}
    with transaction.atomic():
        kept = Standing.objects.select_for_update(of=("self",)).in_bulk(list(levels))
        rows = []
        for account, level in sorted(levels.items()):
            row = kept.get(account) or Standing(account_id=account, level=level, since=now)
            if row.level != level:
                row.level, row.since = level, now
            row.counted_at = now
            rows.append(row)
        Standing.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["account"],
            update_fields=["level", "since", "counted_at"],
        )
    return levels


def recount_standing(*, account_id: int, now: datetime) -> None:
    """Count anew how one account stands; nothing where it is gone."""
    account = Account.objects.filter(id=account_id).first()
    if account is not None:
        count_standing(account=account, now=now)


def recount_standings(*, now: datetime) -> int:
    """Count anew who said something lately, who was not counted for a week, and who never was; return how many."""
    chosen = dict.fromkeys([*_lately(now), *_long_ago(now), *_never()])
    people = Account.objects.filter(id__in=list(chosen)[:RECOUNT_BATCH], state=AccountState.ACTIVE)
    return len(count_standings(accounts=list(people), now=now))


def _lately(now: datetime) -> Iterable[int]:
    recent = Post.objects.filter(id__gt=id_of(now - _LOOKED_BACK, SPAN - 1), account__kind=AccountKind.PERSON)
    return recent.exclude(account__standing__counted_at__gt=now - _LOOKED_BACK / 2).values_list(
        "account_id", flat=True
    )[:RECOUNT_BATCH]


def _long_ago(now: datetime) -> Iterable[int]:
    stale = Standing.objects.filter(counted_at__lt=now - RECOUNT_AFTER).order_by("counted_at")
    return stale.values_list("account_id", flat=True)[:RECOUNT_BATCH]


def _never() -> Iterable[int]:
    spoke = Exists(Post.objects.filter(account=OuterRef("pk"), state=State.PUBLISHED))
    people = Account.objects.filter(spoke, standing__isnull=True, kind=AccountKind.PERSON, host="")
    return people.order_by("id").values_list("id", flat=True)[:RECOUNT_BATCH]


def pin_standing(*, actor: Viewer, account_id: int, level: Level | None, reason: str) -> None:
    """Set a level in the place of what is earned, or with None let that count again.

    Raises PermissionDenied, or StandingError without a reason.
    """
    require(can_pin(actor, get_object_or_404(Account, id=account_id)))
    reason = strip_controls(reason)[:REASON_LENGTH]
    if not reason:
        raise StandingError(_("Give the reason: whom it concerns will read it."))
    now = timezone.now()
    with transaction.atomic():
        account_for_change(account_id)
        row = Standing.objects.filter(account_id=account_id).first() or Standing(
            account_id=account_id, since=now, counted_at=now
        )
        row.pinned, row.pinned_by_id = level, actor.user_id
        row.pinned_reason = reason if level is not None else ""
        row.save()
        record(
            actor=actor.user_id,
            verb="pin_standing" if level is not None else "unpin_standing",
            kind="account",
            object_id=account_id,
            account_id=account_id,
            reason=reason,
            data={"level": str(level) if level is not None else ""},
        )


def forget_standing(*, account_id: int) -> None:
    """Forget how well the square knows an account, inside the transaction in which it goes."""
    Standing.objects.filter(account_id=account_id).delete()
