"""Saying whose texts wait for a look, and letting out what waited."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.audit.actions import record
from pikir.kernel.ids import make_id
from pikir.kernel.text import strip_controls
from pikir.moderation.access import may
from pikir.moderation.actions.cases import case_of, reopen
from pikir.moderation.holds import rules_for
from pikir.moderation.kinds import Act
from pikir.moderation.models import Case
from pikir.moderation.order import put_in_place
from pikir.moderation.subjects import of_post
from pikir.moderation.trust_kinds import HOLD_FIRST, REASON_LENGTH, Level, Said
from pikir.moderation.trust_models import Hold, HoldRule
from pikir.notifications.actions import notify
from pikir.notifications.queries import users_of
from pikir.posts.actions import release_post
from pikir.posts.kinds import State
from pikir.posts.models import Post
from pikir.web.freshness import touch


class HoldError(ValueError):
    """A rule cannot be made so; the message is for whoever tried."""


def add_hold_rule(
    *, actor: Viewer, level: Level, said: Said, reason: str, column_id: int | None = None, first: int = 0
) -> HoldRule:
    """Have texts wait for a look from now on. Raises PermissionDenied, or HoldError."""
    require(may(actor, Act.HOLDS))
    reason = strip_controls(reason)[:REASON_LENGTH]
    if not reason:
        raise HoldError(_("Give the reason: everyone can read it."))
    if not 0 <= first <= HOLD_FIRST:
        raise HoldError(_("Name a smaller number."))
    try:
        with transaction.atomic():
            made: HoldRule = HoldRule.objects.create(
                column_id=column_id,
                level=level,
                said=said,
                first=first,
                reason=reason,
                since=timezone.now(),
                by_id=actor.user_id,
            )
            record(actor=actor.user_id, verb="add_hold_rule", kind="hold_rule", object_id=made.id, reason=reason)
            touch("limits")
    except IntegrityError:
        raise HoldError(_("There is a rule for this already. End it first.")) from None
    return made


def end_hold_rule(*, actor: Viewer, rule_id: int) -> None:
    """Have nothing wait by a rule any more; what waits already stays in the queue. Raises PermissionDenied."""
    require(may(actor, Act.HOLDS))
    with transaction.atomic():
        if HoldRule.objects.filter(id=rule_id).delete()[0]:
            record(actor=actor.user_id, verb="end_hold_rule", kind="hold_rule", object_id=rule_id)
            touch("limits")


def keep_hold(post: Post) -> None:
    """Keep by which rule a post that was just held waits, and put it into the queue, in the caller's transaction."""
    rules = rules_for(post)
    now = timezone.now()
    Hold.objects.update_or_create(post=post, defaults={"rule": rules[0] if rules else None, "at": now})
    case = case_of(of_post(post), now=now)
    reopen(case, now=now)
    put_in_place(case)
    case.save()


def let_out(*, case: Case, by: int | None) -> None:
    """Publish what a case is about if it waited, and tell its author, inside the caller's transaction."""
    post = case.post
    if post is None or post.state != State.HELD:
        return
    release_post(post=post, by=by)
    Hold.objects.filter(post=post).delete()
    people = users_of([post.account_id])
    notify(receivers=people, kind="decision", object_id=make_id(), about_id=post.id, data={"verb": "release"})


def forget_hold(*, post_id: int) -> None:
    """Forget why a post waited, inside the caller's transaction."""
    Hold.objects.filter(post_id=post_id).delete()


def forget_holds(*, account_id: int) -> None:
    """Forget why posts of an account waited, inside the transaction in which it goes."""
    Hold.objects.filter(post__account_id=account_id).delete()
