"""What authors fill in, parsed into plain values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.accounts.models import Account
from pikir.posts.actions import Draft
from pikir.posts.capacities import capacity_of
from pikir.posts.kinds import (
    BLOG_ABOUT_LENGTH,
    COMMENT_LENGTH,
    COVER_LENGTH,
    ENTRY_LENGTH,
    LEAD_LENGTH,
    NOTE_OF_CHANGE_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    TOPIC_REASON_LENGTH,
    WRITABLE_KINDS,
    Accent,
    PostKind,
    Visibility,
)
from pikir.posts.models import Post
from pikir.posts.thread_kinds import Stance
from pikir.posts.topic_box import TopicsField, spare_hashtags
from pikir.posts.topic_lists import names_of_post

LANGUAGE_CHOICES = [("", _("guess from the text")), *settings.LANGUAGES]
OFFERED_VISIBILITIES = (Visibility.PUBLIC, Visibility.UNLISTED, Visibility.FOLLOWERS, Visibility.PRIVATE)


class LinesField(forms.CharField):
    """Text of several lines. Browsers count a line break as one character and send two: the limit holds for the one."""

    @override
    def to_python(self, value: Any) -> str:
        """Return the text with plain line breaks."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class PostForm(forms.Form):
    """The composer as one plain form. ``theirs`` is the text as it was changed elsewhere, where that is to be shown."""

    theirs = ""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in WRITABLE_KINDS],
        widget=forms.RadioSelect,
        initial=PostKind.ENTRY,
    )
    account = forms.ChoiceField(label=_("You write as"))
    title = forms.CharField(label=_("Title"), required=False, max_length=TITLE_LENGTH)
    lead = LinesField(
        label=_("Lead"),
        required=False,
        max_length=LEAD_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences that say why to read on."),
    )
    source = LinesField(
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

    topics = TopicsField()
    note = forms.CharField(
        label=_("Why the text changes"),
        required=False,
        max_length=NOTE_OF_CHANGE_LENGTH,
        help_text=_("One line for the history of the text, if you like."),
    )
    version_of = forms.IntegerField(required=False, widget=forms.HiddenInput)  # of which text this is another language
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # which version of the text the form began with

    def __init__(
        self, *args: Any, accounts: list[Account], capacities: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        """``accounts`` are those the author may write for, the own one first; a single one is said, not asked.

        ``capacities`` are keys and words of what the author may speak as in their own name.
        """
        super().__init__(*args, **kwargs)
        own = accounts[0]
        voices = [(str(account.id), account.name) for account in accounts]
        voices[1:1] = [(f"{own.id}:{key}", f"{own.name}, {words}") for key, words in capacities]
        self.fields["account"].choices = voices  # type: ignore[attr-defined]  # a choice field
        self.speaker = own.name
        if len(voices) == 1:
            self.fields["account"].widget = forms.HiddenInput()
            self.fields["account"].initial = str(accounts[0].id)
        for field in self.fields.values():
            field.widget.attrs.setdefault("dir", "auto")

    @classmethod
    def of_post(
        cls,
        post: Post,
        accounts: list[Account],
        typed: dict[str, Any] | None = None,
        *,
        capacities: Sequence[tuple[str, str]] = (),
    ) -> "PostForm":
        """The form filled with what was written so far, and over it with what was ``typed`` and not sent."""
        names = ("kind", "title", "lead", "source", "language", "visibility", "cover")
        initial = {name: getattr(post, name) for name in names}
        capacity = capacity_of(post) if capacities else ""
        voice = f"{post.account_id}:{capacity}" if capacity else str(post.account_id)
        version = {"account": voice, "seen": post.updated_at.isoformat()}
        written = initial | version | {"topics": names_of_post(post)}
        return cls(initial=written | (typed or {}), accounts=accounts, capacities=capacities)

    @property
    def voice(self) -> tuple[int, str]:
        """Whose name was chosen, and as what a person speaks in their own."""
        account_id, _colon, capacity = self.cleaned_data["account"].partition(":")
        return int(account_id), capacity

    def is_behind(self, post: Post) -> bool:
        """Whether the text was changed elsewhere, in another window or by a colleague, since this form was opened."""
        return self.data.get("seen", "") not in ("", post.updated_at.isoformat())

    def catch_up(self, post: Post) -> None:
        """Say so once; sent again, what stands in the form takes the place of the other text."""
        self.add_error(
            None, _("The text was changed in another window after you opened it here. Send it again to replace it.")
        )
        self.theirs = f"{post.title}\n\n{post.source}".strip()
        self.data = dict(self.data.items()) | {"seen": post.updated_at.isoformat()}

    def spare_hashtags(self) -> list[str]:
        """Hashtags of the text for which there is no room any more beside the topics that were named."""
        return spare_hashtags(self.cleaned_data["source"], self.cleaned_data["topics"])

    def draft(self) -> Draft:
        """The cleaned values as the actions want them."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in _BESIDE}
        return Draft(**values)


_BESIDE = ("account", "note", "seen", "version_of")  # what the form has beside the text itself


class VoiceForm(forms.Form):
    """Something said beside the text that is read, and as whom where there is a choice."""

    account = forms.ChoiceField(label=_("You write as"), required=False)

    def __init__(self, *args: Any, accounts: list[Account], voice: int = 0, speaker: str = "", **kwargs: Any) -> None:
        """``accounts`` are those the reader may choose among, the own one first; ``voice`` the one last chosen here.

        Without a choice ``speaker`` is the name under which it will stand.
        """
        super().__init__(*args, **kwargs)
        self.speaker = speaker
        self.voices = [(str(account.id), account.name) for account in accounts]
        self.voice = str(voice)
        field = self.fields["account"]
        field.choices = self.voices  # type: ignore[attr-defined]  # a choice field
        field.initial = self.voice


class CommentForm(VoiceForm):
    """One comment."""

    stance = forms.ChoiceField(
        label=_("Your stance"),
        required=False,
        choices=[("", pgettext_lazy("stance", "none")), *Stance.choices],
        widget=forms.RadioSelect,
        initial="",
    )
    source = LinesField(
        label=_("Your comment"), max_length=COMMENT_LENGTH, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )


class ReasonForm(forms.Form):
    """Why staff takes a post down or restores it."""

    reason = LinesField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The author will read it."),
    )


class ColumnForm(forms.Form):
    """Why an editor puts a post into a column, or takes it out."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=TOPIC_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Readers see why it stands there. To take it out a reason is needed; it stands in the log."),
    )


class BlogForm(forms.Form):
    """How a profile looks as a blog."""

    accent = forms.ChoiceField(label=_("Colour"), required=False, choices=Accent.choices, widget=forms.RadioSelect)
    about = forms.CharField(
        label=_("About this blog"),
        required=False,
        max_length=BLOG_ABOUT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("Readers open it on the profile. It is shaped as an entry is."),
    )
    topics = TopicsField(
        label=_("Topics of this blog"),
        help_text=_("They stand above the posts as ways to what was said on each. Use names of topics that exist."),
    )
