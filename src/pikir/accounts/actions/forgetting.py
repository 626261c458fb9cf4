"""What is not kept: sign-ups that nobody confirmed."""

from datetime import datetime

from django.db import transaction

from pikir.accounts.kinds import KEEP_UNCONFIRMED
from pikir.accounts.models import User
from pikir.audit.actions import record


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete users who never confirmed an address, with their accounts, so that address and handle are free again.

    Whoever signed in, holds a role or acts for an account stays. Returns how many were forgotten.
    """
    old = User.objects.filter(created_at__lt=now - KEEP_UNCONFIRMED, last_login=None, roles=None, operated=None)
    found = list(old.exclude(emailaddress__verified=True).select_related("account"))
    for user in found:
        _forget(user)
    return len(found)


def _forget(user: User) -> None:
    account = user.account
    with transaction.atomic():
        record(actor=None, verb="forget", kind="account", object_id=account.id)
        user.delete()
        account.delete()
