"""What uploaders fill in."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.accounts.kinds import ALT_LENGTH as PORTRAIT_ALT_LENGTH
from pikir.media.attachments.models import TYPES
from pikir.media.kinds import ALT_LENGTH, CAPTION_LENGTH, CREDIT_LENGTH, UPLOAD_BYTES
from pikir.media.workshop import too_large

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic,image/heif,.heic,.heif"


class PictureField(forms.FileField):
    """A file that may be a picture. Only its length is looked at here; what it is shows when it is decoded."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    @override
    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        """Return the uploaded file, or refuse one that is too large."""
        file = super().clean(data, initial)
        if file and file.size and file.size > UPLOAD_BYTES:
            raise ValidationError(too_large(), code="too_large")
        return file  # type: ignore[no-any-return]  # what a file field cleans is an uploaded file


class UploadField(PictureField):
    """A file that may be a picture, or one that is handed out as it is; the latter is looked at when it is kept."""

    widget = forms.FileInput(attrs={"accept": ",".join((ACCEPTED, *(f".{kind}" for kind in TYPES)))})


class UploadForm(forms.Form):
    """One picture or file for a text. It stands inside the composer's form, so the browser must not insist on it."""

    use_required_attribute = False

    file = UploadField(
        label=_("Picture or file"),
        help_text=format_lazy(
            "{kinds}: {words}",
            kinds=", ".join(kind.upper() for kind in TYPES),
            words=_("up to 10 MB, handed out with all that is in it, the names of its authors too."),
        ),
    )
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=ALT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        required=False,
        help_text=_("Say it in words, for those who cannot see it. Of a file, the words that lead to it."),
    )
    caption = forms.CharField(label=_("Caption"), max_length=CAPTION_LENGTH, required=False)
    credit = forms.CharField(
        label=_("Credit"), max_length=CREDIT_LENGTH, required=False, help_text=_("Who made the picture.")
    )

    def __init__(self, *args: Any, asks_words: bool = True, **kwargs: Any) -> None:
        """``asks_words``: whether a picture must come with words; from a script they may follow, in the text."""
        super().__init__(*args, **kwargs)
        self._asks_words = asks_words

    @property
    def is_attachment(self) -> bool:
        """Whether what was sent is handed out as it is, by its name: no picture."""
        return PurePath(self.cleaned_data["file"].name).suffix[1:].lower() in TYPES

    @override
    def clean(self) -> None:
        """Ask for the words of a picture."""
        if self._asks_words and "file" in self.cleaned_data and not self.is_attachment and not self.cleaned_data["alt"]:
            self.add_error("alt", self.fields["alt"].error_messages["required"])

    def upload(self, language: str) -> dict[str, Any]:
        """The cleaned values as ``actions.add_picture`` wants them; an empty language is guessed from the words."""
        words = {name: self.cleaned_data[name] for name in ("alt", "caption", "credit")}
        return {"file": self.cleaned_data["file"], "language": language, **words}


class FocusMixin(forms.Form):
    """Where to look in a picture: two numbers that need no script."""

    focus_x = forms.IntegerField(
        label=_("Where to look, from the left, in %"), min_value=0, max_value=100, initial=50, required=False
    )
    focus_y = forms.IntegerField(
        label=_("Where to look, from the top, in %"),
        min_value=0,
        max_value=100,
        initial=40,
        required=False,
        help_text=_("What is there is never cut away."),
    )

    @property
    def focus(self) -> tuple[int, int]:
        """The chosen point; what was left empty is where the form began."""
        chosen = {name: self.cleaned_data.get(name) for name in ("focus_x", "focus_y")}
        x, y = (self.fields[name].initial if value is None else value for name, value in chosen.items())
        return x, y


class PortraitForm(FocusMixin):
    """The picture of an account."""

    field_order = ("picture", "alt", "focus_x", "focus_y")

    picture = PictureField(label=pgettext_lazy("file", "Picture"), help_text=_("It is cut to a square."))
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=PORTRAIT_ALT_LENGTH,
        required=False,
        help_text=_("Say it in words, for those who cannot see it."),
    )


class HeaderForm(FocusMixin):
    """The header of an account's page: a new picture, or other words and another point for the one it has."""

    field_order = ("picture", "alt", "focus_x", "focus_y")

    picture = PictureField(
        label=pgettext_lazy("file", "Picture"),
        required=False,
        help_text=_("Wide pictures fit best: three times as wide as high."),
    )
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=PORTRAIT_ALT_LENGTH,
        required=False,
        help_text=_("Say it in words, for those who cannot see it."),
    )
