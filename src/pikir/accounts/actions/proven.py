"""Somebody who proved an address by a link in a letter, before they ever signed up."""

from datetime import datetime
from secrets import token_hex

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import override

from pikir.accounts.actions.creation import create_user
from pikir.accounts.models import User
from pikir.accounts.queries import user_with_address
from pikir.audit.actions import record

HANDLE_BYTES = 6  # of a handle nobody has to type; twelve signs never meet


def user_for_proven(*, email: str, language: str, at: datetime) -> User:
    """Return the user with an address that was proven now, made without a password where there is none.

    A password that came with a sign-up nobody confirmed is void: whoever typed it did not prove the address. For the
    caller's transaction.
    """
    user = user_with_address(email)
    if user is None:
        with override(language):
            name = _("A resident")
        handle = f"post_{token_hex(HANDLE_BYTES)}"
        return create_user(
            email=email, password=None, handle=handle, name=name, language=language, at=at, verified=True
        )
    unproven = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=False)
    if unproven.update(verified=True):
        user.password = make_password(None)
        user.save(update_fields=["password"])
        record(actor=user.pk, verb="confirm_address", kind="user", object_id=user.pk)
    return user
