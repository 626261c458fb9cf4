"""To whom a withdrawn question is offered: to those who support it, one more each day, after some days to all."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from pikir.kernel.ids import id_of
from pikir.offices.questions.kinds import OFFER_DAYS, TICK_BATCH
from pikir.offices.questions.models import QuestionEvent, QuestionSupport
from pikir.offices.questions.states import Outcome


def withdrawn_lately(now: datetime) -> list[QuestionEvent]:
    """Return by what questions were withdrawn that somebody supports, while they are offered to one more each day."""
    since = now - timedelta(days=OFFER_DAYS + 2)
    rows = QuestionEvent.objects.filter(pk__gte=id_of(since, 0), act="withdraw", at__gte=since)
    standing = rows.filter(
        question__outcome=Outcome.WITHDRAWN, question__supporter_count__gt=0, number=F("question__event_count")
    )
    return list(standing.select_related("question").order_by("pk")[:TICK_BATCH])


def offered_to(event: QuestionEvent, now: datetime) -> list[int]:
    """Return the users who may take over by now what was withdrawn."""
    days = (timezone.localdate(now) - timezone.localdate(event.at)).days
    rows = QuestionSupport.objects.filter(question=event.question_id).order_by("at", "pk")
    people = rows.values_list("user_id", flat=True)
    return list(people if days >= OFFER_DAYS else people[: days + 1])
