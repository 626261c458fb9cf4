"""What is filled in when a question is joined with another one, or split."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from pikir.offices.questions.actions.joining import Piece
from pikir.offices.questions.forms import NamedChoice, area
from pikir.offices.questions.guards import SPLIT_MOST
from pikir.offices.questions.kinds import LINE_LENGTH, URL_TYPED, WORDS_LENGTH
from pikir.offices.questions.models import Question
from pikir.offices.questions.queries import other_offices, question_called


class JoinForm(forms.Form):
    """With which question it is the same, and why."""

    number = forms.CharField(
        label=_("Number of the other question"),
        help_text=_("Or the address of its page. That one is answered; this one is closed and points to it."),
        max_length=URL_TYPED,
    )
    words = forms.CharField(
        label=_("Why it is the same matter"),
        help_text=_("The author reads it, and everyone else."),
        max_length=WORDS_LENGTH,
        widget=area(3),
    )

    def clean_number(self) -> Question:
        """Return the question that is meant."""
        found = question_called(self.cleaned_data["number"])
        if found is None:
            raise ValidationError(_("There is no public question with this number."))
        return found


class SplitForm(forms.Form):
    """Which offices answer which part, and why it is split."""

    words = forms.CharField(
        label=_("Why it is split"), help_text=_("Everyone reads it."), max_length=WORDS_LENGTH, widget=area(3)
    )

    def __init__(self, data: Any = None, *, question: Question) -> None:
        """Have a row for each possible part."""
        super().__init__(data)
        for row in range(SPLIT_MOST):
            needed = row == 0
            self.fields[f"office{row}"] = NamedChoice(
                label=_("Office"), queryset=other_offices(question.office_id), required=needed
            )
            self.fields[f"about{row}"] = forms.CharField(
                label=_("What of it this office answers"), max_length=LINE_LENGTH, required=needed
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two boxes of each part."""
        return [(self[f"office{row}"], self[f"about{row}"]) for row in range(SPLIT_MOST)]

    @override
    def clean(self) -> dict[str, Any]:
        """A part has both: an office and what it answers; an office has one part."""
        given = super().clean() or {}
        offices = [given.get(f"office{row}") for row in range(SPLIT_MOST)]
        for row, office in enumerate(offices):
            if bool(office) != bool(given.get(f"about{row}")) and not self.errors:
                self.add_error(f"about{row}", _("A part needs both: the office, and what it answers."))
            if office and office in offices[:row]:
                self.add_error(f"office{row}", _("This office has a part already."))
        return given

    def pieces(self) -> list[Piece]:
        """The parts that were filled in."""
        given = self.cleaned_data
        rows = [(given.get(f"office{row}"), given.get(f"about{row}", "")) for row in range(SPLIT_MOST)]
        return [Piece(office=office, about=about) for office, about in rows if office]
