"""What readers choose: offices of the directory, a topic and a place of the finder."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from typing_extensions import override

from pikir.accounts.forms.organisations import ServiceForm
from pikir.accounts.readable import choices as readable_choices
from pikir.offices.actions import PageFacts
from pikir.offices.kinds import ACCESS_LENGTH, CLAIM_CODE, CLAIM_WORDS_LENGTH, SERVICES_LENGTH, Access, Body, Duty
from pikir.offices.models import Office
from pikir.offices.queries import Offered, topic_to_read, topics_offered
from pikir.places.forms import PlaceField
from pikir.posts.topics import Topic
from pikir.web.pieces import Identity, identity


class TopicChoice(forms.ChoiceField):
    """A topic that editors keep, by its slug; cleans to a ``Topic``, or None where it may be left open and is."""

    offered: tuple[Offered, ...] = ()

    @override
    def clean(self, value: Any) -> Topic | None:
        """Return the topic with this slug, with those above it."""
        slug = super().clean(value)
        return next((topic_to_read(one.id) for one in self.offered if one.slug == slug), None)

    def offer(self, offered: tuple[Offered, ...]) -> None:
        """Have these topics to choose from."""
        self.offered = offered
        choices = [(one.slug, f"{'– ' * one.depth}{one.name}") for one in offered]
        self.choices = [("", "" if self.required else pgettext("choice", "Any")), *choices]


class TopicForm(forms.Form):
    """A form with a box for a topic; the topics are those of the moment in which it is made, asked for once."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Offer the topics."""
        super().__init__(*given, **named)
        box = self.fields.get("topic")
        if isinstance(box, TopicChoice):
            box.offer(topics_offered())

    @property
    def plain(self) -> bool:
        """Whether it shows no faults."""
        return not self.is_bound or not self.errors

    @property
    def shown(self) -> Identity:
        """All that the form shows, for the key of a kept piece; not where it shows faults."""
        box = self.fields["topic"]
        offered = box.offered if isinstance(box, TopicChoice) else ()
        return Identity((offered, *(identity(self[name].value()) for name in self.fields)))


class DirectoryForm(TopicForm):
    """Which offices of the directory are shown."""

    body = forms.ChoiceField(
        label=pgettext_lazy("of an office", "Kind"),
        choices=[("", pgettext_lazy("choice", "Any")), *Body.choices],
        required=False,
    )
    place = PlaceField(label=_("Territory"), required=False)
    topic = TopicChoice(label=_("Responsible for"), required=False)


class FinderForm(TopicForm):
    """What a question is about and where, and on which day somebody was responsible."""

    topic = TopicChoice(label=_("What is it about?"))
    place = PlaceField(label=_("Where is it?"))
    on = forms.DateField(label=_("On which day"), required=False, widget=forms.HiddenInput)


class DutiesForm(forms.Form):
    """What one person does at the desk of an office; nothing of it takes them off the desk."""

    duties = forms.MultipleChoiceField(
        label=_("Duties"), choices=Duty.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class OfficePageForm(ServiceForm):
    """What the people of an office say of it: hours, contacts, languages, services, the building."""

    reads = forms.MultipleChoiceField(
        label=_("One may write in"), choices=readable_choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    services = forms.CharField(
        label=_("Services"),
        max_length=SERVICES_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What one can get there, each on a line of its own."),
    )
    access = forms.MultipleChoiceField(
        label=_("The building"), choices=Access.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    access_note = forms.CharField(
        label=_("How one gets in"),
        max_length=ACCESS_LENGTH,
        required=False,
        help_text=_("For example: the ramp is at the yard entrance."),
    )

    @classmethod
    def of_office(cls, office: Office) -> Self:
        """The form with what stands on the page."""
        page = getattr(office.account, "profile", None)
        own = {"services": office.services, "access": office.access, "access_note": office.access_note}
        if page is None:
            return cls(initial=own)
        hours = {f"day{day}": words for day, words in enumerate(page.hours)}
        return cls(initial=own | hours | {"contacts": page.contacts, "habits": page.habits, "reads": page.reads})

    @property
    def facts(self) -> PageFacts:
        """The cleaned values as ``actions.describe_office`` wants them."""
        given = {name: self.cleaned_data[name] for name in ("reads", "services", "access", "access_note")}
        return PageFacts(**self.service, **given)


class ClaimForm(forms.Form):
    """Who wants to take an office over."""

    words = forms.CharField(
        label=_("Who are you there?"),
        help_text=_("Your position and a telephone at work. Only the operators of the square read it."),
        max_length=CLAIM_WORDS_LENGTH,
    )


class ClaimCodeForm(forms.Form):
    """The code from the letter to the office."""

    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=3 * CLAIM_CODE,  # with whatever stands between its groups
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "size": "20"}),
    )
