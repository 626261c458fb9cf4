"""What people fill in about threads, sharing and bookmarks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pikir.accounts.kinds import Circle
from pikir.posts.forms import LinesField, VoiceForm
from pikir.posts.kinds import NOTE_LENGTH
from pikir.posts.models import Folder, ThreadRules
from pikir.posts.thread_kinds import FOLDER_LENGTH, ShareCircle

PAUSES = [
    (0, pgettext_lazy("pause", "none")),
    (60, _("1 minute")),
    (300, _("5 minutes")),
    (900, _("15 minutes")),
    (3600, _("1 hour")),
]


class ThreadForm(forms.Form):
    """Who comments on one post, how often, until when."""

    comments_from = forms.ChoiceField(
        label=_("Who may comment"),
        required=False,
        choices=[("", _("as in my settings")), *Circle.choices],
        widget=forms.RadioSelect,
    )
    slow_seconds = forms.TypedChoiceField(
        label=_("Pause between two comments of one person"),
        coerce=int,
        choices=PAUSES,
        help_text=_("It gives a heated talk time to think. You are not bound by it."),
    )
    closed = forms.BooleanField(
        label=_("The comments are closed"),
        required=False,
        help_text=_("What was said stays and can be read; nobody adds to it, you neither."),
    )

    @classmethod
    def filled(cls, data: Any, rules: ThreadRules) -> "ThreadForm":
        """The form as it was sent, or with what holds now."""
        now = {"comments_from": rules.comments_from, "slow_seconds": rules.slow_seconds, "closed": rules.closed_at}
        return cls(data, initial=now)


class ShareForm(VoiceForm):
    """A word of one's own to what one shares."""

    source = LinesField(
        label=_("Your words"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("With a word of yours it becomes a note that shows this text. Without one it is simply shared."),
    )


class SharingForm(forms.Form):
    """Who may share what an account says."""

    circle = forms.ChoiceField(
        label=_("Who may share and quote what I say to everyone"),
        choices=ShareCircle.choices,
        widget=forms.RadioSelect,
        help_text=_("What was shared or quoted before stays. You can take your words out of any quotation."),
    )


class FolderForm(forms.Form):
    """The name of a folder."""

    name = forms.CharField(label=_("Name of the folder"), max_length=FOLDER_LENGTH)


class MoveForm(forms.Form):
    """Where the chosen bookmarks go."""

    folder = forms.ChoiceField(label=_("Folder"), required=False)

    def __init__(self, *args: Any, folders: list[Folder], **kwargs: Any) -> None:
        """``folders`` are the reader's."""
        super().__init__(*args, **kwargs)
        none = ("", pgettext_lazy("folder", "none"))
        choices = [none, *((str(folder.pk), folder.name) for folder in folders)]
        self.fields["folder"].choices = choices  # type: ignore[attr-defined]  # a choice field
