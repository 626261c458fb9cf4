"""How somebody wants to read, and when they want quiet."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.web.look import Choice

_THEMES = {
    "device": pgettext_lazy("colours", "As on the device"),
    "light": pgettext_lazy("colours", "Light"),
    "dark": pgettext_lazy("colours", "Dark"),
}
_SIZES = {
    "normal": pgettext_lazy("size of type", "Usual"),
    "larger": pgettext_lazy("size of type", "Larger"),
    "largest": pgettext_lazy("size of type", "Largest"),
    "plain": pgettext_lazy("size of type", "One for everything"),
}
_TRAFFIC = {
    "device": pgettext_lazy("data saving", "When the browser asks"),
    "saving": pgettext_lazy("data saving", "Always"),
    "full": pgettext_lazy("data saving", "Never"),
}
_LETTERS = {
    "cyrillic": pgettext_lazy("letters", "Cyrillic"),
    "latin": pgettext_lazy("letters", "Latin"),
}
_HOURS = [(str(hour), f"{hour:02}:00") for hour in range(24)]


class ReadingForm(forms.Form):
    """Language and look."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=pgettext_lazy("of pages", "Colours"), choices=list(_THEMES.items()))
    size = forms.ChoiceField(
        label=_("Size of type"),
        choices=list(_SIZES.items()),
        help_text=_("“One for everything” is the size that your browser is set to, for small print and headings too."),
    )
    traffic = forms.ChoiceField(
        label=_("Save data"),
        choices=list(_TRAFFIC.items()),
        help_text=_("Pictures come only when you tap them, small ones; no typefaces are loaded."),
    )

    letters = forms.ChoiceField(
        label=_("Letters of Kazakh"),
        choices=list(_LETTERS.items()),
        help_text=_("Kazakh is rewritten in the Latin alphabet of 2021; what you write stays as you write it."),
    )

    def choice(self) -> Choice:
        """The look that was chosen."""
        return Choice(*(self.cleaned_data[name] for name in Choice._fields))


class QuietForm(forms.Form):
    """From which hour until which."""

    quiet_from = forms.TypedChoiceField(
        label=pgettext_lazy("hour", "From"),
        choices=[("", pgettext_lazy("quiet hours", "none")), *_HOURS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    quiet_until = forms.TypedChoiceField(
        label=pgettext_lazy("hour", "Until"),
        choices=[("", pgettext_lazy("quiet hours", "none")), *_HOURS],
        coerce=int,
        empty_value=None,
        required=False,
    )

    @override
    def clean(self) -> dict[str, Any]:
        """Ask for both hours, or for none."""
        given = super().clean() or {}
        begin, end = given.get("quiet_from"), given.get("quiet_until")
        if self.errors:
            return given
        if (begin is None) != (end is None):
            raise ValidationError(_now("Choose both hours, or “none” for both."))
        if begin is not None and begin == end:
            raise ValidationError(_now("Choose two different hours: letters must go out at some time."))
        return given
