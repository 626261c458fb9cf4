"""The numbers of formulas in words."""

from typing import Any

from django import template
from django.utils.formats import number_format

from pikir.site.sheets import measure
from pikir.timelines.kinds import Formula

register = template.Library()
PLACES = {
    Formula.READ: 0,
    Formula.TALKED: 0,
    Formula.WOKEN: 1,
    Formula.OTHER: 2,
    Formula.OVERDUE: 0,
}  # digits after the point


@register.filter
def measured(inputs: dict[str, Any], formula: str) -> str:
    """What a result was counted from."""
    return measure(formula, inputs)


@register.filter
def result(value: float, formula: str) -> str:
    """The result of a formula, as exact as it means something."""
    return number_format(value, decimal_pos=PLACES[Formula(formula)], force_grouping=True)
