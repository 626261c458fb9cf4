"""Taking an account's voice and giving it back, each with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_suspend, require
from pikir.accounts.events import AccountRestored, AccountSuspended
from pikir.accounts.kinds import REASON_LENGTH, AccountState
from pikir.accounts.models import Account
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.web.freshness import touch


class ReasonMissingError(ValueError):
    """A decision about someone needs a reason."""

    def __init__(self) -> None:
        """Say who reads it."""
        super().__init__(_("Give a reason. The account’s people will read it."))


def suspend_account(*, actor: Viewer, account_id: int, reason: str) -> Account:
    """Take an account's voice: it may read but not write. Suspending twice changes nothing.

    Raises ReasonMissingError or PermissionDenied.
    """
    return _decide(actor=actor, account_id=account_id, reason=reason, state=AccountState.SUSPENDED)


def restore_account(*, actor: Viewer, account_id: int, reason: str) -> Account:
    """Give a suspended account its voice back. Raises ReasonMissingError or PermissionDenied."""
    return _decide(actor=actor, account_id=account_id, reason=reason, state=AccountState.ACTIVE)


def _decide(*, actor: Viewer, account_id: int, reason: str, state: AccountState) -> Account:
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise ReasonMissingError
    with transaction.atomic():
        account = account_for_change(account_id)
        require(can_suspend(actor, account))
        if account.state == state:
            return account
        account.state = state
        account.state_reason = reason if state == AccountState.SUSPENDED else ""
        account.save(update_fields=["state", "state_reason"])
        _announce(account, actor=actor, reason=reason)
    return account


def _announce(account: Account, *, actor: Viewer, reason: str) -> None:
    verb = "suspend" if account.suspended else "restore"
    record(actor=actor.user_id, verb=verb, kind="account", object_id=account.id, reason=reason)
    event = AccountSuspended if account.suspended else AccountRestored
    events.send(event(account_id=account.id, handle=account.handle))
    touch("site")
