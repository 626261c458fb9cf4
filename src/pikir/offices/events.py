"""What offices tell the floors above, inside the transaction."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AppointmentChanged:
    """Somebody takes up a position, leaves it, or the days of it were put right."""

    appointment_id: int
    position_id: int
