"""What the public thinks: votes on statements to groups, common ground and dividing lines.

Pure mathematics on numpy and scipy, without Django, and no web process imports it. Read the votes with
:func:`read_votes`, compute the map with :func:`compute_map`, and see ``results`` for what it holds.
"""

from .maps import METHODS, OBSERVATORY, PARITY, Map, compute_map
from .privacy import Published, may_follow, published
from .readers import Statements, read_statements, read_votes
from .results import (
    NOBODY,
    Consensus,
    Counts,
    Group,
    Grouping,
    Intervals,
    Positions,
    Representative,
    Shared,
    Tally,
)
from .rows import UnreadableError
from .uncertainty import Uncertainty, uncertainty
from .votes import Ballots, Votes

__all__ = [
    "METHODS",
    "NOBODY",
    "OBSERVATORY",
    "PARITY",
    "Ballots",
    "Consensus",
    "Counts",
    "Group",
    "Grouping",
    "Intervals",
    "Map",
    "Positions",
    "Published",
    "Representative",
    "Shared",
    "Statements",
    "Tally",
    "Uncertainty",
    "UnreadableError",
    "Votes",
    "compute_map",
    "may_follow",
    "published",
    "read_statements",
    "read_votes",
    "uncertainty",
]
