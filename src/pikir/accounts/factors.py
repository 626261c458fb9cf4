"""Factors beside the password, as allauth keeps them: sealed, named in our words, bound to the square's host."""

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts.devices import device_of
from pikir.accounts.models import User
from pikir.kernel.seals import seal_of
from pikir.mail.signature import signature


class Factors(DefaultMFAAdapter):
    """The hooks of allauth.mfa that differ from its defaults."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it was used already."),
        "wrong_passkey": _("This passkey does not fit. Try once more."),
        "too_many_passkeys": _("You have ten passkeys. Remove one that you no longer use."),
        "cannot_generate_recovery_codes": _("Recovery codes go with a passkey or an app. Set one of them up first."),
    }

    @override
    def get_totp_label(self, user: User) -> str:  # type: ignore[override]  # there is one kind of user
        """Return by what an app tells accounts apart: the handle, for the address is nobody's business."""
        return f"@{user.account.handle}"

    @override
    def get_totp_issuer(self) -> str:
        """Return the square's name in the language of the page."""
        return signature().name

    @override
    def build_totp_svg(self, url: str) -> str:
        """Return the code to scan as an SVG element that may stand inside a page."""
        drawn = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]

    @override
    def encrypt(self, text: str) -> str:
        """Seal what codes are made from, by a key that is not in the database."""
        return _seal().encrypt(text.encode()).decode()

    @override
    def decrypt(self, encrypted_text: str) -> str:
        """Open what ``encrypt`` sealed. Raises InvalidToken when the key is another one."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    @override
    def generate_authenticator_name(self, _user: User, _kind: Authenticator.Type) -> str:  # type: ignore[override]  # as above
        """Return a name for a new passkey: that of the device on which it is made."""
        return device_of(context.request).words

    @override
    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return to whom a passkey belongs. A public square answers to one host name; a trial to ``localhost`` too."""
        return {"id": context.request.get_host().partition(":")[0], "name": signature().name}

    @override
    def get_public_key_credential_user_entity(self, user: User) -> dict[str, str | bytes]:  # type: ignore[override]  # as above
        """Return whose a passkey is, as the person's device shows it."""
        entity: dict[str, str | bytes] = super().get_public_key_credential_user_entity(user)
        return entity | {"name": f"@{user.account.handle}", "display_name": user.account.name}


def _seal() -> Fernet:
    return seal_of(settings.FACTOR_KEY)
