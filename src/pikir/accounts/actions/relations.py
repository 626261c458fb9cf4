"""Following, blocking, muting, filtering: what people decide about others for themselves.

Nothing of it stands in the inner log, which staff reads: whom somebody blocks is nobody else's business. Both accounts
are locked, in the order of their identifiers, so that a block and a follow at the same moment end as one of both.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypeVar

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_speak_as, require, user_of
from pikir.accounts.circles import is_blocked
from pikir.accounts.events import Blocked, Followed, FollowRequested, Muted, Unblocked, Unfollowed, Unmuted
from pikir.accounts.kinds import (
    FILTER_LENGTH,
    FILTER_MINIMUM,
    FILTERS_KEPT,
    RELATIONS_KEPT,
    Circle,
    FollowPolicy,
    RelationKind,
)
from pikir.accounts.models import Account, Filter, Relation
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.kernel.languages import fold
from pikir.kernel.text import strip_controls
from pikir.web.freshness import touch

Answer = TypeVar("Answer")


class RelationError(ValueError):
    """It cannot be done; the message is for whoever tried."""


def _between(act: Callable[..., Answer]) -> Callable[..., Answer]:
    """Make an action of an act between two locked accounts; the action takes ``actor`` and ``target_id``."""

    @wraps(act)
    def action(*, actor: Viewer, target_id: int, **kwargs: object) -> Answer:
        user_of(actor)
        with transaction.atomic():
            pair = Account.objects.select_for_update().filter(id__in=(actor.account_id, target_id)).order_by("id")
            found = {account.id: account for account in pair}
            own, other = found.get(actor.account_id or 0), found.get(target_id)
            if own is None or other is None:
                raise Http404
            if own == other:
                raise RelationError(_("This is your own account."))
            return act(own, other, **kwargs)

    return action


def follow(*, actor: Viewer, target_id: int) -> str:
    """Follow an account, or ask it where it wants to be asked. Returns the kind of relation that there is now.

    Who is blocked meets the same answer as at an account that asks for requests, and the request is shown to nobody.
    """
    require(can_speak_as(actor, actor.account_id or 0))
    return _follow(actor=actor, target_id=target_id)


@_between
def _follow(own: Account, other: Account) -> str:
    if other.suspended:
        raise RelationError(_("This account is suspended."))
    kinds = set(Relation.objects.filter(source=own, target=other).values_list("kind", flat=True))
    if RelationKind.BLOCK in kinds:
        raise RelationError(_("You block this account. Unblock it first."))
    if RelationKind.FOLLOW in kinds:
        return RelationKind.FOLLOW
    shut = is_blocked(by=other.id, account_id=own.id)
    if shut or other.follow_policy == FollowPolicy.REQUEST:
        if _add(own, other, RelationKind.REQUEST) and not shut:
            events.send(FollowRequested(follower_id=own.id, followed_id=other.id))
        return RelationKind.REQUEST
    _begin_following(own, other)
    return RelationKind.FOLLOW


def _begin_following(follower: Account, followed: Account, *, accepted: bool = False) -> None:
    _end(follower, followed, RelationKind.REQUEST)
    if not _add(follower, followed, RelationKind.FOLLOW):
        return
    events.send(Followed(follower_id=follower.id, followed_id=followed.id, accepted=accepted))
    touch(f"account:{follower.handle}", f"account:{followed.handle}")


def _end_following(follower: Account, followed: Account) -> None:
    _end(follower, followed, RelationKind.REQUEST)
    if not _end(follower, followed, RelationKind.FOLLOW):
        return
    events.send(Unfollowed(follower_id=follower.id, followed_id=followed.id))
    touch(f"account:{follower.handle}", f"account:{followed.handle}")


@_between
def unfollow(own: Account, other: Account) -> None:
    """Follow an account no longer, or take the request back."""
    _end_following(own, other)


@_between
def accept_request(own: Account, other: Account) -> None:
    """Let somebody follow who asked for it. Raises RelationError when they ask no longer."""
    asked = Relation.objects.filter(source=other, target=own, kind=RelationKind.REQUEST).exists()
    if not asked or is_blocked(by=own.id, account_id=other.id):
        raise RelationError(_("This account does not ask to follow you any more."))
    _begin_following(other, own, accepted=True)


@_between
def decline_request(own: Account, other: Account) -> None:
    """Put a request away. Whoever asked is not told."""
    _end(other, own, RelationKind.REQUEST)


@_between
def remove_follower(own: Account, other: Account) -> None:
    """End that somebody follows the actor. They are not told."""
    _end_following(other, own)


@_between
def block(own: Account, other: Account) -> None:
    """Shut an account out and see it no more; follows and requests between both end. They are not told."""
    _end_following(own, other)
    _end_following(other, own)
    if _add(own, other, RelationKind.BLOCK):
        events.send(Blocked(blocker_id=own.id, blocked_id=other.id))


@_between
def unblock(own: Account, other: Account) -> None:
    """End a block. What they asked in the meantime is put away with it."""
    if _end(own, other, RelationKind.BLOCK):
        _end(other, own, RelationKind.REQUEST)
        events.send(Unblocked(blocker_id=own.id, blocked_id=other.id))


@_between
def mute(own: Account, other: Account, *, until: datetime | None = None) -> None:
    """Leave an account out of all lists, threads and notices until a moment, or for ever; muting again sets the term.

    Raises RelationError for a moment that has passed.
    """
    _require_future(until)
    if not _add(own, other, RelationKind.MUTE, until=until):
        Relation.objects.filter(source=own, target=other, kind=RelationKind.MUTE).update(until=until)
    events.send(Muted(muter_id=own.id, muted_id=other.id, until=until))


@_between
def unmute(own: Account, other: Account) -> None:
    """See an account again."""
    if _end(own, other, RelationKind.MUTE):
        events.send(Unmuted(muter_id=own.id, muted_id=other.id))


def add_filter(*, actor: Viewer, words: str, whole_word: bool = True, until: datetime | None = None) -> Filter:
    """Fold what holds these words into a line, until a moment or for ever; the same words again set term and way.

    Raises RelationError for words that are too short or too many.
    """
    user_of(actor)
    words = " ".join(strip_controls(words)[:FILTER_LENGTH].split())
    key = fold(words)
    if len(key) < FILTER_MINIMUM:
        raise RelationError(_("A filter needs at least %(minimum)d letters.") % {"minimum": FILTER_MINIMUM})
    _require_future(until)
    with transaction.atomic():
        own = account_for_change(actor.account_id or 0)
        kept = Filter.objects.filter(account=own)
        if kept.exclude(key=key).count() >= FILTERS_KEPT:
            raise RelationError(_("You have %(count)d filters: that is all there can be.") % {"count": FILTERS_KEPT})
        given = {"words": words, "whole_word": whole_word, "until": until, "since": timezone.now()}
        row, _made = Filter.objects.update_or_create(account=own, key=key, defaults=given)
    return row


def remove_filter(*, actor: Viewer, filter_id: int) -> None:
    """Read again what holds these words."""
    user_of(actor)
    Filter.objects.filter(account_id=actor.account_id or 0, id=filter_id).delete()


def set_policies(
    *,
    actor: Viewer,
    follow_policy: str,
    mentions_from: str,
    writes_from: str,
    hides_follows: bool,
    hides_from_search: bool = False,
) -> Account:
    """Say who becomes a follower, who may mention and write to one, what others see and search engines list."""
    user_of(actor)
    with transaction.atomic():
        own = account_for_change(actor.account_id or 0)
        own.follow_policy = FollowPolicy(follow_policy)
        own.mentions_from = Circle(mentions_from)
        own.writes_from = Circle(writes_from)
        own.hides_follows = hides_follows
        marked = own.hides_from_search != hides_from_search
        own.hides_from_search = hides_from_search
        own.save(update_fields=["follow_policy", "mentions_from", "writes_from", "hides_follows", "hides_from_search"])
        record(actor=actor.user_id, verb="set_policies", kind="account", object_id=own.id)
        touch("site" if marked else f"account:{own.handle}")  # each of its posts carries the mark
    return own


def forget_ended(*, now: datetime) -> int:
    """Delete mutes and filters whose term has passed; return how many. They have counted for nothing since then."""
    mutes, _by_model = Relation.objects.filter(until__lte=now).delete()
    filters, _by_model = Filter.objects.filter(until__lte=now).delete()
    return mutes + filters


def _add(source: Account, target: Account, kind: RelationKind, *, until: datetime | None = None) -> bool:
    """Make a row unless there is one; whether it is new."""
    kept = Relation.objects.filter(source=source, kind=kind)
    if kept.filter(target=target).exists():
        return False
    if kept.count() >= RELATIONS_KEPT:
        raise RelationError(_("This list is full: it holds %(count)d accounts.") % {"count": RELATIONS_KEPT})
    Relation.objects.create(source=source, target=target, kind=kind, since=timezone.now(), until=until)
    return True


def _end(source: Account, target: Account, kind: RelationKind) -> bool:
    deleted, _by_model = Relation.objects.filter(source=source, target=target, kind=kind).delete()
    return bool(deleted)


def _require_future(until: datetime | None) -> None:
    if until is not None and until <= timezone.now():
        raise RelationError(_("Choose a moment in the future."))
