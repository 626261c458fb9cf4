"""What happens to attestations when an address changes or an eID speaks."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest

from pikir.accounts.attestations import actions
from pikir.accounts.models import User


def on_address_changed(user: User, to_email_address: EmailAddress, **_signal: Any) -> None:
    """End what rests on the address before."""
    actions.address_changed(user=user, address=to_email_address.email)


def on_address_proven(request: HttpRequest, email_address: EmailAddress, **_signal: Any) -> None:
    """Attest whoever signed up by an eID, now that the account is theirs."""
    user: User = email_address.user
    try:
        actions.attest_by_kept(account_id=user.account_id, actor=user.id)
    except actions.TakenError as fault:
        messages.warning(request, str(fault))


def on_eid_connected(request: HttpRequest, sociallogin: SocialLogin, **_signal: Any) -> None:
    """Attest whoever tied an eID to the account."""
    attest_by_eid(request, sociallogin)


def attest_by_eid(request: HttpRequest, login: SocialLogin) -> None:
    """Attest the user of a login by what the provider's token proved, if anything."""
    proof: actions.Proof | None = getattr(login, "proof", None)
    if proof is None:
        return
    user: User = login.user  # type: ignore[assignment]  # there is one kind of user
    try:
        actions.attest(account_id=user.account_id, proof=proof, actor=user.id)
    except actions.TakenError as fault:
        messages.warning(request, str(fault))
