"""How somebody wants to be told."""

from typing import Any

from django import forms

from pikir.notifications.kinds import CHOOSABLE, Category, Way


class WaysForm(forms.Form):
    """One choice for each category that leaves one."""

    comment = forms.ChoiceField(label=Category.COMMENT.label, choices=Way.choices, widget=forms.RadioSelect)
    mention = forms.ChoiceField(label=Category.MENTION.label, choices=Way.choices, widget=forms.RadioSelect)
    request = forms.ChoiceField(label=Category.REQUEST.label, choices=Way.choices, widget=forms.RadioSelect)
    follow = forms.ChoiceField(label=Category.FOLLOW.label, choices=Way.choices, widget=forms.RadioSelect)
    organisation = forms.ChoiceField(label=Category.ORGANISATION.label, choices=Way.choices, widget=forms.RadioSelect)
    question = forms.ChoiceField(label=Category.QUESTION.label, choices=Way.choices, widget=forms.RadioSelect)
    reaction = forms.ChoiceField(label=Category.REACTION.label, choices=Way.choices, widget=forms.RadioSelect)

    def ways(self) -> dict[str, Any]:
        """The cleaned values by category."""
        return {category.value: self.cleaned_data[category.value] for category in CHOOSABLE}
