"""Naming others as authors beside oneself: asked first, shown only after they agreed, ended by either."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, can_speak_as
from pikir.accounts.circles import is_blocked, may_mention
from pikir.accounts.models import Account
from pikir.audit.actions import record
from pikir.posts import life_notices
from pikir.posts.access import can_invite
from pikir.posts.kinds import CO_AUTHORS_KEPT
from pikir.posts.models import CoAuthor, Post
from pikir.posts.pages import touch_pages
from pikir.web.freshness import touch


class CoAuthorError(ValueError):
    """Nobody can be asked so; the message is for whoever tried."""


def invite_co_author(*, actor: Viewer, post: Post, handle: str) -> CoAuthor:
    """Ask an account to be named as an author of the post. Raises PermissionDenied or CoAuthorError."""
    if not can_invite(actor, post):
        raise PermissionDenied
    with transaction.atomic():
        Post.objects.select_for_update().get(id=post.id)  # two who ask at a time are counted one after the other
        asked = CoAuthor.objects.filter(post=post)
        if asked.count() >= CO_AUTHORS_KEPT:
            raise CoAuthorError(_("At most %(maximum)d accounts can be asked.") % {"maximum": CO_AUTHORS_KEPT})
        account = Account.objects.by_handle(handle.strip().removeprefix("@")).active().filter(claimed=True).first()
        if account is None or account.id == post.account_id or not _may_ask(post, account):
            raise CoAuthorError(_("Nobody with this handle can be asked."))
        if asked.filter(account=account).exists():
            raise CoAuthorError(_("This account was asked already."))
        row = CoAuthor.objects.create(post=post, account=account)
        _record(actor, row, "invite_co_author")
        life_notices.tell_invited(row)
    return row


def accept_co_author(*, actor: Viewer, row: CoAuthor) -> None:
    """Agree to be named. Raises PermissionDenied, also when a block stands between the two by now."""
    if not can_speak_as(actor, row.account_id) or not _may_ask(row.post, row.account):
        raise PermissionDenied
    with transaction.atomic():
        if not CoAuthor.objects.filter(id=row.pk, accepted_at=None, declined_at=None).update(
            accepted_at=timezone.now()
        ):
            return
        _record(actor, row, "accept_co_author")
        life_notices.tell_accepted(row)
        touch_pages(row.post)


def decline_co_author(*, actor: Viewer, row: CoAuthor) -> None:
    """Decline to be named, or have one's name taken from a text later; nobody asks a second time."""
    if not can_speak_as(actor, row.account_id):
        raise PermissionDenied
    with transaction.atomic():
        CoAuthor.objects.filter(id=row.pk).update(accepted_at=None, declined_at=timezone.now())
        _record(actor, row, "decline_co_author")
        _touch(row)


def remove_co_author(*, actor: Viewer, row: CoAuthor) -> None:
    """Take a name from one's own text, or back a question that waits; what was declined stays. PermissionDenied."""
    if not can_invite(actor, row.post):
        raise PermissionDenied
    with transaction.atomic():
        CoAuthor.objects.filter(id=row.pk, declined_at=None).delete()
        _record(actor, row, "remove_co_author")
        _touch(row)


def _may_ask(post: Post, account: Account) -> bool:
    """Whether the account lets the author mention it, and neither blocks the other."""
    return may_mention(post.account_id, account) and not is_blocked(by=post.account_id, account_id=account.id)


def _touch(row: CoAuthor) -> None:
    touch_pages(row.post)
    touch(f"account:{row.account.handle_key}")


def _record(actor: Viewer, row: CoAuthor, verb: str) -> None:
    record(actor=actor.user_id, verb=verb, kind="post", object_id=row.post_id, data={"account": row.account_id})
