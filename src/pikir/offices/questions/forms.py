"""What is filled in around a question: asking, acting, answering, judging."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from pikir.offices.forms import TopicChoice, TopicForm
from pikir.offices.questions.actions.lanes import Wish
from pikir.offices.questions.facts import Given
from pikir.offices.questions.kinds import (
    EVIDENCE_LENGTH,
    EXTENSION_GROUNDS,
    LINE_LENGTH,
    MENDING_GROUNDS,
    REDACTION_GROUNDS,
    TEXT_LENGTH,
    TITLE_LENGTH,
    TRANSFER_GROUNDS,
    WORDS_LENGTH,
    Answered,
    Criterion,
    Ground,
    Kind,
    Naming,
    Says,
    Solved,
)
from pikir.offices.questions.machine import WHISPERED
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.forms import PhotoFields
from pikir.offices.questions.queries import other_offices, positions_of_office
from pikir.offices.questions.states import Outcome
from pikir.offices.questions.texts import OUTCOMES
from pikir.places.forms import PlaceField

_GROUNDS = {
    "return": MENDING_GROUNDS,
    "transfer": TRANSFER_GROUNDS,
    "extend": EXTENSION_GROUNDS,
    "leave_to_nobody": (Ground.NOBODY,),
    "ask_redaction": REDACTION_GROUNDS,
}


def area(rows: int) -> forms.Textarea:
    """Return a box for more than a line."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class NamedChoice(forms.ModelChoiceField[Any]):
    """A choice among rows that have a name in the reader's language."""

    @override
    def label_from_instance(self, obj: Any) -> str:
        """Return the name."""
        return str(obj.name)


