"""What is filled in around sealed reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pikir.accounts.kinds import HANDLE_LENGTH
from pikir.media.attachments.models import TYPES
from pikir.media.forms import ACCEPTED, UploadField
from pikir.offices.questions.forms import NamedChoice
from pikir.offices.questions.sealed_reports.kinds import LETTER_LENGTH
from pikir.offices.questions.sealed_reports.queries import no_offices, receivers

_ACCEPTED = ",".join((ACCEPTED, *(f".{kind}" for kind in TYPES)))


class LetterForm(forms.Form):
    """A letter, perhaps with a file."""

    words = forms.CharField(
        label=_("Your letter"),
        max_length=LETTER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "autocomplete": "off"}),
    )
    file = UploadField(
        label=_("A file"),
        help_text=_(
            "A photo loses place and camera data. A document is kept as it is: the name of its author may stand in it."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": _ACCEPTED}),
    )


class ReportForm(LetterForm):
    """A new report."""

    field_order = ("office", "words", "file")

    office = NamedChoice(
        label=_("Who shall read it?"),
        queryset=no_offices(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Do not choose an office that your report is about."),
    )

    def __init__(self, *given: object, **named: object) -> None:
        """Offer the offices that receive reports."""
        super().__init__(*given, **named)  # type: ignore[arg-type]  # passed on as they are
        offered = self.fields["office"]
        if isinstance(offered, NamedChoice):
            offered.queryset = receivers()
        self.fields["words"].help_text = _("What happened, when, where, who took part, how it can be checked.")


class CodeForm(forms.Form):
    """The code by which somebody comes back."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ReceiverForm(forms.Form):
    """Which office shall receive reports."""

    office = forms.CharField(label=_("Short name of the office"), max_length=HANDLE_LENGTH)


class AnswerReportForm(forms.Form):
    """What a reader writes back."""

    words = forms.CharField(
        label=_("Your answer"), max_length=LETTER_LENGTH, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )
