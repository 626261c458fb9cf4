"""The read side of the doors by mail."""

from datetime import datetime

from django.db.models import Count

from pikir.offices.models import Position
from pikir.offices.questions.letters.actions.wishing import ASK
from pikir.offices.questions.letters.models import MailWish, OfficeLink
from pikir.offices.questions.letters.tokens import digest_of
from pikir.offices.questions.models import Question, QuestionEvent

LINKS = 50  # of one question; each event that gives the office the turn makes one


def wish_behind(secret: str, *, now: datetime) -> MailWish | None:
    """Return what waits behind the secret of a letter; None when nothing does, or not any more."""
    found: MailWish | None = MailWish.objects.filter(digest=digest_of(secret), until__gt=now).first()
    return found


def subject_of(wish: MailWish) -> dict[str, object]:
    """Return what a page of confirmation shows: the words, and who is asked, or which question is supported."""
    if wish.what != ASK:
        return {"question": Question.objects.select_related("post", "office__account").get(pk=wish.given["question"])}
    position = Position.objects.select_related("office__account").get(pk=wish.given["position"])
    given = {name: wish.given[name] for name in ("title", "text", "private")}
    return given | {"position": position, "photos": len(wish.given.get("photos", ()))}


def links_of(question: Question) -> list[OfficeLink]:
    """Return the links that went to offices about a question, the newest first, with how much came by each."""
    rows = OfficeLink.objects.filter(question=question).select_related("office").annotate(used=Count("acts"))
    return list(rows.order_by("-pk")[:LINKS])


def came_back(question: Question) -> QuestionEvent | None:
    """Return by which event the newest answer came back."""
    rows = QuestionEvent.objects.filter(question=question, act__in=("send_back", "dispute", "contest"))
    found: QuestionEvent | None = rows.order_by("-number").first()
    return found
