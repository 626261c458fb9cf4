"""The read side of appeals: those whose course everyone may follow."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from pikir.offices.questions.access import called
from pikir.offices.questions.appeals.models import Appeal
from pikir.offices.questions.kinds import LIST_PAGE
from pikir.offices.questions.lists.queries import page_of_appeals
from pikir.offices.questions.models import Question
from pikir.offices.questions.queries import Rows
from pikir.offices.questions.states import Lane
from pikir.posts.kinds import State as PostState
from pikir.posts.kinds import Visibility

TEXT_PUBLIC = Q(post__state=PostState.PUBLISHED, post__visibility=Visibility.PUBLIC)


def public_appeals() -> "QuerySet[Question]":
    """Appeals of which everyone may know: the course of some, the text of others too."""
    found: QuerySet[Question] = Question.objects.filter(Q(appeal__course_public=True) | TEXT_PUBLIC, lane=Lane.APPEAL)
    return found


def listed_appeals(*, now: datetime, after: str = "", limit: int = LIST_PAGE) -> Rows:
    """Return a page of them, the newest first."""
    return page_of_appeals(public_appeals(), now=now, after=after, limit=limit)


def appeal_of(question: Question) -> Appeal | None:
    """Return what the formal lane adds to a question, with its slip; one query."""
    found: Appeal | None = Appeal.objects.filter(pk=question.pk).select_related("slip").first()
    return found


def course_of(number: str) -> Question | None:
    """Return an appeal of which everyone may follow the course alone, by its number."""
    try:
        found = called(number)
    except Http404:
        return None
    return found if public_appeals().filter(pk=found.pk).exists() else None
