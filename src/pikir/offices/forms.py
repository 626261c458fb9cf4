"""What readers choose: offices of the directory, a topic and a place of the finder."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.offices.kinds import Body
from pikir.offices.queries import topics_offered
from pikir.places.forms import PlaceField
from pikir.posts.topic_lists import topic_by_slug
from pikir.posts.topics import Topic


class TopicChoice(forms.ChoiceField):
    """A topic that editors keep, by its slug; cleans to a ``Topic``, or None where it may be left open and is."""

    def __init__(self, **kwargs: Any) -> None:
        """Ask for the topics when the form is made, so that they are of today."""
        super().__init__(choices=_offered, **kwargs)

    @override
    def clean(self, value: Any) -> Topic | None:
        """Return the topic with this slug, with those above it."""
        slug = super().clean(value)
        return topic_by_slug(slug) if slug else None


def _offered() -> list[tuple[str, str]]:
    return [("", ""), *((topic.slug, f"{'– ' * _depth(topic)}{topic.name}") for topic in topics_offered())]


def _depth(topic: Topic) -> int:
    return 1 + _depth(topic.parent) if topic.parent else 0


class DirectoryForm(forms.Form):
    """Which offices of the directory are shown."""

    body = forms.ChoiceField(
        label=pgettext_lazy("of an office", "Kind"),
        choices=[("", pgettext_lazy("choice", "Any")), *Body.choices],
        required=False,
    )
    place = PlaceField(label=_("Territory"), required=False)
    topic = TopicChoice(label=_("Responsible for"), required=False)


class FinderForm(forms.Form):
    """What a question is about and where, and on which day somebody was responsible."""

    topic = TopicChoice(label=_("What is it about?"))
    place = PlaceField(label=_("Where is it?"))
    on = forms.DateField(label=_("On which day"), required=False, widget=forms.HiddenInput)
