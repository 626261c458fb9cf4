"""The forms of trust: a level that is pinned, and whose texts wait."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pikir.moderation.trust_kinds import HOLD_FIRST, REASON_LENGTH, Level, Said
from pikir.posts.models import Topic

EARNED = pgettext_lazy("level of trust", "what is earned")


class PinForm(forms.Form):
    """A level in the place of what is earned."""

    level = forms.TypedChoiceField(
        label=pgettext_lazy("level of trust", "Level"),
        required=False,
        coerce=lambda value: Level(int(value)),
        empty_value=None,
        choices=[("", EARNED), *Level.choices],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, help_text=_("Whom it concerns will read it."))


class HoldForm(forms.Form):
    """Whose texts wait for a look, and where."""

    column = forms.TypedChoiceField(
        label=pgettext_lazy("hold rule", "Where"), required=False, coerce=int, empty_value=None
    )
    said = forms.ChoiceField(
        label=pgettext_lazy("hold rule", "What"), choices=Said.choices, initial=Said.ALL, widget=forms.RadioSelect
    )
    level = forms.TypedChoiceField(
        label=pgettext_lazy("hold rule", "Whose"),
        coerce=lambda value: Level(int(value)),
        choices=[
            (Level.NEWCOMER.value, pgettext_lazy("hold rule", "newcomers’")),
            (Level.MEMBER.value, pgettext_lazy("hold rule", "everyone’s but trusted members’")),
            (Level.TRUSTED.value, pgettext_lazy("hold rule", "everyone’s")),
        ],
        initial=Level.NEWCOMER.value,
        widget=forms.RadioSelect,
    )
    first = forms.IntegerField(
        label=_("Only the first ones"),
        required=False,
        min_value=1,
        max_value=HOLD_FIRST,
        help_text=_("How many of each account. Left empty: all."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, help_text=_("Everyone can read it."))

    def __init__(self, *args: Any, columns: list[Topic], **kwargs: Any) -> None:
        """Offer the columns of the square."""
        super().__init__(*args, **kwargs)
        everywhere = ("", _("on the whole square"))
        self.fields["column"].choices = [everywhere, *((one.pk, one.name) for one in columns)]  # type: ignore[attr-defined]  # of a choice field
