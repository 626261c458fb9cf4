"""Who runs the square."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, require
from pikir.accounts.events import RoleChanged
from pikir.accounts.kinds import Role
from pikir.accounts.models import SquareRole, User
from pikir.accounts.queries import other_operators
from pikir.audit.actions import record
from pikir.kernel import events


class LastOperatorError(ValueError):
    """The square would be left without anyone to run it."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(_("The square needs an operator. Give the role to someone else first."))


def give_role(*, actor: Viewer | None, user_id: int, role: str) -> None:
    """Give a user a role of the square; giving it twice changes nothing."""
    require(actor is None or actor.has(Role.OPERATOR))
    role = Role(role)
    with transaction.atomic():
        user = get_object_or_404(User, id=user_id)
        _row, new = SquareRole.objects.get_or_create(user=user, role=role, defaults={"given_at": timezone.now()})
        if new:
            _announce(user, role, actor=actor, given=True)


def take_role(*, actor: Viewer | None, user_id: int, role: str) -> None:
    """Take a role of the square from a user. Raises LastOperatorError for the last one who can run it."""
    require(actor is None or actor.has(Role.OPERATOR))
    role = Role(role)
    with transaction.atomic():
        user = get_object_or_404(User, id=user_id)
        list(SquareRole.objects.select_for_update().filter(role=Role.OPERATOR))  # two who go at once wait
        if role == Role.OPERATOR and not other_operators(user_id):
            raise LastOperatorError
        gone, _rows = SquareRole.objects.filter(user=user, role=role).delete()
        if gone:
            _announce(user, role, actor=actor, given=False)


def _announce(user: User, role: str, *, actor: Viewer | None, given: bool) -> None:
    verb = "give_role" if given else "take_role"
    by = actor.user_id if actor else None
    record(actor=by, verb=verb, kind="account", object_id=user.account_id, data={"role": str(role)})
    events.send(RoleChanged(user_id=user.id, role=str(role), given=given))
