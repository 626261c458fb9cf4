"""What people fill in about whom and what they want to meet."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from typing_extensions import override

from pikir.accounts.circles import block_list
from pikir.accounts.handover import Entry, FileError, full_handle, list_at, read_list, text_of_file
from pikir.accounts.kinds import (
    FILE_BYTES,
    FILTER_LENGTH,
    FILTER_MINIMUM,
    LIST_NAME_LENGTH,
    MUTE_DAYS,
    Circle,
    FollowPolicy,
    RelationKind,
)


def end_of(term: str, now: datetime) -> datetime | None:
    """Return the moment that is so many days away; None, for ever, for what is no offered number of days."""
    return now + timedelta(days=int(term)) if term in map(str, MUTE_DAYS) else None


def terms() -> list[tuple[str, str]]:
    """The terms that are offered, in the reader's language."""
    days = [(str(count), ngettext("%(count)d day", "%(count)d days", count) % {"count": count}) for count in MUTE_DAYS]
    return [*days, ("", _now("for ever"))]


class PolicyForm(forms.Form):
    """Who becomes a follower, who may mention and write to one, what others see."""

    follow_policy = forms.ChoiceField(
        label=_("Who may follow you"), choices=FollowPolicy.choices, widget=forms.RadioSelect
    )
    writes_from = forms.ChoiceField(
        label=_("Who may comment on your posts and write to you"), choices=Circle.choices, widget=forms.RadioSelect
    )
    mentions_from = forms.ChoiceField(
        label=_("Whose mentions you are told of"), choices=Circle.choices, widget=forms.RadioSelect
    )
    hides_follows = forms.BooleanField(
        label=_("Do not show others whom you follow and who follows you"), required=False
    )
    hides_from_search = forms.BooleanField(
        label=_("Ask search engines not to list your profile and your posts"), required=False
    )


class FilterForm(forms.Form):
    """Words to fold away."""

    words = forms.CharField(label=_("Words"), min_length=FILTER_MINIMUM, max_length=FILTER_LENGTH)
    whole_word = forms.BooleanField(
        label=_("Only as whole words"),
        required=False,
        initial=True,
        help_text=_("Without this mark words are also found inside longer ones, with every ending."),
    )
    term = forms.ChoiceField(label=_("For how long"), required=False, choices=terms)

    def values(self) -> dict[str, Any]:
        """The cleaned values as the action wants them."""
        given = self.cleaned_data
        until = end_of(given["term"], timezone.now())
        return {"words": given["words"], "whole_word": given["whole_word"], "until": until}


class ListNameForm(forms.Form):
    """The name of a list of blocks to publish."""

    name = forms.CharField(label=pgettext_lazy("of a list", "Name"), max_length=LIST_NAME_LENGTH)


FILE_KINDS = {
    RelationKind.FOLLOW: pgettext_lazy("list", "People to follow"),
    RelationKind.BLOCK: pgettext_lazy("list", "People to block"),
    RelationKind.MUTE: pgettext_lazy("list", "People to mute"),
}


class ImportForm(forms.Form):
    """A list to take over: a file, the address of a list of this square, or what was looked at before."""

    kind = forms.ChoiceField(label=_("What the list holds"), choices=list(FILE_KINDS.items()), widget=forms.RadioSelect)
    file = forms.FileField(
        label=pgettext_lazy("list", "File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=_("One account a line, such as alice or alice@example.org; what follows a comma is left aside."),
    )
    address = forms.CharField(label=_("Or the address of a block list of this square"), required=False, max_length=300)
    text = forms.CharField(required=False, max_length=FILE_BYTES, widget=forms.HiddenInput, strip=False)

    @override
    def clean(self) -> dict[str, Any]:
        """Read the list, so that what is wrong with it is said in its place."""
        given = super().clean() or {}
        try:
            self.entries = self._entries(given)
        except FileError as fault:
            raise ValidationError(str(fault)) from fault
        return given

    def _entries(self, given: dict[str, Any]) -> list[Entry]:
        if given.get("text"):
            return read_list(given["text"])
        if given.get("file"):
            return read_list(text_of_file(given["file"]))
        if not given.get("address"):
            raise FileError(_now("Choose a file, or give the address of a list."))
        place = list_at(given["address"])
        found = block_list(*place) if place else None
        if found is None:
            raise FileError(_now("There is no such list on this square."))
        return read_list("\n".join(map(full_handle, found)))
