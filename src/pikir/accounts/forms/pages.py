"""What an account says of itself beside its name, and a new handle."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pikir.accounts.actions import Link
from pikir.accounts.forms.doors import HandleField
from pikir.accounts.kinds import HANDLE_LENGTH, LABEL_LENGTH, LINKS_KEPT, URL_LENGTH
from pikir.accounts.models import Account, Profile, ProfileLink
from pikir.accounts.readable import choices
from pikir.places.forms import PlaceField


class PageForm(forms.Form):
    """Place, languages and links of an account."""

    place = PlaceField(label=_("Place"), required=False)
    reads = forms.MultipleChoiceField(
        label=_("Languages you understand"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a box for each link that a profile may have."""
        super().__init__(*args, **kwargs)
        box = {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}
        for number in range(1, LINKS_KEPT + 1):
            self.fields[f"url{number}"] = forms.CharField(
                label=_("Link %(number)d") % {"number": number},
                max_length=URL_LENGTH,
                required=False,
                widget=forms.TextInput(attrs=box),
            )
            self.fields[f"label{number}"] = forms.CharField(
                label=pgettext_lazy("of a link", "What it is called"), max_length=LABEL_LENGTH, required=False
            )

    @classmethod
    def filled(cls, page: Profile | None, links: list[ProfileLink]) -> "PageForm":
        """The form with what is known of an account."""
        given: dict[str, Any] = {"place": page.place, "reads": page.reads} if page else {}
        for number, link in enumerate(links, start=1):
            given |= {f"url{number}": link.url, f"label{number}": link.label}
        return cls(initial=given)

    @property
    def links(self) -> list[Link]:
        """The links that were filled in."""
        numbers = range(1, LINKS_KEPT + 1)
        rows = [(self.cleaned_data[f"url{number}"], self.cleaned_data[f"label{number}"]) for number in numbers]
        return [Link(url, label) for url, label in rows if url]


class NewHandleForm(forms.Form):
    """Another handle for an account; its own old ones are free for it."""

    handle = HandleField(label=_("New handle"), max_length=HANDLE_LENGTH + 1)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        """``account`` is the one that gets the handle."""
        super().__init__(*args, **kwargs)
        self.fields["handle"].own = account  # type: ignore[attr-defined]  # a handle field
