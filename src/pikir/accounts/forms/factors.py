"""The forms of passkeys and codes."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts.adapter import Adapter, count_code, forgive_codes
from pikir.accounts.forms.doors import CalmMixin
from pikir.accounts.kinds import CODE_SECONDS, PASSKEY_NAME_LENGTH, PASSKEYS_KEPT
from pikir.accounts.models import User
from pikir.accounts.queries import factors_of

_CODE_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20", "spellcheck": "false"}
# What of a browser's answer may be of a wrong shape: anyone may send anything as JSON.
_ODD = (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError)


class CodeMixin(CalmMixin):
    """A code of an app or a recovery code: counted whatever sign-in it belongs to, and right only once."""

    user: User
    words = {"code": (_("Code"), _("Six digits from your app, or one of your recovery codes."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Have telephones offer digits."""
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= _CODE_BOX

    def clean_code(self) -> str:
        """Return the code if it is right."""
        if not count_code(context.request, self.user):
            raise Adapter().validation_error("too_many_codes")
        code: str = super().clean_code()  # type: ignore[misc]  # of the form that this is mixed into
        if not cache.add(f"accounts.code.{self.user.id}.{code}", True, timeout=CODE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        forgive_codes(context.request, self.user)
        return code


class CodeForm(CodeMixin, code_forms.AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(CodeMixin, code_forms.ReauthenticateForm):
    """A code before something that could cost the account."""


class FirstCodeForm(CalmMixin, app_forms.ActivateTOTPForm):
    """The first code of an app, which shows that it was set up right."""

    words = {"code": (_("Code from the app"), _("Six digits. They change every half minute."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Have telephones offer digits."""
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= _CODE_BOX


class PasskeyNameMixin(CalmMixin):
    """The name by which a person tells passkeys apart."""

    words = {"name": (_("Name of the passkey"), _("So that you know it again: what device it is on."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set the limit."""
        super().__init__(*args, **kwargs)
        name = forms.CharField(label=self.words["name"][0], max_length=PASSKEY_NAME_LENGTH, required=False)
        name.help_text = self.words["name"][1]
        self.fields["name"] = name
        self.order_fields(["name"])  # type: ignore[attr-defined]  # of the form that this is mixed into


class CredentialField(forms.JSONField):
    """What a browser answered for a passkey. The script writes it, but anyone may send anything."""

    widget = forms.HiddenInput

    @override
    def to_python(self, value: Any) -> Any:
        """Return an object, or say that the passkey does not fit."""
        try:
            found = super().to_python(value)
        except (forms.ValidationError, RecursionError) as fault:  # a thousand brackets, one in the other
            raise get_adapter().validation_error("wrong_passkey") from fault
        if found is not None and not isinstance(found, dict):
            raise get_adapter().validation_error("wrong_passkey")
        return found


class AddPasskeyForm(PasskeyNameMixin, passkey_forms.AddWebAuthnForm):
    """A new passkey: always one with which to sign in without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """There is nothing to choose."""
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()
        del self.fields["passwordless"]

    @override
    def clean(self) -> dict[str, Any]:
        """Check what the browser answered."""
        if len(factors_of(self.user)["webauthn"]) >= PASSKEYS_KEPT:
            raise get_adapter().validation_error("too_many_passkeys")
        try:
            cleaned: dict[str, Any] = super().clean()
        except _ODD as fault:
            raise get_adapter().validation_error("wrong_passkey") from fault
        return cleaned


class RenamePasskeyForm(PasskeyNameMixin, passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def clean_name(self) -> str:
        """Return the name; an empty one leaves the old."""
        return str(self.cleaned_data["name"] or self.initial["name"])


class PasskeyMixin(CalmMixin):
    """The answer of a passkey. What is wrong with it is never said in detail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Expect anything."""
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self) -> Authenticator:
        """Return the passkey that answered."""
        try:
            found: Authenticator = super().clean_credential()  # type: ignore[misc]  # as above
        except _ODD as fault:
            raise get_adapter().validation_error("wrong_passkey") from fault
        return found


class PasskeyForm(PasskeyMixin, passkey_forms.AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""


class PasskeyAgainForm(PasskeyMixin, passkey_forms.ReauthenticateWebAuthnForm):
    """A passkey before something that could cost the account."""


class PasskeySignInForm(PasskeyMixin, passkey_forms.LoginWebAuthnForm):
    """A passkey instead of name and password."""
