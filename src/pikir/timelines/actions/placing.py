"""Editors' acts on the front page: each is laid out at once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require_role
from pikir.accounts.kinds import Role
from pikir.audit.actions import record
from pikir.posts.access import can_place
from pikir.posts.models import Post
from pikir.posts.restraints import Restraint, is_restrained
from pikir.timelines.actions.laying import lay_out
from pikir.timelines.kinds import PLACE_SIZES, REASON_LENGTH, Place
from pikir.timelines.layout import open_placements
from pikir.timelines.models import Placement


class SlotError(ValueError):
    """A post cannot stand there; the message is for the editor."""


def place_post(
    *,
    actor: Viewer,
    post: Post,
    place: str,
    position: int = 0,
    reason: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    at: datetime | None = None,
) -> Placement:
    """Put a public post into a slot in the editor's name, at once or from ``since`` on; no post stands twice.

    What stands there makes room: for good, or when this one has a term or waits for its moment, as long as it stands.
    Raises PermissionDenied without the editor's role, SlotError for a post that is not public or a place that is not.
    """
    require_role(actor, Role.EDITOR)
    now = at or timezone.now()
    _check(actor, post, place, position)
    if until and until <= (since or now):
        raise SlotError(_("It would end before it begins."))
    begin = max(since or now, now)
    with transaction.atomic():
        open_placements(now).filter(post=post).update(until=now)
        if begin == now and until is None:
            open_placements(now).filter(place=place, position=position, since__lte=now).update(until=now)
        placement: Placement = Placement.objects.create(
            place=place,
            position=position,
            post=post,
            editor_id=actor.account_id or 0,
            reason=reason.strip()[:REASON_LENGTH],
            since=begin,
            until=until,
        )
        _note(actor, "place_post", post, reason)
        lay_out(now=now, editor_id=actor.account_id)
    return placement


def _check(actor: Viewer, post: Post, place: str, position: int) -> None:
    if post.retracted_at:
        raise SlotError(_("Its author no longer stands by this text."))
    if is_restrained(Restraint.FRONT, post.id):
        raise SlotError(_("The moderators keep it off the front page."))
    if not can_place(actor, post):
        raise SlotError(_("Only what everyone can read may stand on the front page."))
    if place not in PLACE_SIZES or not 0 <= position < PLACE_SIZES[Place(place)]:
        raise SlotError(_("The front page has no such place."))


def take_off_front(*, actor: Viewer, post: Post) -> None:
    """End what editors placed of a post, or would have; what a formula counts stays the formula's."""
    require_role(actor, Role.EDITOR)
    now = timezone.now()
    with transaction.atomic():
        if open_placements(now).filter(post=post).update(until=now):
            _note(actor, "take_off_front", post)
            lay_out(now=now, editor_id=actor.account_id)


def move_on_front(*, actor: Viewer, placement_id: int, step: int) -> None:
    """Let a placed post change places with the one before it (``step`` -1) or after it (1) in the same place."""
    require_role(actor, Role.EDITOR)
    now = timezone.now()
    with transaction.atomic():
        row = open_placements(now).select_for_update().select_related("post").filter(id=placement_id).first()
        if row is None or not 0 <= row.position + step < PLACE_SIZES[Place(row.place)]:
            return
        there, here = row.position + step, row.position
        neighbours = open_placements(now).filter(place=row.place, position=there)
        moved = list(neighbours.values_list("id", flat=True))
        Placement.objects.filter(id=row.id).update(position=there)
        Placement.objects.filter(id__in=moved).update(position=here)
        _note(actor, "move_on_front", row.post)
        lay_out(now=now, editor_id=actor.account_id)


def _note(actor: Viewer, verb: str, post: Post, reason: str = "") -> None:
    record(actor=actor.user_id, verb=verb, kind="post", object_id=post.id, account_id=post.account_id, reason=reason)
