"""The components of the square as template tags, keyword-only; a builtin of every template.

Each is a function of ``pikir.web.components`` from plain data (``pikir.web.shapes``) to HTML. One CSS file in
``static/web/components`` goes with each.
"""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from pikir.web.components import cards, dates, forms, lists, marks, people, pictures, shares, threads

register = template.Library()

for component in (
    marks.horn, marks.hand, marks.kick, marks.tag, marks.chip, marks.notice, marks.empty,
    people.avatar, people.byline, dates.timestamp, pictures.picture,
    cards.card, cards.wire, lists.tabs, lists.pages, threads.thread, shares.share,
    forms.field, forms.form_errors, forms.button,
):  # fmt: skip
    register.simple_tag(component, name=component.__name__)


@register.filter
def number(value: float | Decimal) -> str:
    """A number as the active language writes it: narrow spaces between thousands."""
    return number_format(value, force_grouping=True)
