"""Rules in templates."""

from django import template

from pikir.moderation.words import in_language

register = template.Library()


@register.filter
def spoken(texts: dict[str, str]) -> str:
    """A text that is kept in every language, in that of the page."""
    return in_language(texts)
