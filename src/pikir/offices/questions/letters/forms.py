"""What somebody without an account fills in."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts.kinds import NAME_LENGTH
from pikir.offices.questions.forms import AskForm
from pikir.offices.questions.kinds import Naming


class PlainAddressField(forms.EmailField):
    """An address that every mail server reads alike."""

    @override
    def clean(self, value: Any) -> str:
        """Return it in small letters."""
        return str(get_adapter().clean_email(super().clean(value))).lower()


class AddressForm(forms.Form):
    """An address that a letter goes to."""

    email = PlainAddressField(
        label=_("E-mail"),
        help_text=_("A letter with a link goes to it. Nobody else sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class GuestAskForm(AskForm):
    """A question of somebody without an account."""

    email = PlainAddressField(
        label=_("E-mail"),
        help_text=_(
            "A letter with a link goes to it; your question is sent when you confirm it there. Nobody sees it."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )

    @override
    def clean(self) -> None:
        """Ask for the name that the public shall see."""
        super().clean()
        naming, name = self.cleaned_data.get("naming"), self.cleaned_data.get("name", "").strip()
        if naming in {Naming.NAME, Naming.INITIALS} and not name:
            self.add_error("name", _("Say how you are called, or ask without a name."))
