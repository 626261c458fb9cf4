"""A profile of a clock as operators fill it in: every term, who verified it, why it is changed."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.offices.kinds import NAME_LENGTH, SOURCE_LENGTH, URL_LENGTH
from pikir.offices.questions.actions.profiles import ProfileFacts
from pikir.offices.questions.clocks import Terms
from pikir.offices.questions.forms import NamedChoice, area
from pikir.offices.questions.kinds import WORDS_LENGTH
from pikir.offices.questions.models import ClockProfile
from pikir.offices.questions.queries import other_offices
from pikir.offices.questions.states import Lane
from pikir.offices.questions.terms import EXTENDER_NAMES, OTHERS, TERMS, UNITS

_ABOUT = ("closes", "source", "source_url", "verified_by", "verified_on")


class WhyForm(forms.Form):
    """Why something is changed; the log keeps it."""

    why = forms.CharField(
        label=_("Why"), help_text=_("It stands in the inner log."), max_length=WORDS_LENGTH, widget=area(2)
    )


class ProfileForm(forms.Form):
    """Every term of a clock. What an office would promise worse than the square is refused by the action."""

    office = NamedChoice(label=_("Office"), queryset=other_offices(0))
    closes = forms.TimeField(
        label=_("What comes later counts as registered on the next working day"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    source = forms.CharField(label=_("The act it stands in"), max_length=SOURCE_LENGTH, required=False)
    source_url = forms.URLField(
        label=_("Address of the act"), max_length=URL_LENGTH, required=False, assume_scheme="https"
    )
    verified_by = forms.CharField(
        label=_("Verified by"),
        help_text=_("A lawyer who compared the terms with the act. Without them the pages say: not verified."),
        max_length=SOURCE_LENGTH,
        required=False,
    )
    verified_on = forms.DateField(
        label=_("Verified on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    why = forms.CharField(
        label=_("Why"), help_text=_("It stands in the inner log."), max_length=WORDS_LENGTH, widget=area(2)
    )

    def __init__(self, data: Any = None, *, profile: ClockProfile | None, default: Terms) -> None:
        """Have a box for each name and each term; a new one begins with the terms of the square."""
        self.lane = Lane(profile.lane) if profile else default.lane
        terms = profile.as_terms() if profile else default
        given = {name: getattr(profile, name) for name in _ABOUT} if profile else {}
        super().__init__(data, initial=given)
        if profile is not None:
            del self.fields["office"]
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=language, max_length=NAME_LENGTH, initial=profile.name_in(code) if profile else ""
            )
        for term in TERMS:
            self.fields[term.name] = forms.IntegerField(
                label=term.label,
                help_text=UNITS[term.unit],
                min_value=term.least,
                max_value=term.most,
                initial=getattr(terms, term.name),
            )
        self.fields["clarifying_pauses"] = forms.BooleanField(
            label=OTHERS["clarifying_pauses"], required=False, initial=terms.clarifying_pauses
        )
        self.fields["extender"] = forms.ChoiceField(
            label=OTHERS["extender"], choices=list(EXTENDER_NAMES.items()), initial=terms.extender
        )

    @override
    def clean(self) -> dict[str, Any]:
        """Who verified and when come together; what is asked once more is asked later."""
        given = super().clean() or {}
        if bool(given.get("verified_by")) != bool(given.get("verified_on")):
            self.add_error("verified_on", _("Name both: who verified it, and on which day."))
        first, second = given.get("follow_weeks"), given.get("follow_promised_weeks")
        if first and second and second <= first:
            self.add_error("follow_promised_weeks", _("The second time comes after the first."))
        return given

    @property
    def names(self) -> list[forms.BoundField]:
        """The boxes of the names."""
        return [self[f"name_{code}"] for code, _language in settings.LANGUAGES]

    @property
    def terms(self) -> list[forms.BoundField]:
        """The boxes of the terms."""
        return [self[name] for name in (*(term.name for term in TERMS), "clarifying_pauses", "extender")]

    @property
    def about(self) -> list[forms.BoundField]:
        """The boxes of where it stands and who verified it."""
        return [self[name] for name in _ABOUT]

    def facts(self) -> ProfileFacts:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        numbers = {term.name: given[term.name] for term in TERMS}
        terms = Terms(
            lane=self.lane, clarifying_pauses=given["clarifying_pauses"], extender=given["extender"], **numbers
        )
        names = {code: given[f"name_{code}"] for code, _language in settings.LANGUAGES}
        return ProfileFacts(names=names, terms=terms, **{name: given[name] for name in _ABOUT})
