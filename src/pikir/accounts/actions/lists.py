"""Taking many relations over from a file or a list, and publishing a list of blocks for others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_speak_as, require, user_of
from pikir.accounts.actions.relations import RelationError, block, follow, mute
from pikir.accounts.kinds import LIST_NAME_LENGTH, LISTS_KEPT, AccountState, RelationKind
from pikir.accounts.models import BlockList, Relation
from pikir.audit.actions import record
from pikir.kernel.languages import slugify
from pikir.kernel.text import strip_controls


@dataclass(frozen=True)
class Wish:
    """One line of an imported list: an account, and the term of a mute."""

    target_id: int
    until: datetime | None = None


def take_over(*, actor: Viewer, kind: str, wishes: list[Wish]) -> int:
    """Follow, block or mute each account; what cannot be done is left out. Return how many were done.

    Safe to run twice: what is so already stays so.
    """
    done = 0
    for wish in wishes:
        try:
            _ACTS[RelationKind(kind)](actor, wish)
        except (RelationError, PermissionDenied, Http404):  # full, suspended or gone in the meantime
            continue
        done += 1
    return done


_ACTS: dict[RelationKind, Callable[[Viewer, Wish], object]] = {
    RelationKind.FOLLOW: lambda actor, wish: follow(actor=actor, target_id=wish.target_id),
    RelationKind.BLOCK: lambda actor, wish: block(actor=actor, target_id=wish.target_id),
    RelationKind.MUTE: lambda actor, wish: mute(actor=actor, target_id=wish.target_id, until=wish.until),
}


def publish_block_list(*, actor: Viewer, name: str) -> BlockList:
    """Publish whom the actor blocks at this moment under a name; the same name again renews the list.

    Whom they block later comes onto it only when they publish it again. Raises RelationError.
    """
    require(can_speak_as(actor, actor.account_id or 0))
    name = strip_controls(name)[:LIST_NAME_LENGTH]
    if not name:
        raise RelationError(_("Give the list a name."))
    slug = slugify(name, actor.language)
    with transaction.atomic():
        own = account_for_change(actor.account_id or 0)
        kept = BlockList.objects.filter(account=own)
        if kept.exclude(slug=slug).count() >= LISTS_KEPT:
            raise RelationError(
                _("You have published %(count)d lists: that is all there can be.") % {"count": LISTS_KEPT}
            )
        given = {"name": name, "since": timezone.now()}
        row, _made = BlockList.objects.update_or_create(account=own, slug=slug, defaults=given)
        blocked = Relation.objects.filter(source=own, kind=RelationKind.BLOCK, target__state=AccountState.ACTIVE)
        row.targets.set(blocked.values_list("target_id", flat=True))
        record(actor=actor.user_id, verb="publish_block_list", kind="account", object_id=own.id, data={"slug": slug})
    return row


def withdraw_block_list(*, actor: Viewer, slug: str) -> None:
    """Take a published list back; its address answers nothing any more."""
    user_of(actor)
    own_id = actor.account_id or 0
    with transaction.atomic():
        deleted, _by_model = BlockList.objects.filter(account_id=own_id, slug=slug).delete()
        if deleted:
            data = {"slug": slug}
            record(actor=actor.user_id, verb="withdraw_block_list", kind="account", object_id=own_id, data=data)
