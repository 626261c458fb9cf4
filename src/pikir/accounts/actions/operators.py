"""Who acts for an account that is not a person's own."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_change_operators, require
from pikir.accounts.events import OperatorChanged
from pikir.accounts.kinds import OperatorRole
from pikir.accounts.models import Operator, User
from pikir.accounts.queries import other_owners
from pikir.audit.actions import record
from pikir.kernel import events


class LastOwnerError(ValueError):
    """The account would be left without an owner."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(_("The account needs an owner. Make someone else an owner first."))


class OwnAccountError(ValueError):
    """A person's own account is spoken through by that person alone."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("Nobody else can act for a person’s own account."))


def add_operator(*, actor: Viewer | None, account_id: int, user_id: int, role: str = OperatorRole.OWNER) -> Operator:
    """Let a user act for an account, or change the role in which they do. An unclaimed account is claimed by it.

    Raises OwnAccountError, LastOwnerError or PermissionDenied.
    """
    require(actor is None or can_change_operators(actor, account_id))
    role = OperatorRole(role)
    with transaction.atomic():
        account = account_for_change(account_id)
        if User.objects.filter(account=account).exists():
            raise OwnAccountError
        if role != OperatorRole.OWNER and not other_owners(account_id=account_id, user_id=user_id):
            raise LastOwnerError
        operator, new = Operator.objects.get_or_create(
            user=get_object_or_404(User, id=user_id), account=account, defaults={"role": role, "since": timezone.now()}
        )
        if not new and operator.role == role:
            return operator
        operator.role = role
        operator.save(update_fields=["role"])
        if not account.claimed:
            account.claimed = True
            account.save(update_fields=["claimed"])
        _announce(actor, account_id=account_id, user_id=user_id, role=role)
    return operator


def remove_operator(*, actor: Viewer | None, account_id: int, user_id: int) -> None:
    """End that a user acts for an account; everyone may end it for themselves. Raises LastOwnerError."""
    require(actor is None or actor.user_id == user_id or can_change_operators(actor, account_id))
    with transaction.atomic():
        account_for_change(account_id)
        operator = Operator.objects.filter(account_id=account_id, user_id=user_id).first()
        if operator is None:
            return
        if operator.role == OperatorRole.OWNER and not other_owners(account_id=account_id, user_id=user_id):
            raise LastOwnerError
        operator.delete()
        _announce(actor, account_id=account_id, user_id=user_id, role="")


def _announce(actor: Viewer | None, *, account_id: int, user_id: int, role: str) -> None:
    verb = "add_operator" if role else "remove_operator"
    data = {"user": str(user_id), "role": str(role)}
    record(actor=actor.user_id if actor else None, verb=verb, kind="account", object_id=account_id, data=data)
    events.send(OperatorChanged(user_id=user_id, account_id=account_id, role=str(role)))
