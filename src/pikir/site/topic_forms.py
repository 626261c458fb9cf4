"""What editors fill in about topics."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.posts.actions.topics import TopicFacts
from pikir.posts.kinds import TOPIC_ABOUT_LENGTH, TOPIC_NAME_LENGTH, TOPIC_REASON_LENGTH
from pikir.posts.models import Topic
from pikir.posts.topic_lists import suggested_names, topic_called

POSITION_MAX = 99  # of a column: a strip has far fewer


class TopicNameField(forms.CharField):
    """A topic that exists, by any of its names."""

    @override
    def clean(self, value: Any) -> Topic | None:
        """Return the topic, None for an empty box; ValidationError where none is called so."""
        name = super().clean(value)
        if not name:
            return None
        found = topic_called(name)
        if found is None:
            raise ValidationError(_now("No topic is called so."))
        return found


def _name_box(**attributes: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"list": "names", "autocomplete": "off", "dir": "auto", **attributes})


class TopicForm(forms.Form):
    """Names and words about a topic in each language, where it stands, whether it is a column."""

    parent = TopicNameField(
        label=_("Stands below"),
        required=False,
        max_length=TOPIC_NAME_LENGTH,
        widget=_name_box(),
        help_text=_("The name of another topic. What is said here is then read there, too."),
    )
    is_column = forms.BooleanField(
        label=_("A column: editors put posts into it, and it stands on the front page"), required=False
    )
    position = forms.IntegerField(
        label=_("Place among the columns"), required=False, min_value=0, max_value=POSITION_MAX, initial=0
    )

    def __init__(self, *args: Any, topic: Topic | None, **kwargs: Any) -> None:
        """Add a name and words for each language, filled with those of ``topic``."""
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name: %(language)s") % {"language": language},
                required=False,
                max_length=TOPIC_NAME_LENGTH,
                widget=forms.TextInput(attrs={"lang": code}),
            )
            self.fields[f"about_{code}"] = forms.CharField(
                label=_("What it is about: %(language)s") % {"language": language},
                required=False,
                max_length=TOPIC_ABOUT_LENGTH,
                widget=forms.Textarea(attrs={"lang": code, "rows": 2}),
            )
        for name in self.fields if topic else ():
            self.initial[name] = getattr(topic, name)
        if topic:
            self.initial["parent"] = topic.parent.name if topic.parent else ""

    def by_language(self) -> list[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """Code, name of the language, and the boxes for the name and the words about it."""
        return [(code, name, self[f"name_{code}"], self[f"about_{code}"]) for code, name in settings.LANGUAGES]

    def names(self) -> list[str]:
        """Names to offer where one is asked for."""
        return suggested_names()

    def facts(self) -> TopicFacts:
        """The cleaned values as the actions want them."""
        values = self.cleaned_data
        return TopicFacts(
            names={code: values[f"name_{code}"] for code, _name in settings.LANGUAGES},
            about={code: values[f"about_{code}"] for code, _name in settings.LANGUAGES},
            parent=values["parent"],
            is_column=values["is_column"],
            position=values["position"] or 0,
        )


class MergeForm(forms.Form):
    """The topic that takes another one in, and why."""

    into = TopicNameField(label=_("Into which topic"), max_length=TOPIC_NAME_LENGTH, widget=_name_box())
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=TOPIC_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("For the log."),
    )

    def names(self) -> list[str]:
        """Names to offer."""
        return suggested_names()
