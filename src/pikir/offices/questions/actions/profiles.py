"""Profiles of clocks: those a square has from the start, and which one a question gets.

Terms of the file are working days unless their name says otherwise; nobody has verified them until a row says so.
"""

import json
from datetime import time
from pathlib import Path

from pikir.offices.models import Office
from pikir.offices.naming import named
from pikir.offices.questions.models import ClockProfile
from pikir.offices.questions.states import Lane

READY = Path(__file__).parents[2] / "data" / "clocks.json"


def profile_for(office: Office | None, lane: Lane) -> ClockProfile:
    """Return what an office promised for a lane, or what holds on the whole square; ready ones are made at need."""
    own: ClockProfile | None = ClockProfile.objects.filter(lane=lane, office=office).first() if office else None
    return own or _of_square(lane)


def _of_square(lane: Lane) -> ClockProfile:
    found: ClockProfile | None = ClockProfile.objects.filter(lane=lane, office=None).first()
    if found is not None:
        return found
    ready = json.loads(READY.read_text(encoding="utf-8"))
    code, row = next((code, row) for code, row in ready.items() if row["lane"] == lane)
    closes = time.fromisoformat(row["closes"]) if "closes" in row else None
    given = {"lane": lane.value, "terms": row["terms"], "closes": closes, "source": row.get("source", "")}
    made: ClockProfile = ClockProfile.objects.get_or_create(code=code, defaults=given | named(row["names"]))[0]
    return made
