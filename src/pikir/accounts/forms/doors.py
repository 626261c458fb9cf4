"""The forms of signing up, signing in and looking after an account."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts import actions
from pikir.accounts.handles import HandleError, HandleTakenError, check_handle
from pikir.accounts.kinds import (
    BIO_LENGTH,
    EMAIL_LENGTH,
    HANDLE_LENGTH,
    NAME_LENGTH,
    PASSWORD_LENGTH,
    AccountKind,
    Fate,
)
from pikir.accounts.models import Account, User
from pikir.accounts.names import NameMissingError, clean_name
from pikir.accounts.queries import free_handle, is_handle_taken, primary_address, user_with_address

_HANDLE_BOX = {"autocapitalize": "none", "spellcheck": "false"}


def keep_place(data: dict[str, Any]) -> Account:
    """Take handle and name of a sign-up that has no user; they are free again when one that nobody confirmed is.

    For whoever signed up with an address that has a user: a free handle would tell them so. Raises HandleTakenError.
    """
    return actions.create_account(
        actor=None, kind=AccountKind.PERSON, handle=data["handle"], name=data["name"], language=data["language"]
    )


class CalmMixin:
    """Our words on a form of allauth: labels, nothing inside the boxes, one limit and one box for passwords.

    Someone who mistypes a new password asks for a letter; everyone else types it once.
    """

    fields: dict[str, forms.Field]
    words: dict[str, tuple[Any, Any]] = {}  # name of the field: label, help

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make allauth's form, then take away and relabel."""
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, field.help_text))
            if isinstance(field.widget, forms.PasswordInput):
                _limit(field, PASSWORD_LENGTH)
            if isinstance(field, forms.EmailField):
                _limit(field, EMAIL_LENGTH)


def _limit(field: forms.Field, length: int) -> None:
    field.validators.append(MaxLengthValidator(length))
    field.widget.attrs["maxlength"] = str(length)


_NEW_PASSWORD = (_("New password"), _("At least 10 characters. A few words that only you would put together are best."))


