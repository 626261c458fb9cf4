"""What a computed map holds. Every array is indexed by the position of a label in ``Votes``.

P participants, S statements, k groups. Shares are between 0 and 1; positions have the unit of the method.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Int = NDArray[np.int64]
Index = NDArray[np.int32]

NOBODY = -1  # the group of a participant that belongs to none


@dataclass(frozen=True)
class Counts:
    """How much was said: people with a vote, of them placed in groups, statements, votes that count."""

    participants: int
    grouped: int
    statements: int
    votes: int


@dataclass(frozen=True, eq=False)
class Tally:
    """Votes a statement: ``agrees``, ``disagrees``, ``seen`` (agrees, disagrees and passes), int64.

    (S) for everybody, (k, S) for groups.
    """

    agrees: Int
    disagrees: Int
    seen: Int


@dataclass(frozen=True, eq=False)
class Positions:
    """The plane that people are shown in.

    ``points`` (P, 2): where each participant stands; the origin for those without a vote. ``covariance`` (P, 3): xx,
    xy, yy of the uncertainty of a point; nan where the method states none. ``axes`` (2, S): unit vectors, one loading a
    statement, 0 for excluded ones; the largest loading is positive. ``scale`` (2): how much vote one unit of a position
    stands for along each axis. ``centre`` (S): mean vote of each statement. ``explained`` (2): share of the variance of
    votes along each axis. ``landmarks`` (S, 2): where somebody would stand who only agreed with that statement;
    ``extremity`` (S): how far apart it draws people.
    """

    points: Real
    covariance: Real
    axes: Real
    scale: Real
    centre: Real
    explained: Real
    landmarks: Real
    extremity: Real


@dataclass(frozen=True)
class Representative:
    """A statement that tells a group from the others.

    ``statement``: index; ``agree``: the group agrees with it more than others do, else disagrees. ``successes`` of
    ``trials``: votes of that direction among those of the group who saw it; ``share`` the same, smoothed by
    (successes + 1) / (trials + 2); ``share_z`` how surely over half; ``ratio`` against the others' smoothed share;
    ``ratio_z`` how surely above it. ``q``: the false discovery rate at which it would still be listed (Benjamini and
    Hochberg 1995), nan where the method does not correct. ``best_agree``: put first, as what the group agrees on
    most.
    """

    statement: int
    agree: bool
    successes: int
    trials: int
    share: float
    share_z: float
    ratio: float
    ratio_z: float
    q: float
    best_agree: bool = False


@dataclass(frozen=True)
class Shared:
    """A statement that people at large agree with (or disagree): the fields are those of :class:`Representative`."""

    statement: int
    successes: int
    trials: int
    share: float
    share_z: float


@dataclass(frozen=True, eq=False)
class Consensus:
    """What unites.

    ``agree`` and ``disagree``: statements that most of all people say so of, the strongest first, at most five each.
    ``product_agree`` and ``product_disagree`` (S): product over groups of the smoothed share (group-aware consensus,
    Small et al. 2021, "Polis: scaling deliberation by mapping high dimensional opinion spaces").
    ``lower_agree`` and ``lower_disagree`` (S): smallest lower end over groups of the Wilson 95 % interval of the share:
    at least so many in every group.
    """

    agree: tuple[Shared, ...]
    disagree: tuple[Shared, ...]
    product_agree: Real
    product_disagree: Real
    lower_agree: Real
    lower_disagree: Real


@dataclass(frozen=True, eq=False)
class Group:
    """People of one mind: ``members`` int32, indices of participants; ``centre`` (2,) and ``spread`` (2, 2).

    ``spread`` is the covariance of true positions within the group, without the noise of few votes where the method
    knows it.
    """

    members: Index
    centre: Real
    spread: Real
    representative: tuple[Representative, ...]

    @property
    def size(self) -> int:
        """Number of people."""
        return len(self.members)


@dataclass(frozen=True, eq=False)
class Grouping:
    """Who belongs together.

    ``of`` int32 (P): group of each participant, −1 for none. ``membership`` (P, k): probability of each group, sums to
    1; rows of those in none are 0; where the method gives no probability it is 0 or 1.
    ``scores``: what each tried number of groups was judged by: silhouette (higher is better) in ``polis-parity-1``,
    mean squared error of hidden votes (lower is better) in ``observatory-1``.
    ``clear``: whether the people fall into groups at all; if not, everybody placed is in one group, and ``reason`` says
    why, in one of the words ``few people``, ``few statements``, ``continuum``, ``small groups``; else it is empty.
    """

    groups: tuple[Group, ...]
    of: Index
    membership: Real
    scores: Mapping[int, float]
    clear: bool
    reason: str

    @property
    def k(self) -> int:
        """Number of groups."""
        return len(self.groups)


@dataclass(frozen=True, eq=False)
class Intervals:
    """95 % intervals of shares of agreement and disagreement among those who saw a statement.

    Wilson's interval (Wilson 1927, "Probable inference, the law of succession, and statistical inference"): each
    person has one vote on a statement, so votes are independent. (S, 2) for everybody, (k, S, 2) for groups; lower and
    upper end; nan where nobody saw it.
    """

    agree: Real
    disagree: Real
    group_agree: Real
    group_disagree: Real
