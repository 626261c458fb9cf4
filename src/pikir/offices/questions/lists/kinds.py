"""Which lists of questions there are, with their words."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise


class Listing(StrEnum):
    """A list; its value is the last part of its address, but for the first one."""

    NEWEST = "newest"
    OVERDUE = "overdue"
    LONG = "long"
    TODAY = "today"
    ANSWERED = "answered"
    SILENCE = "silence"
    NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a list is called in a row of tabs and above itself, what it means, what stands there while it is empty."""

    tab: StrOrPromise
    title: StrOrPromise
    about: StrOrPromise
    empty: StrOrPromise


WORDS: dict[Listing, Words] = {
    Listing.NEWEST: Words(
        tab=pgettext_lazy("list of questions", "Newest"),
        title=_("Questions"),
        about=_(
            "Anyone may ask. Each question has a number, a person who owes the answer, and a clock in working days."
        ),
        empty=_("Nobody has asked anything yet."),
    ),
    Listing.OVERDUE: Words(
        tab=pgettext_lazy("list of questions", "Overdue"),
        title=_("Overdue questions"),
        about=_("The day by which the answer was owed is over. Those who wait longest stand first."),
        empty=_("Nothing is overdue. May it stay so."),
    ),
    Listing.LONG: Words(
        tab=pgettext_lazy("list of questions", "Long overdue"),
        title=_("Long overdue questions"),
        about=_(
            "More than ten working days over, or sent above for the second time. Those who wait longest stand first."
        ),
        empty=_("Nothing is overdue. May it stay so."),
    ),
    Listing.TODAY: Words(
        tab=pgettext_lazy("list of questions", "Answered today"),
        title=_("Answered today"),
        about=_("Questions whose first signed answer came today."),
        empty=_("No answer yet today."),
    ),
    Listing.ANSWERED: Words(
        tab=pgettext_lazy("list of questions", "Answered"),
        title=_("Answered questions"),
        about=_("What was answered last stands first. Whether the answer holds, its author and others say beside it."),
        empty=_("No answer yet."),
    ),
    Listing.SILENCE: Words(
        tab=pgettext_lazy("list of questions", "Silence"),
        title=_("The list of silence"),
        about=_(
            "Nobody ever answered these questions: not the official who was asked, nor anyone above to whom the square"
            " sent them. When all terms had run out, they were closed as never answered. They stay here, with the name"
            " of the office and the position that was asked."
        ),
        empty=_("Nobody has been left without an answer. May it stay so."),
    ),
    Listing.NOBODY: Words(
        tab=pgettext_lazy("list of questions", "Nobody’s problem"),
        title=_("Nobody’s problem"),
        about=_(
            "The office that was asked showed that no law makes it or any other responsible. These questions stand here"
            " so that whoever writes the laws sees the gap."
        ),
        empty=_("Every question so far has found somebody who is responsible."),
    ),
}
