"""Questions that waited for a look, came back to their authors, or were taken down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pikir.accounts.access import Viewer
from pikir.moderation.actions.cases import case_of
from pikir.moderation.actions.deciding import Reasons, decide
from pikir.moderation.actions.holds import add_hold_rule, end_hold_rule
from pikir.moderation.queries import rules_in_force
from pikir.moderation.subjects import of_post
from pikir.moderation.trust_kinds import Level, Said
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.facts import Given
from pikir.offices.questions.models import Question
from pikir.offices.questions.states import Part
from pikir.posts.models import Post
from pikir.posts.topics import Topic

WHY = "Мұнара дауы кезінде саясат бағанындағы мәтіндерді алдымен қараймыз: бір күннен аспайды."


@contextmanager
def look_first(*, actor: Viewer, topic: Topic, held: bool) -> Iterator[None]:
    """Have what is said in a column wait for a look, as long as the block lasts; nothing where ``held`` is not so."""
    if not held:
        yield
        return
    rule = add_hold_rule(actor=actor, level=Level.TRUSTED, said=Said.TEXTS, reason=WHY, column_id=topic.pk)
    yield
    end_hold_rule(actor=actor, rule_id=rule.pk)


def send_back_to_be_mended(question: Question, *, reason: str, words: str, at: datetime) -> None:
    """Give the author a held question back, with what to change."""
    act(question.pk, "return", part=Part.MODERATOR, given=Given(reason=reason, words=words), at=at)


def take_down(question: Question, row: dict[str, Any], *, actor: Viewer, at: datetime) -> None:
    """Remove a question by a decision with its reasons: its place, number and clock stay."""
    rule = next(version for version in rules_in_force() if version.rule.key == row["rule"])
    act(question.pk, "remove", part=Part.MODERATOR, given=Given(decision=True), at=at)
    case = case_of(of_post(Post.objects.with_authors().get(pk=question.pk)), now=at)
    decide(actor=actor, case=case, measure="remove", reasons=Reasons(rule=rule, facts=row["words"]), at=at)
