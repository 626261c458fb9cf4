"""What a question has to do with others, as its page shows it: joined, split, perhaps the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from pikir.offices.questions.clocks import ROUTING
from pikir.offices.questions.facts import standing_proposal
from pikir.offices.questions.kinds import Link
from pikir.offices.questions.models import Question, QuestionEvent, QuestionLink
from pikir.offices.questions.pages import state_words
from pikir.posts.kinds import State as PostState
from pikir.posts.kinds import Visibility
from pikir.web.statements import Statement

SHOWN = 60  # of those joined with one question; the rest is counted


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """Another question: its number, its words where they may be read, where it stands, what part it is."""

    question: Question
    title: str
    state: str
    about: str
    until: date | None = None


@dataclass(kw_only=True, slots=True)
class Ties:
    """All of them by what they are to the question whose page it is."""

    same: Tie | None = None  # proposed to be the same matter
    main: Tie | None = None  # it was joined with
    whole: Tie | None = None  # it is a part of
    joined: list[Tie] = field(default_factory=list)
    parts: list[Tie] = field(default_factory=list)

    def numbers(self) -> list[str]:
        """The questions whose state the page shows."""
        return [one.question.number for one in (self.same, self.main, self.whole, *self.parts) if one]


def ties_of(question: Question, events: Sequence[QuestionEvent]) -> Ties:
    """Return what a question has to do with others; one query."""
    ties = Ties()
    proposal = standing_proposal(events) if question.state in ROUTING else None
    for link in _LINKS.rows(question.pk):
        own = link.question_id == question.pk
        tie = _tie(question, link, link.main if own else link.question, proposal.until if proposal and own else None)
        match link.kind, own:
            case Link.PROPOSED, True if proposal:
                ties.same = tie
            case Link.JOINED, True:
                ties.main = tie
            case Link.PART, True:
                ties.whole = tie
            case Link.JOINED, False:
                ties.joined.append(tie)
            case Link.PART, False:
                ties.parts.append(tie)
    return ties


def _links(question_id: int) -> "QuerySet[QuestionLink]":
    rows = QuestionLink.objects.filter(Q(question_id=question_id) | Q(main_id=question_id)).exclude(kind=Link.APART)
    both: QuerySet[QuestionLink] = rows.select_related(
        "question__post", "question__office__account", "main__post", "main__office__account"
    )
    return both.order_by("pk")[:SHOWN]


_LINKS = Statement[QuestionLink](_links)


def _tie(question: Question, link: QuestionLink, other: Question, until: date | None) -> Tie:
    known = {Visibility.PUBLIC, question.post.visibility}  # who reads a private whole has its parts as well
    readable = other.post.state == PostState.PUBLISHED and other.post.visibility in known
    return Tie(
        question=other,
        title=other.post.title if readable else "",
        state=state_words(other),
        about=link.about,
        until=until,
    )
