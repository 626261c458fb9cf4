"""What appeals add to a person's archive."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from pikir.kernel.belongings import Owner, Part, register
from pikir.offices.questions.appeals.models import Appeal, AppealOpening, HearingWords
from pikir.offices.questions.sealing import unseal_words


def register_parts() -> None:
    """Make the parts of appeals known."""
    register(Part(name="appeals", title=lambda: gettext("Formal appeals you made"), rows=_appeals))
    register(Part(name="appeal_hearings", title=lambda: gettext("What was said at hearings"), rows=_hearings))


def _appeals(owner: Owner) -> Iterator[dict[str, Any]]:
    mine = Appeal.objects.filter(question__asker_id=owner.user_id).select_related("question").order_by("pk")
    for one in mine.iterator():
        openings = AppealOpening.objects.filter(appeal=one).order_by("pk").values_list("at", flat=True)
        said = {"question": one.question.number, "course_public": one.course_public, "opened_at": list(openings)}
        yield said | unseal_words(one.sealed) | {"registered_as": one.number, "registered_on": one.number_on}


def _hearings(owner: Owner) -> Iterator[dict[str, Any]]:
    mine = HearingWords.objects.filter(question__asker_id=owner.user_id).select_related("question").order_by("pk")
    for one in mine.iterator():
        yield {"question": one.question.number, "act": one.act, "words": one.words, "at": one.at}
