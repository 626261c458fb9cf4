"""Fields and buttons: label, fault in words, box, help. A fault is a mark and words, never red."""

from typing import Literal

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

_NOTHING = mark_safe("")  # an empty string, so that parts of a field may be missing


def _faults(bound: BoundField) -> SafeString:
    if not bound.errors:
        return _NOTHING
    lines = format_html_join(mark_safe("<br>"), "{}", ((error,) for error in bound.errors))
    return format_html('<span class="err" id="{}_error"><span>{}</span></span>', bound.id_for_label, lines)


def _help(bound: BoundField, text: str) -> SafeString:
    words = text or bound.help_text
    if not words:
        return _NOTHING
    return format_html('<div class="help" id="{}_helptext">{}</div>', bound.id_for_label, words)


def _described_by(bound: BoundField, text: str) -> dict[str, str | bool]:
    """Error first: it is what someone who came back to the field needs to hear."""
    ids = []
    if bound.errors:
        ids.append(f"{bound.id_for_label}_error")
    if text or bound.help_text:
        ids.append(f"{bound.id_for_label}_helptext")
    return {"aria-describedby": " ".join(ids)} if ids else {}


def _label_words(bound: BoundField, label: str, mark: bool) -> SafeString:
    words = label or bound.label
    if bound.field.required or not mark:
        return format_html("{}", words)
    return format_html('{} <span class="free">{}</span>', words, gettext("(optional)"))


def _choices(bound: BoundField) -> SafeString:
    return format_html_join(
        "",
        '<label class="radio" for="{}">{}<span>{}</span></label>',
        ((choice.id_for_label, choice.tag(), choice.choice_label) for choice in bound),
    )


def _fieldset(bound: BoundField, label: SafeString, help: str) -> SafeString:  # noqa: A002  # as in the tag
    described = format_html_join("", ' {}="{}"', _described_by(bound, help).items())
    return format_html(
        '<fieldset class="field{}"{}><legend>{}</legend>{}<div>{}</div>{}</fieldset>',
        " bad" if bound.errors else "",
        described,
        label,
        _faults(bound),
        _choices(bound),
        _help(bound, help),
    )


def _tick(bound: BoundField, label: str, help: str) -> SafeString:  # noqa: A002  # as in the tag
    return format_html(
        '<div class="field{}">{}<label class="radio" for="{}">{}<span>{}</span></label>{}</div>',
        " bad" if bound.errors else "",
        _faults(bound),
        bound.id_for_label,
        bound.as_widget(attrs=_described_by(bound, help)),
        label or bound.label,
        _help(bound, help),
    )


def field(
    *,
    bound: BoundField,
    label: str = "",
    help: str = "",  # noqa: A002  # the word of Django
    mark: bool = True,
    css: str = "",
) -> SafeString:
    """A bound form field: label, fault, box and help, tied together for screen readers.

    ``label`` and ``help`` replace the form's own words; ``mark`` says "(optional)" where that is so; ``css`` adds a
    class to the box.
    """
    widget = bound.field.widget
    if bound.is_hidden:
        return mark_safe(str(bound))  # noqa: S308  # Django's own escaped widget
    if isinstance(widget, forms.CheckboxInput):
        return _tick(bound, label, help)
    words = _label_words(bound, label, mark)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _fieldset(bound, words, help)
    attributes: dict[str, str | bool] = {"class": f"input {css}".strip(), **_described_by(bound, help)}
    return format_html(
        '<div class="field{}"><label for="{}">{}</label>{}{}{}</div>',
        " bad" if bound.errors else "",
        bound.id_for_label,
        words,
        _faults(bound),
        bound.as_widget(attrs=attributes),
        _help(bound, help),
    )


def form_errors(*, form: forms.BaseForm) -> SafeString:
    """What is wrong with a form as a whole, with a way to each field at fault; nothing when nothing is."""
    if not form.is_bound or not form.errors:
        return _NOTHING
    lines: list[tuple[SafeString]] = [(format_html("{}", error),) for error in form.non_field_errors()]
    for bound in form:
        if bound.errors and bound.is_hidden:
            lines += [(format_html("{}", error),) for error in bound.errors]
        elif bound.errors:
            lines.append((format_html('<a href="#{}">{}</a>: {}', bound.id_for_label, bound.label, bound.errors[0]),))
    return format_html(
        '<div class="notice fault" role="alert"><p><b>{}</b></p><ul>{}</ul></div>',
        gettext("Please look at this again"),
        format_html_join("", "<li>{}</li>", lines),
    )


def button(
    *,
    text: str,
    kind: Literal["main", "", "quiet"] = "",
    url: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
) -> SafeString:
    """A verb to press: a submit button, or with ``url`` a link that looks like one. One ``main`` a page."""
    classes = f"btn {kind}".strip()
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', classes, url, text)
    given = [(key, content) for key, content in (("name", name), ("value", value), ("form", form)) if content]
    attributes = format_html_join("", ' {}="{}"', given)
    return format_html('<button class="{}" type="submit"{}>{}</button>', classes, attributes, text)
