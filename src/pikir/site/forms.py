"""What operators fill in about the square."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.accounts.forms import HandleField, NameField
from pikir.accounts.kinds import EMAIL_LENGTH, PASSWORD_LENGTH
from pikir.kernel.text import strip_controls
from pikir.posts.kinds import ENTRY_LENGTH
from pikir.site.actions import SquareFacts
from pikir.site.models import NAME_LENGTH, TAGLINE_LENGTH, TextKey
from pikir.site.queries import default_text


def _zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]


class SquareForm(forms.Form):
    """Names and taglines in each language, the main language and the zone."""

    language = forms.ChoiceField(
        label=_("Main language"),
        choices=settings.LANGUAGES,
        help_text=_("For readers whose browser asks for none of the three."),
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=_zones)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a name and a tagline for each language."""
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name of the square: %(language)s") % {"language": language},
                max_length=NAME_LENGTH,
                widget=forms.TextInput(attrs={"lang": code}),
            )
            self.fields[f"tagline_{code}"] = forms.CharField(
                label=_("In one line: %(language)s") % {"language": language},
                max_length=TAGLINE_LENGTH,
                required=False,
                widget=forms.TextInput(attrs={"lang": code}),
            )
        self.order_fields([f"{part}_{code}" for code, _name in settings.LANGUAGES for part in ("name", "tagline")])

    def by_language(self) -> list[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """Code, name of the language, and the boxes for the square's name and line in it."""
        return [(code, name, self[f"name_{code}"], self[f"tagline_{code}"]) for code, name in settings.LANGUAGES]

    def facts(self) -> SquareFacts:
        """The cleaned values as the actions want them."""
        values = self.cleaned_data
        return SquareFacts(
            names={code: strip_controls(values[f"name_{code}"]) for code, _name in settings.LANGUAGES},
            taglines={code: strip_controls(values[f"tagline_{code}"]) for code, _name in settings.LANGUAGES},
            language=values["language"],
            zone=values["zone"],
        )


class TextForm(forms.Form):
    """The rules or the about page in one language."""

    source = forms.CharField(
        label=_("Text"), max_length=ENTRY_LENGTH, widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"})
    )


class SetupForm(SquareForm):
    """Everything an empty square needs: its facts, its texts and the first operator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the texts, begun with sensible ones, and the operator."""
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = settings.LANGUAGE_CODE
        self.fields["zone"].initial = settings.TIME_ZONE
        for key, label in ((TextKey.RULES, _("Rules: %(language)s")), (TextKey.ABOUT, _("About: %(language)s"))):
            for code, language in settings.LANGUAGES:
                self.fields[f"{key}_{code}"] = forms.CharField(
                    label=label % {"language": language},
                    max_length=ENTRY_LENGTH,
                    widget=forms.Textarea(attrs={"rows": 8, "lang": code}),
                    initial=default_text(key, code),
                )
        self.fields["operator_name"] = NameField(
            label=_("Your name"), help_text=_("As others will see it, in any script.")
        )
        self.fields["handle"] = HandleField(
            label=_("Your handle"), help_text=_("Your address here: Latin letters, digits, underscores.")
        )
        self.fields["email"] = forms.EmailField(label=_("Your e-mail address"), max_length=EMAIL_LENGTH)
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            max_length=PASSWORD_LENGTH,
            help_text=_("At least 10 characters. A few words that only you would put together are best."),
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            validators=[validate_password],
        )

    @override
    def clean(self) -> dict[str, Any]:
        """Ask for a good password again when something else is wrong."""
        if self.errors:
            self.ask_password_again()
        return self.cleaned_data

    def ask_password_again(self) -> None:
        """Say why the box of a good password is empty: browsers are never sent it back."""
        if "password" in self.cleaned_data:
            self.add_error("password", _("It was good, but for your safety it is not shown again: type it once more."))

    def pages(self) -> list[tuple[str, list[tuple[str, str, forms.BoundField]]]]:
        """The rules and the about page: the key, and for each language its code, its name and the box."""
        return [
            (key, [(code, name, self[f"{key}_{code}"]) for code, name in settings.LANGUAGES]) for key in TextKey.values
        ]

    def operator(self) -> list[forms.BoundField]:
        """The boxes about the first operator."""
        return [self[name] for name in ("operator_name", "handle", "email", "password")]

    def texts(self) -> dict[tuple[str, str], str]:
        """The texts by key and language."""
        return {
            (key, code): self.cleaned_data[f"{key}_{code}"]
            for key in TextKey.values
            for code, _name in settings.LANGUAGES
        }
