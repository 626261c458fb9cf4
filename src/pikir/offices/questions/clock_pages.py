"""By which terms clocks run, as everyone reads it."""

from dataclasses import dataclass

from pikir.offices.questions.actions.profiles import profile_for
from pikir.offices.questions.models import ClockProfile
from pikir.offices.questions.queries import profiles
from pikir.offices.questions.states import Lane
from pikir.offices.questions.terms import rows_of
from pikir.offices.questions.texts import LANES


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A profile with its terms in words; of an office only those that differ from the square's."""

    profile: ClockProfile
    lane: str
    rows: list[tuple[str, str]]


def clocks_shown() -> list[Shown]:
    """Return what holds for questions that are asked now: the profiles of the square, then promises of offices."""
    defaults = {lane: profile_for(None, lane).as_terms() for lane in Lane}
    return [
        Shown(
            profile=one,
            lane=str(LANES[Lane(one.lane)]),
            rows=_different(one, rows_of(defaults[Lane(one.lane)])) if one.office else rows_of(one.as_terms()),
        )
        for one in profiles()
    ]


def _different(profile: ClockProfile, usual: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [row for row, other in zip(rows_of(profile.as_terms()), usual, strict=True) if row != other]
