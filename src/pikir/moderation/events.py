"""What this room tells the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Flagged:
    """Somebody flagged something."""

    flag_id: int


@dataclass(frozen=True, kw_only=True)
class Dismissed:
    """Flags of a case were answered: no rule was broken."""

    case_id: int


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision was made and has taken effect."""

    decision_id: int
    case_id: int


@dataclass(frozen=True, kw_only=True)
class DecisionLifted:
    """A decision holds no longer: its term passed, or it was taken back or overturned; what it did is undone."""

    decision_id: int
    how: str


@dataclass(frozen=True, kw_only=True)
class Appealed:
    """Somebody appealed against a decision; it still holds."""

    decision_id: int


@dataclass(frozen=True, kw_only=True)
class AppealAnswered:
    """An appeal has its answer. Where the decision was overturned, ``DecisionLifted`` was sent before."""

    decision_id: int
    overturned: bool
