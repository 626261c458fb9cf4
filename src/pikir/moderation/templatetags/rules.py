"""Rules, and parts of pictures, in templates."""

from django import template
from django.forms.boundfield import BoundField

from pikir.moderation.area_forms import Box, rows_of
from pikir.moderation.words import in_language

register = template.Library()


@register.filter
def spoken(texts: dict[str, str]) -> str:
    """A text that is kept in every language, in that of the page."""
    return in_language(texts)


@register.filter
def area_rows(bound: BoundField) -> list[tuple[int, list[Box]]]:
    """The boxes for parts of a picture, row by row."""
    return rows_of(bound)
