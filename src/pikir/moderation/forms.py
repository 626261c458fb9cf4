"""What people fill in here: reports, decisions, notes, appeals, answers, rules."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pikir.accounts.access import Viewer
from pikir.accounts.kinds import HANDLE_LENGTH
from pikir.accounts.models import User
from pikir.accounts.queries import account_by_handle
from pikir.mail.kinds import ADDRESS_LENGTH
from pikir.moderation.area_forms import areas_field
from pikir.moderation.kinds import (
    KEY_LENGTH,
    LEGAL_LENGTH,
    RULE_LENGTH,
    TERMS,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Category,
    Measure,
    Remark,
)
from pikir.moderation.models import RuleVersion
from pikir.moderation.subjects import Subject, subject_at
from pikir.moderation.words import in_language
from pikir.posts.forms import LinesField
from pikir.posts.models import Topic


def _lines(label: Any, *, required: bool = True, rows: int = 3, **given: Any) -> LinesField:
    return LinesField(
        label=label,
        required=required,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        **given,
    )


class _WithRules(forms.Form):
    """A form that names a rule as it stands now."""

    rule = forms.ChoiceField(label=_("Which rule"), required=False)

    def __init__(self, *args: Any, rules: list[RuleVersion], **kwargs: Any) -> None:
        """Offer the rules in force."""
        super().__init__(*args, **kwargs)
        self._rules = {str(version.rule_id): version for version in rules}
        box = self.fields["rule"]
        box.choices = [("", "—"), *((key, in_language(one.titles)) for key, one in self._rules.items())]  # type: ignore[attr-defined]  # of a choice field

    @property
    def chosen_rule(self) -> RuleVersion | None:
        """The rule that was named."""
        return self._rules.get(self.cleaned_data.get("rule", ""))


class FlagForm(_WithRules):
    """What is wrong, in the reporter's words."""

    category = forms.ChoiceField(label=_("What is wrong"), choices=Category.choices, widget=forms.RadioSelect)
    legal_ground = forms.CharField(
        label=_("Which law"),
        required=False,
        max_length=LEGAL_LENGTH,
        help_text=_("Only if you say that it is against the law: its name and article, as well as you know."),
    )
    words = _lines(_("In your words"), required=False, help_text=_("Only moderators read it."))
    field_order: tuple[str, ...] = ("category", "rule", "legal_ground", "words")


class OutsideForm(FlagForm):
    """A report of somebody without an account. ``viewer`` is a guest: only what everyone may see is reported so."""

    place = forms.CharField(
        label=_("Address of the page"),
        max_length=500,
        help_text=_("Copy it from the address bar of the browser: of a text, a comment, a picture or a profile."),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=ADDRESS_LENGTH,
        help_text=_("The answer comes there. It is deleted with the answer; the author never learns it."),
    )
    field_order = ("place", *FlagForm.field_order, "email")

    def clean_place(self) -> Subject:
        """The thing that stands at the address."""
        subject = subject_at(Viewer.guest(), self.cleaned_data["place"])
        if subject is None:
            raise forms.ValidationError(_("Nothing public stands at this address here."))
        return subject


class DecisionForm(_WithRules):
    """A measure with its reasons. ``turn`` is that of the case as it was shown."""

    measure = forms.ChoiceField(label=_("Measure"), widget=forms.RadioSelect)
    legal_ground = forms.CharField(
        label=_("Law"), required=False, max_length=LEGAL_LENGTH, help_text=_("Where a law and not a rule asks for it.")
    )
    facts = _lines(
        _("What was found"),
        required=False,
        help_text=_("The author will read it. Left empty: the usual words of the rule, in the author’s language."),
    )
    phrases = _lines(
        _("Words to take out"),
        required=False,
        help_text=_(
            "Only for “Take words out”: each on a line of its own, just as they stand in the text or in its history. "
            "They are kept sealed, and put back if the decision ends."
        ),
    )
    areas = areas_field()
    days = forms.TypedChoiceField(label=_("For how long"), required=False, coerce=int, empty_value=None)
    turn = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("measure", "rule", "legal_ground", "facts", "phrases", "areas", "days", "turn")

    def __init__(self, *args: Any, measures: list[Measure], **kwargs: Any) -> None:
        """Offer what the viewer may do in this case."""
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [(one.value, one.label) for one in measures]  # type: ignore[attr-defined]  # of a choice field
        for name, measure in (("phrases", Measure.REDACT), ("areas", Measure.MASK)):
            if measure not in measures:
                del self.fields[name]
        terms = [(days, ngettext("%(count)s day", "%(count)s days", days) % {"count": days}) for days in TERMS]
        self.fields["days"].choices = [("", _("for good")), *terms]  # type: ignore[attr-defined]  # as above


