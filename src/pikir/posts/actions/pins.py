"""Posts that stand first on a profile."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change
from pikir.audit.actions import record
from pikir.posts.access import can_pin
from pikir.posts.kinds import PINS_KEPT
from pikir.posts.models import Pin, Post
from pikir.web.freshness import touch


class PinError(ValueError):
    """The post cannot be pinned; the message says why."""


def pin_post(*, actor: Viewer, post: Post) -> None:
    """Put a published post of an account first on its profile, before those pinned earlier.

    Raises PinError when there are PINS_KEPT, or PermissionDenied.
    """
    if not can_pin(actor, post):
        raise PermissionDenied
    with transaction.atomic():
        account_for_change(post.account_id)  # two pins at a time are counted one after the other
        present = list(Pin.objects.filter(account_id=post.account_id).order_by("position", "id"))
        if any(pin.post_id == post.id for pin in present):
            return
        if len(present) >= PINS_KEPT:
            raise PinError(
                _("A profile has at most %(maximum)d pinned posts. Unpin one first.") % {"maximum": PINS_KEPT}
            )
        for place, pin in enumerate(present, start=1):
            Pin.objects.filter(id=pin.pk).update(position=place)
        Pin.objects.create(account_id=post.account_id, post=post, position=0)
        _tell(actor, post, "pin_post")


def unpin_post(*, actor: Viewer, post: Post) -> None:
    """Put a post back among the others. Raises PermissionDenied."""
    if not can_pin(actor, post):
        raise PermissionDenied
    with transaction.atomic():
        if Pin.objects.filter(post=post).delete()[0]:
            _tell(actor, post, "unpin_post")


def _tell(actor: Viewer, post: Post, verb: str) -> None:
    record(actor=actor.user_id, verb=verb, kind="post", object_id=post.id)
    touch(f"account:{post.account.handle_key}")
