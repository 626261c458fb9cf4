"""What editors fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pikir.timelines.kinds import PLACE_SIZES, REASON_LENGTH, Place


def _places() -> list[tuple[str, str]]:
    """Every slot of the front page as one choice; a place with one slot has no number."""
    return [
        (f"{place.value} {position}", f"{place.label} {position + 1}" if size > 1 else str(place.label))
        for place, size in PLACE_SIZES.items()
        for position in range(size)
    ]


class SlotForm(forms.Form):
    """Where a post shall stand, and why."""

    slot = forms.ChoiceField(label=pgettext_lazy("on the front page", "Place"), choices=_places)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("For the log of editors. Your name stands beside the post."),
    )

    def chosen(self) -> dict[str, Any]:
        """The cleaned values as ``actions.place_post`` wants them."""
        place, _space, position = self.cleaned_data["slot"].partition(" ")
        return {"place": place, "position": int(position), "reason": self.cleaned_data["reason"]}


FIRST = f"{Place.CHOICE.value} 0"
