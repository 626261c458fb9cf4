"""What people type to be attested, and operators to attest them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.accounts.attestations.blind import NumberError, clean_number
from pikir.accounts.attestations.files import RegisterError, Sheet, read_register
from pikir.accounts.attestations.kinds import (
    COUNTRY,
    COUNTRY_LENGTH,
    HOST_LENGTH,
    LIST,
    NUMBER_LENGTH,
    SOURCE_LENGTH,
    Paper,
)
from pikir.accounts.kinds import HANDLE_LENGTH, REASON_LENGTH
from pikir.places.forms import PlaceField

_PLAIN_BOX = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
_CODE_LENGTH = 40  # a code with whatever stands between its groups
_TYPED_LENGTH = 2 * NUMBER_LENGTH  # a number with its spaces


class CodeForm(forms.Form):
    """A code from a letter or from another account."""

    code = forms.CharField(
        label=_("Code"), max_length=_CODE_LENGTH, widget=forms.TextInput(attrs=_PLAIN_BOX | {"size": "20"})
    )


class CountryField(forms.CharField):
    """A country by its two letters."""

    def __init__(self, **given: Any) -> None:
        """Offer the country of most documents."""
        check = RegexValidator("^[A-Za-z]{2}$", _("Two Latin letters, such as KZ."))
        box = forms.TextInput(attrs=_PLAIN_BOX | {"size": "4"})
        super().__init__(
            label=_("Country of the document"), max_length=COUNTRY_LENGTH, validators=[check], widget=box, **given
        )

    @override
    def clean(self, value: Any) -> str:
        """Return capitals."""
        return str(super().clean(value)).upper()


class DocumentForm(forms.Form):
    """A document that lies before the operator."""

    paper = forms.ChoiceField(
        label=_("Document"), choices=Paper.choices, widget=forms.RadioSelect, initial=Paper.NUMBER
    )
    country = CountryField(initial=COUNTRY)
    number = forms.CharField(
        label=_("Number"),
        max_length=_TYPED_LENGTH,
        widget=forms.TextInput(attrs=_PLAIN_BOX),
        help_text=_("It is hashed at once and stored nowhere. Spaces and signs do not matter."),
    )

    def clean_number(self) -> str:
        """Return what was typed if it may be a number."""
        typed: str = self.cleaned_data["number"]
        try:
            clean_number(typed)
        except NumberError as fault:
            raise ValidationError(str(fault)) from fault
        return typed


class RecordForm(DocumentForm):
    """A person has come to the desk: their account, their document."""

    handle = forms.CharField(
        label=_("Handle"),
        max_length=HANDLE_LENGTH + 1,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    ticket = forms.CharField(
        label=_("Code that the person reads out"),
        max_length=_CODE_LENGTH,
        widget=forms.TextInput(attrs=_PLAIN_BOX | {"size": "12"}),
    )
    territory = PlaceField(label=_("Where the person lives, if the document tells"), required=False)
    moves = forms.BooleanField(
        label=_("The person has another verified account here and wants to move to this one"), required=False
    )
    field_order = ["handle", "ticket", "paper", "country", "number", "territory", "moves"]


class RegisterForm(forms.Form):
    """A register of those who are written letters."""

    source = forms.CharField(
        label=_("Whose register it is"),
        max_length=SOURCE_LENGTH,
        help_text=_("Such as “Households of Sarybel”. Write it the same each time: it tells one list from another."),
    )
    paper = forms.ChoiceField(
        label=_("What the column “reference” holds"),
        choices=[*Paper.choices, (LIST, pgettext_lazy("reference", "an address or a number of this list"))],
        widget=forms.RadioSelect,
        initial=LIST,
    )
    country = CountryField(initial=COUNTRY)
    file = forms.FileField(
        label=_("The register"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_(
            "CSV in UTF-8. The first line names the columns: “reference”, “territory” (the code of a territory, may be "
            "empty), then what the letters need, such as name and address."
        ),
    )
    sheet: Sheet

    @override
    def clean(self) -> dict[str, Any]:
        """Read the register, so that every line at fault is named."""
        given = super().clean() or {}
        if self.errors:
            return given
        try:
            self.sheet = read_register(
                given["file"], paper=given["paper"], country=given["country"], source=given["source"]
            )
        except RegisterError as fault:
            self.add_error("file", list(fault.faults))
        return given


class HostForm(forms.Form):
    """A host of e-mail addresses that tells of a territory."""

    host = forms.CharField(
        label=_("Addresses that end in"),
        max_length=HOST_LENGTH + 1,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("The part after the @, as in name@university.example."),
    )
    territory = PlaceField(label=_("Territory"))


class RevokeForm(forms.Form):
    """Why an attestation is ended."""

    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3}))
