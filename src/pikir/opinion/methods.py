"""What a method hands over, and what the methods share."""

from dataclasses import dataclass

import numpy as np

from .results import Consensus, Group, Grouping, Index, Positions, Real, Representative, Tally


@dataclass(frozen=True, eq=False)
class Findings:
    """All that differs between methods; see ``results``."""

    positions: Positions
    grouping: Grouping
    tally: Tally
    group_tally: Tally
    consensus: Consensus
    priorities: Real


def group_of_points(of: Index, number: int, points: Real, representative: tuple[Representative, ...]) -> Group:
    """Describe a group by the mean and covariance of where its people stand."""
    members = np.flatnonzero(of == number).astype(np.int32)
    inside = points[members]
    centre = inside.mean(axis=0) if len(inside) else np.zeros(2)
    away = inside - centre
    spread = (away[:, :, None] * away[:, None, :]).mean(axis=0) if len(inside) else np.zeros((2, 2))
    return Group(members, centre, spread, representative)
