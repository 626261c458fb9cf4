"""Filling and emptying slots of the front page."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require_role
from pikir.accounts.kinds import Role
from pikir.audit.actions import record
from pikir.posts.kinds import State, Visibility
from pikir.posts.models import Post
from pikir.timelines.kinds import PLACE_SIZES, REASON_LENGTH, Hand, Place
from pikir.timelines.models import Slot
from pikir.web.freshness import touch


class SlotError(ValueError):
    """A post cannot stand there; the message is for the editor."""


def place_post(
    *, actor: Viewer, post: Post, place: str, position: int = 0, reason: str = "", at: datetime | None = None
) -> Slot:
    """Put a public post into a slot in the editor's name; what stood there is ended, and no post stands twice.

    Raises PermissionDenied without the editor's role, SlotError for a post that is not public or a place that is not.
    """
    require_role(actor, Role.EDITOR)
    if post.state != State.PUBLISHED or post.visibility != Visibility.PUBLIC or post.is_comment:
        raise SlotError(_("Only what everyone can read may stand on the front page."))
    if post.retracted_at:
        raise SlotError(_("Its author no longer stands by this text."))
    if place not in Place.values or not 0 <= position < PLACE_SIZES[Place(place)]:
        raise SlotError(_("The front page has no such place."))
    now = at or timezone.now()
    with transaction.atomic():
        standing = Slot.objects.filter(until__isnull=True)
        (standing.filter(place=place, position=position) | standing.filter(post=post)).update(until=now)
        slot = Slot.objects.create(
            place=place,
            position=position,
            post=post,
            hand=Hand.EDITOR,
            editor_id=actor.account_id,
            reason=reason.strip()[:REASON_LENGTH],
            since=now,
        )
        record(
            actor=actor.user_id,
            verb="place_post",
            kind="post",
            object_id=post.id,
            account_id=post.account_id,
            reason=reason,
        )
        touch("front")
    return slot


def end_slots_of(*, account_id: int) -> None:
    """End every slot of an account's posts, inside the caller's transaction, which makes all pages fresh."""
    Slot.objects.filter(post__account_id=account_id, until__isnull=True).update(until=timezone.now())


def take_off_front(*, actor: Viewer, post: Post) -> None:
    """End the slot of a post on the front page, if it has one."""
    require_role(actor, Role.EDITOR)
    with transaction.atomic():
        ended = Slot.objects.filter(post=post, until__isnull=True).update(until=timezone.now())
        if ended:
            record(
                actor=actor.user_id,
                verb="take_off_front",
                kind="post",
                object_id=post.id,
                account_id=post.account_id,
            )
            touch("front")
