"""What the front page shows of duties: the questions whose answer has been owed longest."""

from datetime import datetime

from pikir.offices.questions.lists import scopes
from pikir.offices.questions.lists.kinds import Listing
from pikir.offices.questions.lists.queries import page_of
from pikir.offices.questions.models import Question
from pikir.offices.questions.queries import Calendars
from pikir.timelines.formulas import LOOKED, Ranked


def longest_overdue(now: datetime) -> list[Ranked]:
    """Return them with the working days since the day that passed; one query, and two for each calendar."""
    calendars = Calendars()
    rows = page_of(scopes.everything(), Listing.OVERDUE, now=now, limit=LOOKED).items
    return [_ranked(row.question, calendars, now) for row in rows]


def _ranked(question: Question, calendars: Calendars, now: datetime) -> Ranked:
    calendar = calendars.of(question)
    today = now.astimezone(calendar.zone).date()
    over = max(calendar.difference(question.late_after or today, today), 1)  # a day off after the due day is late too
    return Ranked(question.pk, over, {"over": over, "number": question.number})
