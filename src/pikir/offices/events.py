"""What offices tell the floors above, inside the transaction."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AppointmentChanged:
    """Somebody takes up a position, leaves it, or the days of it were put right."""

    appointment_id: int
    position_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionMoved:
    """Something happened to a question; the event is its row."""

    question_id: int
    event_id: int
    act: str


@dataclass(frozen=True, kw_only=True)
class CalendarChanged:
    """Days of a calendar were brought in or put right."""

    code: str