class NoteForm(forms.Form):
    """What moderators write to each other."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=Remark.choices, initial=Remark.NOTE, widget=forms.RadioSelect
    )
    words = _lines(_("Words for the other moderators"))


class WordsForm(forms.Form):
    """A reason that somebody will read."""

    words = _lines(_("Reason"), rows=4, help_text=_("The author will read it."))


class AppealForm(forms.Form):
    """Why a decision is wrong."""

    words = _lines(
        _("Why the decision is wrong"),
        rows=5,
        help_text=_("Somebody else than who decided reads it and answers."),
    )


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    overturned = forms.TypedChoiceField(
        label=_("Your answer"),
        coerce=lambda value: value == "yes",
        choices=[("no", _("The decision stands.")), ("yes", _("The decision is undone, and everything is as before."))],
        widget=forms.RadioSelect,
    )
    words = _lines(_("Why"), rows=4, help_text=_("The author will read it."))


class ColumnForm(forms.Form):
    """Who moderates which column; ``handle`` becomes their User."""

    handle = forms.CharField(
        label=_("Handle"),
        max_length=HANDLE_LENGTH + 1,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    column = forms.TypedChoiceField(label=_("Column"), coerce=int)

    def __init__(self, *args: Any, columns: list[Topic], **kwargs: Any) -> None:
        """Offer the columns that there are."""
        super().__init__(*args, **kwargs)
        self.fields["column"].choices = [(column.id, column.name) for column in columns]  # type: ignore[attr-defined]  # of a choice field

    def clean_handle(self) -> User:
        """The person behind the handle."""
        account = account_by_handle(self.cleaned_data["handle"].removeprefix("@"))
        user: User | None = getattr(account, "user", None)
        if user is None:
            raise forms.ValidationError(_("Nobody has such a handle."))
        return user


class RuleForm(forms.Form):
    """What a rule says in each language, and the usual reasons of a decision by it."""

    def __init__(self, *args: Any, version: RuleVersion | None = None, **kwargs: Any) -> None:
        """Add three boxes for each language, and the address for a rule that is new."""
        super().__init__(*args, **kwargs)
        if version is None:
            self.fields["key"] = forms.CharField(
                label=_("Address"),
                max_length=KEY_LENGTH,
                help_text=_("Small Latin letters and digits; it stands in links and never changes."),
                validators=[RegexValidator(r"^[a-z][a-z0-9-]*\Z", _("Small Latin letters, digits and hyphens only."))],
            )
        for code, language in settings.LANGUAGES:
            told = {"language": language}
            for part, label, length, rows in (
                ("titles", _("In one line: %(language)s") % told, TITLE_LENGTH, 0),
                ("words", _("In full: %(language)s") % told, RULE_LENGTH, 3),
                ("reasons", _("How a decision by it begins: %(language)s") % told, RULE_LENGTH, 3),
            ):
                look = {"lang": code, "rows": rows} if rows else {"lang": code}
                widget = forms.Textarea(attrs=look) if rows else forms.TextInput(attrs=look)
                initial = getattr(version, part).get(code, "") if version else ""
                made = LinesField if rows else forms.CharField
                self.fields[f"{part}_{code}"] = made(label=label, max_length=length, widget=widget, initial=initial)

    def texts(self, part: str) -> dict[str, str]:
        """The cleaned boxes of a part by language."""
        return {code: self.cleaned_data[f"{part}_{code}"] for code, _name in settings.LANGUAGES}

    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The name of each language with its boxes."""
        return [
            (name, [self[f"{part}_{code}"] for part in ("titles", "words", "reasons")])
            for code, name in settings.LANGUAGES
        ]
