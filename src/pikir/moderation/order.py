"""Where a case stands in the queue. The public page about the rules says the same in words and numbers.

A case stands as if it had come earlier than it did, by as many hours as it has points: so waiting counts for every case
alike, the order of two cases changes only when one of them does, and the place can be stored.
"""

from datetime import datetime
from math import log2

from pikir.accounts.kinds import RelationKind
from pikir.accounts.models import Relation
from pikir.kernel.ids import SPAN, id_of
from pikir.moderation.kinds import POINTS_MAX, REACH_HOURS, SEVERITY, WEIGHT_HOURS, Category, Outcome, Thing
from pikir.moderation.models import Case, Flag

_FUTURE = 1 << 62  # places count down from here, so that what came first has the greatest
_HOUR = 3_600_000 * SPAN  # milliseconds of an hour, in the units of identifiers


def points_of(*, category: str, weight: float, reach: int) -> int:
    """Return the hours that a case stands ahead: by what is claimed, by who claims it, by how many it reached."""
    points = SEVERITY[Category(category)] + WEIGHT_HOURS * log2(1 + weight) + REACH_HOURS * log2(1 + reach)
    return min(round(points), POINTS_MAX)


def place_of(*, points: int, opened_at: datetime, case_id: int) -> int:
    """Return the place in the queue, greatest first; different for every case."""
    return _FUTURE - id_of(opened_at, case_id % SPAN) + points * _HOUR


def weight_of(*, account_id: int) -> float:
    """Return how much a flag of somebody counts: 1 for who never flagged, towards 2 and 0 by what came of their flags.

    One half of each kind of outcome is assumed before the first, so that one mistake does not decide.
    """
    answered = Flag.objects.filter(reporter_id=account_id).exclude(outcome="").order_by("-id")
    outcomes = list(answered.values_list("outcome", flat=True)[:100])  # the last hundred: people change
    return 2 * (outcomes.count(Outcome.UPHELD) + 1) / (len(outcomes) + 2)


def reach_of(case: Case) -> int:
    """Return how many people are known to have met the thing: who reacted to a text, who follows an account."""
    if case.post is not None:
        return case.post.support_count + case.post.boost_count + case.post.reply_count
    if case.kind == Thing.ACCOUNT:
        return Relation.objects.filter(target_id=case.object_id, kind=RelationKind.FOLLOW).count()
    return 0


def put_in_place(case: Case) -> None:
    """Set points and place of a case that is about to be saved."""
    case.points = points_of(category=case.category, weight=case.weight, reach=reach_of(case))
    case.place = place_of(points=case.points, opened_at=case.opened_at, case_id=case.id)
