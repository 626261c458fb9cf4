"""Choosing a territory in a form: type a name; where several are called so, choose one. A script makes it quicker."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.places.kinds import QUERY_LENGTH
from pikir.places.models import Territory
from pikir.places.queries import Found, find_meant


class Typed(NamedTuple):
    """What came from the box: the text, and the code that was chosen for it or is still there from before."""

    text: str
    code: str


class PlaceWidget(forms.Widget):
    """A box for a name, and below it the territories it may mean once the form has come back with several."""

    class Media:  # what a page with such a box needs in its head: ``{{ form.media }}``
        css = {"all": ["places/box.css"]}
        js = [Script("places/box.js", type="module")]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Begin without candidates; the field sets them on its own copy."""
        super().__init__(attrs)
        self.candidates: list[Found] = []

    @override
    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Typed:
        """Return both parts of what was sent."""
        return Typed(str(data.get(name, "")).strip(), str(data.get(f"{name}-code", "")))

    @override
    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> bool:
        """Whether the box was not in the form that was sent."""
        return name not in data

    @override
    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the box; ``value`` is a territory, what was typed, or nothing."""
        typed = Typed(value.name, value.code) if isinstance(value, Territory) else value or Typed("", "")
        given = self.build_attrs(self.attrs, attrs)
        box = {"type": "text", "name": name, "value": typed.text, "maxlength": QUERY_LENGTH, "autocomplete": "off"}
        code = _choices(name, typed, self.candidates) if self.candidates else _hidden(name, typed.code)
        return format_html(
            '<div class="place-box" data-search="{}"><input{}>{}</div>',
            reverse("places_search"),
            format_html_join("", ' {}="{}"', {**given, "class": given.get("class", "input"), **box}.items()),
            code,
        )


def _hidden(name: str, code: str) -> SafeString:
    return format_html('<input type="hidden" name="{}-code" value="{}">', name, code)


def _choices(name: str, typed: Typed, candidates: list[Found]) -> SafeString:
    lines = format_html_join(
        "",
        '<label class="radio"><input type="radio" name="{}-code" value="{}"{}><span>{}<small>{}</small></span></label>',
        (
            (name, one.territory.code, " checked" if one.territory.code == typed.code else "", one.name, one.about)
            for one in candidates
        ),
    )
    return format_html(
        '<div class="place-choice" role="radiogroup" aria-label="{}">{}</div>', gettext("Which one do you mean?"), lines
    )


class PlaceField(forms.Field):
    """A territory of today; cleans to a ``Territory``, or None when it may be left empty and is."""

    widget = PlaceWidget
    default_error_messages = {
        "unknown": _("No territory is called so. Check the spelling."),
        "several": _("Several territories are called so. Choose one."),
    }

    @override
    def clean(self, value: Typed) -> Territory | None:
        """Return the territory that is meant, or ask which."""
        if not value.text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        meant = find_meant(value.text, value.code, get_language() or "kk")
        if isinstance(meant, Territory):
            return meant
        if not meant:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        self.widget.candidates = meant  # of this form's own copy of the field
        raise ValidationError(self.error_messages["several"], code="several")

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another name stands in the box, or another territory was chosen for it."""
        before = Typed(initial.name, initial.code) if initial else Typed("", "")
        return (data.text, data.code if data.text else "") != before


class FindForm(forms.Form):
    """The box on the page of all territories."""

    q = PlaceField(label=_("Find a territory"), required=False)