class SignInForm(CalmMixin, allauth_forms.LoginForm):
    """Sign in by address or handle. What is wrong is never said in more detail than that the two do not fit."""

    words = {
        "login": (_("E-mail or handle"), ""),
        "password": (_("Password"), ""),
        "remember": (_("Stay signed in on this device"), ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put one plain box where allauth expects an address."""
        super().__init__(*args, **kwargs)
        box = forms.TextInput(attrs={"autocomplete": "username", **_HANDLE_BOX})
        self.fields["login"] = forms.CharField(label=self.words["login"][0], max_length=EMAIL_LENGTH, widget=box)
        self.fields["remember"].initial = True
        self.order_fields(["login", "password", "remember"])

    @override
    def clean_login(self) -> str:
        """Return what was typed in its plainest form: tries are counted by it, never by whom it names.

        Else a handle without tries left would tell whose address has none left either.
        """
        return str(self.cleaned_data["login"]).strip().lower().removeprefix("@")

    @override
    def user_credentials(self) -> dict[str, Any]:
        """Return what our doorkeeper asks for."""
        return {name: self.cleaned_data[name] for name in ("login", "password")}


class HandleField(forms.CharField):
    """A handle that keeps the rules and is free; a leading @ is forgiven. ``own`` may take up what it has or had."""

    own: Account | None = None

    def __init__(self, **kwargs: Any) -> None:
        """Set the box up for a phone: no capitals, no spelling."""
        box = forms.TextInput(attrs={"autocomplete": "username", "maxlength": str(HANDLE_LENGTH + 1), **_HANDLE_BOX})
        super().__init__(widget=box, **kwargs)

    @override
    def clean(self, value: Any) -> str:
        """Return the handle without @, or say what is wrong and what is free."""
        handle = str(super().clean(value)).removeprefix("@")
        try:
            check_handle(handle)
        except HandleError as fault:
            raise forms.ValidationError(str(fault)) from fault
        if is_handle_taken(handle, own=self.own):
            raise forms.ValidationError(str(HandleTakenError(free_handle(handle))))
        return handle


class NameField(forms.CharField):
    """A display name in any script."""

    def __init__(self, **kwargs: Any) -> None:
        """Let browsers offer the person's name."""
        box = forms.TextInput(attrs={"autocomplete": "name"})
        super().__init__(max_length=NAME_LENGTH, widget=box, **kwargs)

    @override
    def clean(self, value: Any) -> str:
        """Return the name without what cannot be seen."""
        try:
            return clean_name(str(super().clean(value)))
        except NameMissingError as fault:
            raise forms.ValidationError(str(fault)) from fault


class SignUpForm(CalmMixin, allauth_forms.SignupForm):
    """Sign up: a name, a handle, an address, a password, a language."""

    words = {
        "email": (_("E-mail"), _("We send one letter to it. Nobody else sees it.")),
        "password1": (_("Password"), _NEW_PASSWORD[1]),
    }
    name = NameField(label=_("Your name"), help_text=_("As others will see it, in any script."))
    handle = HandleField(label=_("Handle"), help_text=_("Your address here: Latin letters, digits, underscores."))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("Letters to you come in it."),
    )
    field_order = ["name", "handle", "email", "password1", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the language of the page."""
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()

    @override
    def save(self, _request: HttpRequest) -> User:
        """Make user, account and address in one transaction. Raises HandleTakenError or AddressTakenError."""
        data = self.cleaned_data
        return actions.create_user(
            email=data["email"],
            password=data["password1"],
            handle=data["handle"],
            name=data["name"],
            language=data["language"],
        )

    @override
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Save; for an address that has a user, take as long and answer alike, and write to the address instead."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
            keep_place(self.cleaned_data)
        user, response = super().try_save(request)
        return user, response


class ChangeAddressForm(CalmMixin, allauth_forms.AddEmailForm):
    """A new address, which replaces the old one when it is confirmed."""

    words = {"email": (_("New e-mail"), _("We send a letter to it. Until you confirm it, the old address stays."))}


class ChangePasswordForm(CalmMixin, allauth_forms.ChangePasswordForm):
    """A new password for someone who knows the present one."""

    words = {"oldpassword": (_("Present password"), ""), "password1": _NEW_PASSWORD}


class SetPasswordForm(CalmMixin, allauth_forms.SetPasswordForm):
    """A first password for someone who came by another way."""

    words = {"password1": _NEW_PASSWORD}


class AskResetForm(CalmMixin, allauth_forms.ResetPasswordForm):
    """Ask for a letter with which to set a new password."""

    words = {"email": (_("E-mail"), _("The address you signed up with."))}

    @override
    def clean_email(self) -> str:
        """Find whose address it is; one that somebody only asked for leads to nobody."""
        email = get_adapter().clean_email(self.cleaned_data["email"]).lower()
        found = user_with_address(email)
        self.users = [found] if found and found.is_active else []
        return email


class ResetForm(CalmMixin, allauth_forms.ResetPasswordKeyForm):
    """A new password for someone who followed the letter, which proves the address as well."""

    words = {"password1": _NEW_PASSWORD}

    @override
    def save(self) -> None:
        """Set the password, and take the address as proven."""
        super().save()
        address = primary_address(self.user)
        if address and not address.verified:
            get_adapter().confirm_email(context.request, address)


class ReauthenticateForm(CalmMixin, allauth_forms.ReauthenticateForm):
    """The password once more, before something that could cost the account."""

    words = {"password": (_("Password"), "")}


class LeavingForm(forms.Form):
    """What becomes of what one said, chosen with open eyes: nothing is chosen beforehand."""

    fate = forms.ChoiceField(
        label=_("What becomes of your posts and comments"), choices=Fate.choices, widget=forms.RadioSelect
    )


class ProfileForm(forms.Form):
    """What an account says of itself."""

    name = NameField(label=_("Name"), help_text=_("As others see it, in any script."))
    bio = forms.CharField(
        label=_("About you"),
        max_length=BIO_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Who you are and what you write about, in up to 500 characters."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("Letters to you come in it."),
    )
