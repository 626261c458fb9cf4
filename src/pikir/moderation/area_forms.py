"""Parts of a picture as somebody fills them in: in percent of its width and height, a row of boxes for each."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.media.kinds import Mask
from pikir.moderation.kinds import AREAS_MAX

SIDES = {
    "left": pgettext_lazy("of a part of a picture", "From the left"),
    "top": pgettext_lazy("of a part of a picture", "From above"),
    "width": pgettext_lazy("of a part of a picture", "Width"),
    "height": pgettext_lazy("of a part of a picture", "Height"),
}
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d))?")
Row = list[str]


class Box(NamedTuple):
    """One number of a part: how it is called, sent and filled in."""

    label: str
    name: str
    value: str


class AreasWidget(forms.Widget):
    """Reads all rows of boxes; the template draws them by ``AreasField.rows``."""

    @override
    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        return [[str(data.get(f"{name}-{number}-{side}", "")).strip() for side in SIDES] for number in range(AREAS_MAX)]


class AreasField(forms.Field):
    """Becomes the parts in thousandths, as media paints them over; rows that stay empty count for nothing."""

    widget = AreasWidget

    @override
    def clean(self, value: list[Row]) -> list[Mask]:
        return [[_thousandths(text) for text in row] for row in value if any(row)]


def rows_of(bound: forms.BoundField) -> list[tuple[int, list[Box]]]:
    """The rows of boxes of a form, numbered from 1, with what was filled in."""
    filled: list[Row] = bound.data if bound.form.is_bound else [[""] * len(SIDES)] * AREAS_MAX
    return [
        (
            number + 1,
            [
                Box(str(label), f"{bound.name}-{number}-{side}", text)
                for (side, label), text in zip(SIDES.items(), row, strict=True)
            ],
        )
        for number, row in enumerate(filled)
    ]


def areas_field() -> AreasField:
    """The field for a form that paints parts of a picture over."""
    return AreasField(
        label=_("Parts to paint over"),
        required=False,
        help_text=_(
            "Only for “Paint over parts of the picture”: in percent of its width and height. What the picture was "
            "is kept sealed, and put back if the decision ends."
        ),
    )


def _thousandths(text: str) -> int:
    found = _PERCENT.fullmatch(text)
    if found is None:
        raise forms.ValidationError(gettext("Fill in all four numbers of a part, from 0 to 100."))
    return int(found[1]) * 10 + int(found[2] or 0)
