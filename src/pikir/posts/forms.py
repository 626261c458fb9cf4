"""What authors fill in, parsed into plain values."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pikir.accounts.models import Account
from pikir.posts.actions import Draft
from pikir.posts.kinds import (
    COMMENT_LENGTH,
    COVER_LENGTH,
    ENTRY_LENGTH,
    LEAD_LENGTH,
    NOTE_OF_CHANGE_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    WRITABLE_KINDS,
    PostKind,
    Visibility,
)
from pikir.posts.models import Post

LANGUAGE_CHOICES = [("", _("guess from the text")), *settings.LANGUAGES]
OFFERED_VISIBILITIES = (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.FOLLOWERS, Visibility.PRIVATE)


class PostForm(forms.Form):
    """The composer as one plain form."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in WRITABLE_KINDS],
        widget=forms.RadioSelect,
        initial=PostKind.ENTRY,
    )
    account = forms.ChoiceField(label=_("Write as"))
    title = forms.CharField(label=_("Title"), required=False, max_length=TITLE_LENGTH)
    lead = forms.CharField(
        label=_("Lead"),
        required=False,
        max_length=LEAD_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences that say why to read on."),
    )
    source = forms.CharField(
        label=_("Text"), required=False, max_length=ENTRY_LENGTH, widget=forms.Textarea(attrs={"rows": 16})
    )
    language = forms.ChoiceField(label=_("Language of the text"), required=False, choices=LANGUAGE_CHOICES)
    visibility = forms.ChoiceField(
        label=_("Who can read it"),
        choices=[(item.value, item.label) for item in OFFERED_VISIBILITIES],
        initial=Visibility.PUBLIC,
    )
    cover = forms.CharField(
        label=_("Content warning"),
        required=False,
        max_length=COVER_LENGTH,
        help_text=_("Shown first; the reader decides whether to open the text."),
    )

    note = forms.CharField(
        label=_("Why the text changes"),
        required=False,
        max_length=NOTE_OF_CHANGE_LENGTH,
        help_text=_("One line for the history of the text, if you like."),
    )
    version_of = forms.IntegerField(required=False, widget=forms.HiddenInput)  # of which text this is another language
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # which version of the text the form began with

    def __init__(self, *args: Any, accounts: list[Account], **kwargs: Any) -> None:
        """``accounts`` are those the author may write for, the own one first."""
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [(str(account.id), account.name) for account in accounts]  # type: ignore[attr-defined]  # a choice field
        for field in self.fields.values():
            field.widget.attrs.setdefault("dir", "auto")

    @classmethod
    def of_post(cls, post: Post, accounts: list[Account]) -> "PostForm":
        """The form filled with what was written so far."""
        names = ("kind", "title", "lead", "source", "language", "visibility", "cover")
        initial = {name: getattr(post, name) for name in names}
        version = {"account": str(post.account_id), "seen": post.updated_at.isoformat()}
        return cls(initial=initial | version, accounts=accounts)

    def is_behind(self, post: Post) -> bool:
        """Whether the text was changed elsewhere, in another window or by a colleague, since this form was opened."""
        return self.data.get("seen", "") not in ("", post.updated_at.isoformat())

    def catch_up(self, post: Post) -> None:
        """Say so once; sent again, what stands in the form takes the place of the other text."""
        self.add_error(
            None, _("The text was changed in another window after you opened it here. Send it again to replace it.")
        )
        self.data = dict(self.data.items()) | {"seen": post.updated_at.isoformat()}

    def draft(self) -> Draft:
        """The cleaned values as the actions want them."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in _BESIDE}
        return Draft(**values)


_BESIDE = ("account", "note", "seen", "version_of")  # what the form has beside the text itself


class CommentForm(forms.Form):
    """One comment, and as whom it is said where there is a choice."""

    account = forms.ChoiceField(label=_("Speak as"), required=False)

    source = forms.CharField(
        label=_("Your comment"), max_length=COMMENT_LENGTH, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args: Any, accounts: list[Account], voice: int = 0, **kwargs: Any) -> None:
        """``accounts`` are those the reader may speak as, the own one first; ``voice`` the one last chosen here."""
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        field.choices = [(str(account.id), account.name) for account in accounts]  # type: ignore[attr-defined]  # a choice field
        field.initial = str(voice)


class ReasonForm(forms.Form):
    """Why staff takes a post down or restores it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author will read it."),
    )
