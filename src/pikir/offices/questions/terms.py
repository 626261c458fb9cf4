"""The terms of a clock for people: what each is called, in what it is counted, what may be promised."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django_stubs_ext import StrOrPromise

from pikir.offices.questions.clocks import EXTENDERS, Terms
from pikir.offices.questions.states import Part
from pikir.offices.questions.texts import PARTS

WORKING, DAYS, WEEKS, MONTHS, POSITIONS = "working", "days", "weeks", "months", "positions"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One number of a clock. An office may promise less of what it owes and more of what the author has."""

    name: str
    label: StrOrPromise
    unit: str = WORKING
    least: int = 1
    most: int = 60
    whose: Part | None = Part.HANDLER  # who has the time; None: an office does not promise it


TERMS = (
    Term(name="answer", label=gettext_lazy("The answer, from the registration")),
    Term(name="extension", label=gettext_lazy("Extension, once at most"), least=0),
    Term(
        name="extension_months",
        label=gettext_lazy("Extension at most until so long after the registration"),
        unit=MONTHS,
        least=0,
        most=12,
        whose=None,
    ),
    Term(name="screening", label=gettext_lazy("A moderator looks at a held text"), most=5, whose=None),
    Term(name="mending", label=gettext_lazy("The author mends a text that came back"), whose=Part.AUTHOR),
    Term(name="merging", label=gettext_lazy("The author says whether it is the same matter"), whose=Part.AUTHOR),
    Term(name="clarifying", label=gettext_lazy("The author replies when asked back"), whose=Part.AUTHOR),
    Term(
        name="review_days",
        label=gettext_lazy("The author says whether the answer holds"),
        unit=DAYS,
        whose=Part.AUTHOR,
    ),
    Term(name="rework", label=gettext_lazy("An answer that was sent back is done again")),
    Term(name="disputed", label=gettext_lazy("The superior takes over what is disputed")),
    Term(name="grace", label=gettext_lazy("After the due day, until it goes above"), least=0),
    Term(name="step", label=gettext_lazy("Each position above has")),
    Term(
        name="steps", label=gettext_lazy("Positions above that are asked"), unit=POSITIONS, least=1, most=4, whose=None
    ),
    Term(name="silence", label=gettext_lazy("After twice the term, until it is closed as never answered")),
    Term(name="promise", label=gettext_lazy("After the promised day, until the promise counts as broken"), least=0),
    Term(
        name="follow_weeks",
        label=gettext_lazy("The author is asked whether it is solved still, after"),
        unit=WEEKS,
        most=26,
        whose=None,
    ),
    Term(
        name="follow_promised_weeks",
        label=gettext_lazy("Once more where a promise was kept, after"),
        unit=WEEKS,
        most=52,
        whose=None,
    ),
)
UNITS: Mapping[str, StrOrPromise] = {
    WORKING: pgettext_lazy("counted in", "working days"),
    DAYS: pgettext_lazy("counted in", "days of the calendar"),
    WEEKS: pgettext_lazy("counted in", "weeks"),
    MONTHS: pgettext_lazy("counted in", "months; 0: no such limit"),
    POSITIONS: pgettext_lazy("counted in", "positions"),
}
EXTENDER_NAMES = {part.value: PARTS[part] for part in EXTENDERS}
OTHERS: Mapping[str, StrOrPromise] = {
    "clarifying_pauses": pgettext_lazy("clock", "While the author is asked back, the clock stands still"),
    "extender": pgettext_lazy("clock", "Who grants the extension"),
}
LABELS: Mapping[str, StrOrPromise] = {**{term.name: term.label for term in TERMS}, **OTHERS}


def worse_than(terms: Terms, default: Terms) -> list[Term]:
    """Return the terms with which an office promises citizens less than the square does."""
    return [term for term in TERMS if _worse(term, getattr(terms, term.name), getattr(default, term.name))]


def _worse(term: Term, value: int, default: int) -> bool:
    if term.whose is None:
        return value != default
    return value < default if term.whose == Part.AUTHOR else value > default


def rows_of(terms: Terms) -> list[tuple[str, str]]:
    """Return what each term is called, and how long it is, for readers."""
    return [(str(LABELS[name]), said(name, getattr(terms, name))) for name in LABELS]


def said(name: str, value: Any) -> str:
    """Return the value of a term in words."""
    if name == "extender":
        return str(EXTENDER_NAMES[value])
    if name == "clarifying_pauses":
        return _("yes") if value else _("no")
    if name == "extension_months" and not value:
        return "–"
    unit = next(term.unit for term in TERMS if term.name == name)
    return _counted(unit, value)


def _counted(unit: str, number: int) -> str:
    words = {
        WORKING: ngettext("%(count)s working day", "%(count)s working days", number),
        DAYS: ngettext("%(count)s day", "%(count)s days", number),
        WEEKS: ngettext("%(count)s week", "%(count)s weeks", number),
        MONTHS: ngettext("%(count)s month", "%(count)s months", number),
        POSITIONS: ngettext("%(count)s position", "%(count)s positions", number),
    }
    return words[unit] % {"count": number}


def as_stored(terms: Terms) -> dict[str, Any]:
    """Return the terms as a row of profiles keeps them: all, so that nothing changes with the software."""
    return {name: value for name, value in asdict(terms).items() if name != "lane"}
