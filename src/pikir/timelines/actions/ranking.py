"""Counting anew what the formulas of the front page say."""

from datetime import datetime

from django.db import transaction

from pikir.timelines.formulas import rank
from pikir.timelines.kinds import Formula
from pikir.timelines.models import Ranking
from pikir.web.freshness import touch


def rank_all(*, now: datetime) -> None:
    """Keep what each formula counts at a moment; the counting itself holds up nobody who writes."""
    for formula in Formula:
        rows = [{"post": row.post_id, "result": row.result, "inputs": row.inputs} for row in rank(formula, now)]
        with transaction.atomic():
            Ranking.objects.update_or_create(formula=formula, defaults={"at": now, "rows": rows})
            touch(f"formula:{formula}")
