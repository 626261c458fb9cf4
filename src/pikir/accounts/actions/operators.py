"""Who acts for an account that is not a person's own."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_change_operators, require, user_of
from pikir.accounts.events import OperatorChanged
from pikir.accounts.kinds import POSITION_LENGTH, OperatorRole
from pikir.accounts.models import Account, Invitation, Operator, User, Voice
from pikir.accounts.queries import other_owners
from pikir.audit.actions import record
from pikir.kernel import events
from pikir.kernel.text import strip_controls
from pikir.web.freshness import touch


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
    with transaction.atomic():
        operator, before = take_on(account_id=account_id, user_id=user_id, role=OperatorRole(role))
        if before != operator.role:
            note_act(actor, account_id, "change_role" if before else "add_operator", user_id, operator.role)
            _tell(actor, account_id=account_id, user_id=user_id, role=operator.role)
    return operator


def take_on(*, account_id: int, user_id: int, role: OperatorRole) -> tuple[Operator, str]:
    """Let a user act for an account in a role, in the caller's transaction; return it with the role before, if any.

    Raises OwnAccountError or LastOwnerError.
    """
    account = account_for_change(account_id)
    if User.objects.filter(account=account).exists():
        raise OwnAccountError
    if role != OperatorRole.OWNER and not other_owners(account_id=account_id, user_id=user_id):
        raise LastOwnerError
    operator, new = Operator.objects.get_or_create(
        user=get_object_or_404(User, id=user_id), account=account, defaults={"role": role, "since": timezone.now()}
    )
    before = "" if new else operator.role
    if before not in ("", role):
        operator.role = role
        operator.save(update_fields=["role"])
    Invitation.objects.filter(user_id=user_id, account=account).delete()
    _claim(account)
    return operator, before


def remove_operator(*, actor: Viewer | None, account_id: int, user_id: int) -> None:
    """End that a user acts for an account; everyone may end it for themselves. Raises LastOwnerError.

    What they began in its name stays with it; nothing of it stays with them.
    """
    require(actor is None or actor.user_id == user_id or can_change_operators(actor, account_id))
    with transaction.atomic():
        account = account_for_change(account_id)
        operator = Operator.objects.filter(account_id=account_id, user_id=user_id).first()
        if operator is None:
            return
        if operator.role == OperatorRole.OWNER and not other_owners(account_id=account_id, user_id=user_id):
            raise LastOwnerError
        operator.delete()
        Voice.objects.filter(user_id=user_id, account_id=account_id).delete()
        note_act(actor, account_id, "remove_operator", user_id, "")
        _tell(actor, account_id=account_id, user_id=user_id, role="")
        touch(f"account:{account.handle}")


def show_operator(*, actor: Viewer, account_id: int, shown: bool, position: str = "") -> None:
    """Say whether one is named on the page of an account for which one acts, and as what."""
    words = strip_controls(position)[:POSITION_LENGTH] if shown else ""
    with transaction.atomic():
        account = account_for_change(account_id)
        mine = Operator.objects.filter(account=account, user_id=user_of(actor))
        if mine.update(shown=shown, position=words):
            touch(f"account:{account.handle}")


def note_act(actor: Viewer | None, account_id: int, verb: str, user_id: int, role: str) -> None:
    """Write into the log what was done about one who acts for an account; ``staff`` when by one who does not."""
    data = {"user": str(user_id), "role": str(role)}
    if actor and account_id not in actor.operates and actor.user_id != user_id:
        data["staff"] = "yes"
    record(actor=actor.user_id if actor else None, verb=verb, kind="account", object_id=account_id, data=data)


def _claim(account: Account) -> None:
    if not account.claimed:
        account.claimed = True
        account.save(update_fields=["claimed"])


def _tell(actor: Viewer | None, *, account_id: int, user_id: int, role: str) -> None:
    by = actor.user_id if actor else None
    events.send(OperatorChanged(user_id=user_id, account_id=account_id, role=str(role), by=by))
