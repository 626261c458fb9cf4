"""What is not kept: sign-ups that nobody confirmed."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from pikir.accounts.kinds import KEEP_UNCONFIRMED, AccountKind, AccountState
from pikir.accounts.models import Account, User
from pikir.audit.actions import record


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete users who never confirmed an address, with their accounts, so that address and handle are free again.

    Whoever signed in, holds a role or acts for an account stays. Accounts that only stand in for a sign-up with an
    address that had a user go in the same way. Returns how many were forgotten.
    """
    before = now - KEEP_UNCONFIRMED
    old = User.objects.filter(created_at__lt=before, last_login=None, roles=None, operated=None)
    found = list(old.exclude(emailaddress__verified=True).select_related("account"))
    for user in found:
        _forget(user.account, user)
    empty = list(_places().filter(created_at__lt=before))
    for account in empty:
        _forget(account)
    return len(found) + len(empty)


def forget_unclaimed(*, account_id: int) -> None:
    """Delete a person's account that was made for something that never happened; for the caller's transaction."""
    for account in Account.objects.filter(id=account_id, kind=AccountKind.PERSON, claimed=False, user=None):
        _forget(account)


def empty_unclaimed(*, account_ids: Collection[int]) -> None:
    """Take the name off accounts that spoke for somebody who leaves; the words stay. For the caller's transaction."""
    spoke = Account.objects.filter(id__in=account_ids, kind=AccountKind.PERSON, claimed=False, user=None)
    spoke.update(state=AccountState.LEFT, name="", sort_key="")


def _places() -> QuerySet[Account]:
    """Persons of this square who never were: nobody signs in as them and nobody imported them."""
    persons = Account.objects.local().filter(kind=AccountKind.PERSON, claimed=True, user=None, operators=None)
    return persons.exclude(state=AccountState.LEFT)


def _forget(account: Account, user: User | None = None) -> None:
    with transaction.atomic():
        record(actor=None, verb="forget", kind="account", object_id=account.id)
        if user:
            user.delete()
        account.delete()
