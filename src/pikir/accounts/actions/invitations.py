"""Asking people to act for an account, and what they answer; as whom they speak where."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_change_operators, can_speak_as, require, user_of
from pikir.accounts.actions.operators import add_operator
from pikir.accounts.kinds import PEOPLE_KEPT, AccountState, OperatorRole
from pikir.accounts.models import Invitation, Operator, User, Voice
from pikir.audit.actions import record
from pikir.web.freshness import touch


class InvitationError(ValueError):
    """Somebody cannot be invited; the message says why."""


def invite_operator(*, actor: Viewer, account_id: int, handle: str, role: str) -> Invitation:
    """Ask a person to act for an account. Raises InvitationError or PermissionDenied."""
    require(can_change_operators(actor, account_id))
    role = OperatorRole(role)
    with transaction.atomic():
        account = account_for_change(account_id)
        key = handle.removeprefix("@").lower()
        known = User.objects.filter(account__handle_key=key, account__host="", account__state=AccountState.ACTIVE)
        user = known.filter(is_active=True).first()
        if user is None or user.account_id == account_id:
            raise InvitationError(_("Nobody here has this handle."))
        if Operator.objects.filter(user=user, account=account).exists():
            raise InvitationError(_("This person acts for the account already."))
        if Operator.objects.filter(account=account).count() + account.invitations.count() >= PEOPLE_KEPT:
            raise InvitationError(_("At most %(maximum)d people act for one account.") % {"maximum": PEOPLE_KEPT})
        given = {"role": role, "since": timezone.now()}
        invitation: Invitation = Invitation.objects.update_or_create(user=user, account=account, defaults=given)[0]
        _note(actor, account_id, "invite_operator", user.id, role)
    return invitation


def withdraw_invitation(*, actor: Viewer, account_id: int, user_id: int) -> None:
    """Take an invitation back, or decline it oneself. Raises PermissionDenied."""
    require(actor.user_id == user_id or can_change_operators(actor, account_id))
    with transaction.atomic():
        if Invitation.objects.filter(account_id=account_id, user_id=user_id).delete()[0]:
            _note(actor, account_id, "withdraw_invitation", user_id, "")


def accept_invitation(*, actor: Viewer, account_id: int) -> Operator:
    """Act for an account from now on, as one was asked to. Raises Http404."""
    with transaction.atomic():
        account_for_change(account_id)
        found = get_object_or_404(Invitation, account_id=account_id, user_id=user_of(actor))
        operator = add_operator(actor=None, account_id=account_id, user_id=found.user_id, role=found.role)
        found.delete()
        _note(actor, account_id, "accept_invitation", found.user_id, found.role)
    return operator


def show_operator(*, actor: Viewer, account_id: int, shown: bool) -> None:
    """Say whether one is named on the page of an account for which one acts."""
    with transaction.atomic():
        account = account_for_change(account_id)
        if Operator.objects.filter(account=account, user_id=user_of(actor)).update(shown=shown):
            touch(f"account:{account.handle}")


def remember_voice(*, actor: Viewer, place: str, account_id: int) -> None:
    """Keep as whom a person last spoke in a place. Raises PermissionDenied."""
    require(can_speak_as(actor, account_id))
    Voice.objects.update_or_create(user_id=user_of(actor), place=place, defaults={"account_id": account_id})


def _note(actor: Viewer, account_id: int, verb: str, user_id: int, role: str) -> None:
    data = {"user": str(user_id), "role": str(role)}
    record(actor=actor.user_id, verb=verb, kind="account", object_id=account_id, data=data)
