"""Making an organisation, saying how it is reached, and asking people to act for it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from pikir.accounts.forms.doors import HandleField, NameField
from pikir.accounts.kinds import (
    CONTACTS_LENGTH,
    FOUNDED_KINDS,
    HABITS_LENGTH,
    HANDLE_LENGTH,
    HOURS_LENGTH,
    OperatorRole,
)
from pikir.accounts.models import Profile


class FoundForm(forms.Form):
    """A new organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in FOUNDED_KINDS])
    name = NameField(label=_("Name"))
    handle = HandleField(label=_("Handle"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class InviteForm(forms.Form):
    """Somebody to act for an account."""

    handle = forms.CharField(label=_("Handle of the person"), max_length=HANDLE_LENGTH + 1)
    role = forms.ChoiceField(label=_("Role"), choices=OperatorRole.choices, initial=OperatorRole.WRITER)


class ServiceForm(forms.Form):
    """Hours in plain words, contacts, and how it answers."""

    contacts = forms.CharField(
        label=_("Contacts"), max_length=CONTACTS_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    habits = forms.CharField(
        label=_("How it answers"),
        max_length=HABITS_LENGTH,
        required=False,
        help_text=_("How soon and where, for example: on workdays within a day, in comments too."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a line for each weekday."""
        super().__init__(*args, **kwargs)
        for day, name in WEEKDAYS.items():
            self.fields[f"day{day}"] = forms.CharField(label=name, max_length=HOURS_LENGTH, required=False)

    @classmethod
    def filled(cls, page: Profile | None) -> "ServiceForm":
        """The form with what is known."""
        if page is None:
            return cls()
        hours = {f"day{day}": words for day, words in enumerate(page.hours)}
        return cls(initial={"contacts": page.contacts, "habits": page.habits, **hours})

    @property
    def service(self) -> dict[str, Any]:
        """The cleaned values as ``actions.describe_service`` wants them."""
        hours = [self.cleaned_data[f"day{day}"] for day in WEEKDAYS]
        return {"hours": hours, "contacts": self.cleaned_data["contacts"], "habits": self.cleaned_data["habits"]}
