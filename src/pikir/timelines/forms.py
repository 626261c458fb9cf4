"""What editors fill in."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.posts.moments import MomentError, moment_of
from pikir.timelines.kinds import PLACE_SIZES, REASON_LENGTH, Place
from pikir.timelines.models import Placement

FIRST = f"{Place.CHOICE.value} 0"
MIDNIGHT = time(0, 0)


def _places() -> list[tuple[str, str]]:
    """Every slot of the front page as one choice; a place with one slot has no number."""
    return [
        (f"{place.value} {position}", f"{place.label} {position + 1}" if size > 1 else str(place.label))
        for place, size in PLACE_SIZES.items()
        for position in range(size)
    ]


class DayField(forms.DateField):
    """A day that may be left out."""

    def __init__(self, label: Any) -> None:
        """Read days as browsers send them and as people write them."""
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(label=label, required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=widget)


class HourField(forms.TimeField):
    """A time of day that may be left out."""

    def __init__(self, label: Any) -> None:
        """Read hours and minutes."""
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(label=label, required=False, input_formats=["%H:%M"], widget=widget)


class SlotForm(forms.Form):
    """Where a post shall stand, why, and from when to when; without moments at once and until it is taken off."""

    slot = forms.ChoiceField(label=pgettext_lazy("on the front page", "Place"), choices=_places)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Readers find it behind the question mark of the slot. Your name stands above the post."),
    )
    since_day = DayField(_("From the day"))
    since_hour = HourField(pgettext_lazy("of a day", "Time"))
    until_day = DayField(_("Until the day"))
    until_hour = HourField(pgettext_lazy("of a day", "Time"))

    @classmethod
    def of_placement(cls, placement: Placement | None, now: datetime) -> "SlotForm":
        """The form filled with what was chosen before."""
        if placement is None:
            return cls(initial={"slot": FIRST})
        initial: dict[str, Any] = {"slot": f"{placement.place} {placement.position}", "reason": placement.reason}
        for name, moment in (("since", placement.since), ("until", placement.until)):
            if moment is not None and moment > now:
                local = timezone.localtime(moment)
                initial |= {f"{name}_day": local.date(), f"{name}_hour": local.time()}
        return cls(initial=initial)

    @override
    def clean(self) -> dict[str, Any]:
        """Add the moments ``since`` and ``until``, None where no day was given."""
        cleaned = super().clean() or {}
        try:
            moments = {name: _moment(cleaned, name) for name in ("since", "until")}
        except (MomentError, OverflowError) as fault:
            raise forms.ValidationError(str(fault)) from fault
        return cleaned | moments

    def chosen(self) -> dict[str, Any]:
        """The cleaned values as ``actions.place_post`` wants them."""
        place, _space, position = self.cleaned_data["slot"].partition(" ")
        given = {name: self.cleaned_data[name] for name in ("reason", "since", "until")}
        return {"place": place, "position": int(position), **given}


def _moment(cleaned: dict[str, Any], name: str) -> datetime | None:
    day: date | None = cleaned.get(f"{name}_day")
    hour: time | None = cleaned.get(f"{name}_hour")
    return moment_of(day, hour or MIDNIGHT) if day else None
