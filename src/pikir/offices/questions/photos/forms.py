"""Photos in a form: each with its words, and a choice of who sees it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pikir.media.forms import PictureField
from pikir.media.kinds import ALT_LENGTH
from pikir.offices.questions.photos.kinds import AT_ONCE, SentPhoto

_PLACES = ("", *(f"_{number}" for number in range(2, AT_ONCE + 1)))


class PhotoFields(forms.Form):
    """As many photos as are taken at once; all may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the fields of each photo."""
        super().__init__(*args, **kwargs)
        for place in _PLACES:
            self.fields[f"file{place}"] = PictureField(label=_("Photo"), required=False)
            self.fields[f"alt{place}"] = forms.CharField(
                label=_("What the photo shows"), max_length=ALT_LENGTH, required=False
            )
            self.fields[f"everyone{place}"] = forms.BooleanField(
                label=_("Everyone may see this photo. Otherwise only you and the office see it."), required=False
            )

    def photo_fields(self) -> list[tuple[forms.BoundField, ...]]:
        """Return the fields of each photo, for the page."""
        return [tuple(self[f"{name}{place}"] for name in ("file", "alt", "everyone")) for place in _PLACES]

    def photos(self) -> list[SentPhoto]:
        """Return what was sent."""
        given = self.cleaned_data
        return [
            SentPhoto(field=f"file{place}", file=file, alt=given[f"alt{place}"], everyone=given[f"everyone{place}"])
            for place in _PLACES
            if (file := given[f"file{place}"])
        ]
