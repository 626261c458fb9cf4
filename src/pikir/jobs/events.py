"""What operators decided about jobs."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ParkedJobRetried:
    """A parked job was sent off again."""

    job_id: int
    task: str
    user_id: int | None


@dataclass(frozen=True, kw_only=True)
class ParkedJobDropped:
    """A parked job was given up."""

    job_id: int
    task: str
    user_id: int | None
