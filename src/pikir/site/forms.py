"""What operators fill in about the square."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from pikir.accounts.forms import HandleField, NameField
from pikir.kernel.text import normalise, strip_controls
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
                label=_("Name of the square: %(language)s") % {"language": language}, max_length=NAME_LENGTH
            )
            self.fields[f"tagline_{code}"] = forms.CharField(
                label=_("In one line: %(language)s") % {"language": language},
                max_length=TAGLINE_LENGTH,
                required=False,
            )
        self.order_fields([f"{part}_{code}" for code, _name in settings.LANGUAGES for part in ("name", "tagline")])

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
        self.fields["operator_name"] = NameField(label=_("Your name"))
        self.fields["handle"] = HandleField(label=_("Your handle"))
        self.fields["email"] = forms.EmailField(label=_("Your e-mail address"))
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            validators=[validate_password],
        )

    def texts(self) -> dict[tuple[str, str], str]:
        """The texts by key and language."""
        return {
            (key, code): normalise(self.cleaned_data[f"{key}_{code}"])
            for key in TextKey.values
            for code, _name in settings.LANGUAGES
        }
