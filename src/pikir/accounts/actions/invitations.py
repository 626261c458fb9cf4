"""Asking people to act for an account, and what they answer; as whom they speak where."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from pikir.accounts.access import Viewer, account_for_change, can_change_operators, can_speak_as, require, user_of
from pikir.accounts.actions.operators import OwnAccountError, note_act, take_on
from pikir.accounts.circles import is_blocked
from pikir.accounts.events import InvitationAnswered, OperatorInvited
from pikir.accounts.kinds import PEOPLE_KEPT, AccountState, OperatorRole
from pikir.accounts.models import Account, Invitation, Operator, User, Voice
from pikir.kernel import events


class InvitationError(ValueError):
    """Somebody cannot be invited; the message says why."""


def invite_operator(*, actor: Viewer, account_id: int, handle: str, role: str) -> Invitation:
    """Ask a person to act for an account, or change in which role. Raises InvitationError or PermissionDenied.

    Who blocks the account, or the one who invites, is as if nobody had the handle.
    """
    require(can_change_operators(actor, account_id))
    role = OperatorRole(role)
    with transaction.atomic():
        account = account_for_change(account_id)
        require(not account.suspended)
        if account.is_person:
            raise OwnAccountError
        user = _invitable(handle)
        if user is None or any(
            is_blocked(by=user.account_id, account_id=one) for one in (account_id, actor.account_id or 0)
        ):
            raise InvitationError(_("Nobody here has this handle."))
        if Operator.objects.filter(user=user, account=account).exists():
            raise InvitationError(_("This person acts for the account already."))
        _check_room(account, user)
        given = {"role": role, "since": timezone.now(), "by_id": user_of(actor)}
        invitation: Invitation = Invitation.objects.update_or_create(user=user, account=account, defaults=given)[0]
        note_act(actor, account_id, "invite_operator", user.id, role)
        events.send(
            OperatorInvited(
                invitation_id=invitation.pk, user_id=user.id, account_id=account_id, by_id=actor.account_id or 0
            )
        )
    return invitation


def _invitable(handle: str) -> User | None:
    key = handle.strip().removeprefix("@").lower()
    known = User.objects.filter(account__handle_key=key, account__host="", account__state=AccountState.ACTIVE)
    return known.filter(is_active=True).first()


def _check_room(account: Account, user: User) -> None:
    waiting = account.invitations.exclude(user=user).count()
    if Operator.objects.filter(account=account).count() + waiting >= PEOPLE_KEPT:
        raise InvitationError(_("At most %(maximum)d people act for one account.") % {"maximum": PEOPLE_KEPT})


def withdraw_invitation(*, actor: Viewer, account_id: int, user_id: int) -> None:
    """Take an invitation back, or decline it oneself. Raises PermissionDenied."""
    own = actor.user_id == user_id
    require(own or can_change_operators(actor, account_id))
    with transaction.atomic():
        found = Invitation.objects.filter(account_id=account_id, user_id=user_id).first()
        if found is None:
            return
        found.delete()
        note_act(actor, account_id, "decline_invitation" if own else "withdraw_invitation", user_id, "")
        if own:
            _answer(actor, found, accepted=False)


def accept_invitation(*, actor: Viewer, account_id: int) -> Operator:
    """Act for an account from now on, as one was asked to. Raises Http404, or PermissionDenied for the suspended."""
    require(not actor.suspended)
    with transaction.atomic():
        require(not account_for_change(account_id).suspended)
        found = get_object_or_404(Invitation, account_id=account_id, user_id=user_of(actor))
        operator, _before = take_on(account_id=account_id, user_id=found.user_id, role=OperatorRole(found.role))
        note_act(actor, account_id, "accept_invitation", operator.user_id, operator.role)
        _answer(actor, found, accepted=True)
    return operator


def _answer(actor: Viewer, found: Invitation, *, accepted: bool) -> None:
    if found.by_id is None:
        return
    events.send(
        InvitationAnswered(
            user_id=found.by_id, account_id=found.account_id, by_id=actor.account_id or 0, accepted=accepted
        )
    )


def remember_voice(*, actor: Viewer, place: str, account_id: int) -> None:
    """Keep as whom a person last spoke in a place, where they have a choice. Raises PermissionDenied."""
    require(can_speak_as(actor, account_id))
    if len(actor.operates) > 1:
        Voice.objects.update_or_create(user_id=user_of(actor), place=place, defaults={"account_id": account_id})