class AskForm(PhotoFields, TopicForm):
    """A question in one form: what, where, pictures, who answers, how one is named."""

    template = "offices/questions/ask.html"

    title = forms.CharField(
        label=_("Your question in one sentence"),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = forms.CharField(
        label=_("Tell what one has to know"),
        help_text=_("What happened, since when, what you ask for. Leave out names, telephones and flat numbers."),
        max_length=TEXT_LENGTH,
        widget=area(7),
    )
    kind = forms.ChoiceField(label=pgettext_lazy("form of a question", "What do you want?"), choices=Kind.choices)
    topic = TopicChoice(label=_("What is it about?"))
    place = PlaceField(label=_("Where is it?"))
    position = forms.TypedChoiceField(
        label=_("Who shall answer?"), coerce=int, widget=forms.RadioSelect, required=False, empty_value=None
    )
    naming = forms.ChoiceField(
        label=_("The public sees"), choices=Naming.choices, widget=forms.RadioSelect, initial=Naming.NAME
    )
    private = forms.BooleanField(
        label=_("It is personal: health, family, a child, a victim. Only I and the office read it."), required=False
    )
    understood = forms.BooleanField(
        label=_("I know: this is a public question, not an appeal under the law. The term of the law does not run."),
        error_messages={"required": _("Confirm that you know it: the difference may matter to you.")},
    )

    @property
    def wish(self) -> Wish | None:
        """Who asks by the formal lane, and what everyone may see of it."""
        return None

    @property
    def keeps_private(self) -> bool:
        """Whether only the author and the office read the text."""
        return bool(self.cleaned_data["private"])

    def offer(self, positions: Iterable[tuple[int, str]]) -> None:
        """Let the asker choose among those who may be responsible."""
        field = self.fields["position"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(positions)


class ActForm(forms.Form):
    """An act on a question with the fields it needs."""

    to = NamedChoice(label=_("To whom"), queryset=positions_of_office(0))
    to_office = NamedChoice(label=_("To which office"), queryset=other_offices(0))
    until = forms.DateField(label=_("New day"), widget=forms.DateInput(attrs={"type": "date"}))
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    criterion = forms.ChoiceField(label=_("What is wrong with the answer"), choices=Criterion.choices)
    ending = forms.ChoiceField(
        label=_("How it ends"),
        choices=[(one.value, OUTCOMES[one]) for one in (Outcome.PARTLY, Outcome.REFUSED_WITH_GROUND)],
    )
    evidence = forms.CharField(
        label=_("Evidence"), help_text=_("A link, the number of a document, or what the photo shows."),
        max_length=LINE_LENGTH,
    )  # fmt: skip
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Everyone reads it."),
        max_length=WORDS_LENGTH,
        widget=area(4),
    )

    def __init__(self, data: Any = None, *, act: str, question: Question, wanted: Iterable[str]) -> None:
        """Keep the fields that the act needs; each act has identifiers of its own on the page."""
        super().__init__(data, auto_id=f"id_{act}_%s")
        self.act = act
        for name in set(self.fields) - set(wanted):
            del self.fields[name]
        if "to" in self.fields:
            self._field("to").queryset = positions_of_office(question.office_id)
            self.fields["to"].initial = question.position_id
        if "to_office" in self.fields:
            self._field("to_office").queryset = other_offices(question.office_id)
        if "ground" in self.fields:
            grounds = _GROUNDS.get(act, tuple(Ground))
            self.fields["ground"].choices = [(one.value, one.label) for one in grounds]  # type: ignore[attr-defined]  # a choice field, as declared
        if act in WHISPERED:
            self.fields["words"].help_text = _("The author and the office alone read it.")
        if act == "return":
            self.fields["words"].label = _("What is to be changed")
            self.fields["words"].help_text = _(
                "The author reads it now, everyone once the question is public. Quote nothing that is to go."
            )
        if act == "ask_redaction":
            self.fields["words"].label = _("Which words, each on a line of its own")
            self.fields["words"].help_text = _(
                "Moderators alone read this. Everyone sees that you asked, and the ground."
            )
        if act == "send_back":
            self.fields["words"].required = False

    def given(self) -> Given:
        """What was filled in, as the act takes it."""
        cleaned = self.cleaned_data
        words = "\n".join(filter(None, (cleaned.get("words", ""), cleaned.get("evidence", ""))))
        ending = cleaned.get("ending")
        return Given(
            reason=cleaned.get("criterion") or cleaned.get("ground") or "",
            words=words,
            to=cleaned.get("to"),
            to_office=cleaned.get("to_office"),
            until=cleaned.get("until"),
            outcome=Outcome(ending) if ending else None,
            evidence=bool(cleaned.get("evidence")),
        )

    def _field(self, name: str) -> NamedChoice:
        field = self.fields[name]
        if not isinstance(field, NamedChoice):
            raise TypeError(name)
        return field


class VerdictForm(forms.Form):
    """Two different questions about an answer."""

    answered = forms.TypedChoiceField(
        label=_("Was the question answered?"), choices=Answered.choices, coerce=int, widget=forms.RadioSelect
    )
    solved = forms.ChoiceField(label=_("Is the problem solved?"), choices=Solved.choices, widget=forms.RadioSelect)


class AnswerForm(forms.Form):
    """The form that all answers have. A draft may have gaps; what a signature needs is said before it is signed."""

    use_required_attribute = False

    one = forms.CharField(label=_("The answer in one sentence"), max_length=LINE_LENGTH, required=False, widget=area(2))
    one_kk = forms.CharField(label=_("The same in Kazakh"), max_length=LINE_LENGTH, required=False, widget=area(2))
    says = forms.ChoiceField(label=_("Outcome"), choices=[("", "—"), *Says.choices], required=False)
    checked = forms.CharField(
        label=_("What was checked, by whom, when"), max_length=WORDS_LENGTH, required=False, widget=area(3)
    )
    done = forms.CharField(
        label=_("What was or will be done, and who does it"), max_length=WORDS_LENGTH, required=False, widget=area(3)
    )
    done_on = forms.DateField(
        label=_("By which day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        help_text=_("Links to photos and documents, numbers of acts; one on each line."),
        max_length=EVIDENCE_LENGTH,
        required=False,
        widget=area(3),
    )
    law = forms.CharField(label=_("The ground in plain words"), max_length=WORDS_LENGTH, required=False, widget=area(3))
    disagree = forms.CharField(
        label=_("How to disagree: where, until when"), max_length=WORDS_LENGTH, required=False, widget=area(2)
    )
    addresses = forms.CharField(
        label=_("What was done about the reason for which it came back"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=area(3),
    )
