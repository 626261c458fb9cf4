"""Who comes by a link of a letter, and which question it is about."""

from dataclasses import dataclass

from django.http import Http404

from pikir.accounts.access import Viewer
from pikir.accounts.models import User
from pikir.accounts.queries import viewer_for
from pikir.offices.questions.access import access_question
from pikir.offices.questions.letters.models import UsedLink
from pikir.offices.questions.letters.tokens import ExpiredError, Link, question_id_of, read_link, user_id_of
from pikir.offices.questions.models import Question


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Somebody at a link: who they are, what it does, about what. ``over`` says why it does nothing any more."""

    viewer: Viewer
    question: Question
    link: Link | None
    over: str = ""


def access_link(token: str) -> Visit:
    """Return who comes by a link. Raises Http404 for a forged one, PostGone for a question that was taken down."""
    user = User.objects.filter(pk=user_id_of(token), is_active=True).first()
    try:
        link = read_link(token, user)
    except ExpiredError:
        return Visit(
            viewer=Viewer.guest(), question=_question(question_id_of(token), Viewer.guest()), link=None, over="expired"
        )
    if link is None:
        raise Http404
    viewer = viewer_for(link.user)
    used = UsedLink.objects.filter(pk=link.digest).exists()
    question = _question(link.question_id, viewer)
    return Visit(viewer=viewer, question=question, link=link, over="used" if used else "")


def _question(question_id: int, viewer: Viewer) -> Question:
    found = Question.objects.filter(pk=question_id).only("year", "serial").first()
    if found is None:
        raise Http404
    return access_question(viewer, found.number)
