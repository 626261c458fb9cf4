"""What authors and editors fill in during the life of a text."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.accounts.kinds import HANDLE_LENGTH
from pikir.posts.kinds import CORRECTION_LENGTH, REASON_LENGTH
from pikir.posts.moments import MomentError, moment_of


class ScheduleForm(forms.Form):
    """When a text becomes public, by the clocks of the square."""

    day = forms.DateField(
        label=_("Day"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    hour = forms.TimeField(
        label=pgettext_lazy("of a day", "Time"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )

    @classmethod
    def of_moment(cls, moment: datetime | None) -> "ScheduleForm":
        """The form filled with the moment chosen before."""
        if moment is None:
            return cls()
        local = timezone.localtime(moment)
        return cls(initial={"day": local.date(), "hour": local.time()})

    @override
    def clean(self) -> dict[str, Any]:
        """Add ``moment``."""
        cleaned = super().clean() or {}
        if "day" not in cleaned or "hour" not in cleaned:
            return cleaned
        try:
            moment = moment_of(cleaned["day"], cleaned["hour"])
        except (MomentError, OverflowError) as fault:
            raise forms.ValidationError(str(fault)) from fault
        return cleaned | {"moment": moment}


class CorrectionForm(forms.Form):
    """What was wrong with a published text."""

    words = forms.CharField(
        label=_("What was wrong, and what is right"),
        max_length=CORRECTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Everyone reads it above the text, with the date."),
    )


class HandleForm(forms.Form):
    """Whom to ask."""

    handle = forms.CharField(label=_("Handle of the account"), max_length=HANDLE_LENGTH + 1)


class RemarkForm(forms.Form):
    """What an editor tells the writer."""

    remark = forms.CharField(
        label=_("Remark for the writer"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Needed when you send the text back."),
    )
