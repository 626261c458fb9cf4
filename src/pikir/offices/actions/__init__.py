"""Every write to offices and to what belongs to them."""

from pikir.offices.actions.appointing import appoint, end_appointment, end_competence, put_competence
from pikir.offices.actions.blogs import unbind_late_text
from pikir.offices.actions.calendars import import_calendar, load_ready_calendar
from pikir.offices.actions.claiming import ClaimError, ask_for_office, confirm_claim, prove_claim, refuse_claim
from pikir.offices.actions.describing import PageFacts, describe_office
from pikir.offices.actions.duties import give_duties
from pikir.offices.actions.gaps import tell_gap
from pikir.offices.actions.importing import import_register
from pikir.offices.actions.leaving import forget_person
from pikir.offices.actions.register import (
    OfficeFacts,
    PositionFacts,
    RegisterError,
    put_office,
    put_official,
    put_position,
    retire,
)

__all__ = [
    "ClaimError",
    "OfficeFacts",
    "PageFacts",
    "PositionFacts",
    "RegisterError",
    "appoint",
    "ask_for_office",
    "confirm_claim",
    "describe_office",
    "end_appointment",
    "end_competence",
    "forget_person",
    "give_duties",
    "import_calendar",
    "import_register",
    "load_ready_calendar",
    "prove_claim",
    "put_competence",
    "put_office",
    "put_official",
    "put_position",
    "refuse_claim",
    "retire",
    "tell_gap",
    "unbind_late_text",
]
