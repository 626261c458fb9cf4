"""What decisions say, in the language of whoever reads them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from pikir.kernel.languages import LANGUAGES
from pikir.moderation.kinds import Measure, Thing
from pikir.moderation.models import Decision, RuleVersion
from pikir.moderation.subjects import Subject
from pikir.posts.addresses import address_of
from pikir.web.addresses import address


def in_language(texts: dict[str, str]) -> str:
    """A text that is kept in every language, in that of the page."""
    return texts.get(get_language() or "") or next((texts[code] for code in LANGUAGES if texts.get(code)), "")


def rule_title(rule: RuleVersion | None) -> str:
    """How a decision names its rule; empty where it cites a law alone."""
    return in_language(rule.titles) if rule else ""


def done_words(measure: str) -> str:
    """What a measure means for the one whom it meets."""
    return {
        Measure.WARN: gettext("You are warned. Nothing else has changed."),
        Measure.COVER: gettext("A cover lies over the text: readers open it themselves."),
        Measure.LIMIT: gettext("The text stands in no list; whoever has its address reads it."),
        Measure.FRONT: gettext("The text does not stand on the front page."),
        Measure.LOCK: gettext("Nobody can add comments. Those that are there can be read."),
        Measure.BLUR: gettext("The picture is covered: readers open it themselves."),
        Measure.MASK: gettext("Parts of the picture are painted over, wherever it is shown."),
        Measure.REDACT: gettext("Words were taken out of the text and of its history; marks stand in their place."),
        Measure.HIDE: gettext("It is out of sight and can be brought back. You can still see it."),
        Measure.REMOVE: gettext("It is out of sight for good, kept only for an appeal. You can still see it."),
        Measure.SUSPEND: gettext("The account can read, but not write. What it said stays."),
    }[Measure(measure)]


def decision_title(decision: Decision) -> str:
    """What a decision is about, as far as it is there still."""
    case = decision.case
    if case.post is not None:
        return case.post.headline
    if case.kind == Thing.PICTURE:
        return gettext("Picture")
    return f"@{case.account.handle}" if case.account else ""


def decision_address(decision_id: int) -> str:
    """Where a decision can be read by whom it met."""
    return reverse("decision", args=[decision_id])


def subject_title(subject: Subject) -> str:
    """What is reported or judged, by its name."""
    if subject.post is not None:
        return subject.post.headline
    if subject.picture is not None:
        return subject.picture.alt or gettext("Picture")
    return f"{subject.account.name} @{subject.account.handle}"


def subject_address(subject: Subject) -> str:
    """Where it is read, with the host of the square."""
    if subject.post is not None:
        return settings.SQUARE_URL + address_of(subject.post)
    if subject.picture is not None:
        return settings.SQUARE_URL + subject.picture.src
    return settings.SQUARE_URL + address("profile", subject.account.handle)
