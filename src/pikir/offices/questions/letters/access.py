"""Who comes by a link of a letter, and which question it is about."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from pikir.accounts.access import Viewer
from pikir.accounts.models import User
from pikir.accounts.queries import viewer_for
from pikir.offices.models import Office
from pikir.offices.questions.access import access_question
from pikir.offices.questions.letters.models import OfficeLink, UsedLink
from pikir.offices.questions.letters.offers import office_of
from pikir.offices.questions.letters.tokens import (
    ExpiredError,
    Link,
    is_office_link,
    number_of,
    question_id_of,
    read_link,
)
from pikir.offices.questions.models import Question
from pikir.offices.questions.states import Lane, State


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Somebody at a link: who they are, what it does, about what. ``over`` says why it does nothing any more."""

    viewer: Viewer
    question: Question
    link: Link | None
    over: str = ""


def access_link(token: str) -> Visit:
    """Return who comes by a link. Raises Http404 for a forged one, PostGone for a question that was taken down."""
    user = User.objects.filter(pk=number_of(token), is_active=True).first()
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


@dataclass(frozen=True, kw_only=True)
class OfficeVisit:
    """Somebody at the link of an office. ``over`` says why it does nothing any more: revoked, expired, here, moved."""

    link: OfficeLink
    question: Question
    office: Office
    over: str = ""


def access_office_link(token: str) -> OfficeVisit:
    """Return what the link of an office leads to. Raises Http404 for a forged one."""
    link = office_link(number_of(token))
    if link is None or not is_office_link(token, link.address):
        raise Http404
    return OfficeVisit(link=link, question=link.question, office=office_of(link.question), over=why_over(link))


def office_link(link_id: int) -> OfficeLink | None:
    """Return a link with its question and who owes the answer to it."""
    rows = OfficeLink.objects.select_related(
        "question__post__account", "question__office__account", "question__position__office__account",
        "question__above__office__account", "question__appointment__official__account",
    )  # fmt: skip
    found: OfficeLink | None = rows.filter(pk=link_id).first()
    return found


def why_over(link: OfficeLink) -> str:
    """Say why a link does nothing any more; empty when it does."""
    office, now = office_of(link.question), timezone.now()
    if link.revoked_at is not None:
        return "revoked"
    if office.pk != link.office_id or link.question.state == State.REMOVED or link.question.lane != Lane.QUESTION:
        return "moved"
    if office.here:
        return "here"
    return "expired" if link.until <= now else ""
