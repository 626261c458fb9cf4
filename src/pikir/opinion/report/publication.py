"""What is published of a map: what `pikir.opinion.privacy` lets through, and nobody by name or place.

People are shown as dots of at least ten who stand close to each other: unlike squares of a grid these leave nobody out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pikir.opinion.bridging import Bridging
from pikir.opinion.covoting import Covoting
from pikir.opinion.maps import Map
from pikir.opinion.privacy import LEAST, Published, published
from pikir.opinion.results import NOBODY, Real, Representative, Shared, Tally
from pikir.opinion.uncertainty import Uncertainty

MOST_DOTS = 600  # on a map; with more people a dot stands for more of them
VERDICTS = {1: "bridges", 0: "undecided", -1: "turned down"}


@dataclass(frozen=True)
class Cell:
    """Votes on a statement, of all or of a group; the share of agreement among ``seen`` with its 95 % interval."""

    seen: int
    agrees: int
    disagrees: int
    agree: float
    agree_low: float
    agree_high: float


@dataclass(frozen=True)
class Bridge:
    """Support across sides; see `Bridging`."""

    level: float
    low: float | None
    high: float | None
    factor: float
    baseline: float | None
    verdict: str


@dataclass(frozen=True)
class Statement:
    """A statement with all that is told of it; ``cell`` and cells of ``groups`` are None where few people voted.

    ``consensus_…_range``: 95 % interval of the product. ``least_agree``, ``least_disagree``: at least so large a share
    in every group, surely. ``x``, ``y``, ``extremity``: its place on the map and how far apart it draws people;
    ``priority``: weight with which to show it next.
    """

    id: str
    text: str
    excluded: bool
    cell: Cell | None
    groups: tuple[Cell | None, ...]
    consensus_agree: float
    consensus_agree_range: tuple[float, float] | None
    consensus_disagree: float
    consensus_disagree_range: tuple[float, float] | None
    least_agree: float | None
    least_disagree: float | None
    x: float
    y: float
    axes: tuple[float, float]
    extremity: float
    priority: float
    bridge: Bridge | None


@dataclass(frozen=True)
class Telling:
    """A statement in a list, by the position in ``statements``; shares are smoothed, ``z`` is how sure."""

    statement: int
    id: str
    agree: bool
    share: float
    share_z: float
    successes: int | None
    trials: int | None
    ratio: float | None = None
    ratio_z: float | None = None
    q: float | None = None


@dataclass(frozen=True)
class Dot:
    """At least ten people who stand near each other; ``group`` is None for those in none."""

    x: float
    y: float
    people: int
    group: int | None


@dataclass(frozen=True)
class Group:
    """People of one mind: how many, where, and what tells them from the others; nothing is told of fewer than ten.

    ``spread`` holds the variances across and upwards with the covariance between them.
    """

    size: int | None
    centre: tuple[float, float] | None
    spread: tuple[float, float, float] | None
    representative: tuple[Telling, ...]


@dataclass(frozen=True)
class Alternative:
    """The same map with each set of people who vote as one counted as one voice."""

    sets: tuple[int, ...]
    chance: tuple[float, ...]
    k: int
    sizes: tuple[int | None, ...]
    agree: tuple[str, ...]
    disagree: tuple[str, ...]
    largest_change: float


@dataclass(frozen=True)
class Publication:
    """All that is told of a map.

    ``reason`` is that of `Grouping`, or ``unstable``: groups were found, and not found again among people drawn anew.
    ``stability`` and ``reliable``: see `Uncertainty`.
    """

    method: str
    hash: str
    participants: int
    grouped: int
    votes: int
    k: int
    clear: bool
    reason: str
    stability: float | None
    reliable: bool
    scores: Mapping[int, float]
    explained: tuple[float, float]
    groups: tuple[Group, ...]
    dots: tuple[Dot, ...]
    statements: tuple[Statement, ...]
    agree: tuple[Telling, ...]
    disagree: tuple[Telling, ...]
    bridging_people: int | None
    joint_votes_searched: bool
    alternative: Alternative | None


def publish(
    computed: Map,
    texts: Mapping[str, str],
    sure: Uncertainty,
    *,
    unstable: float | None = None,
    bridging: Bridging | None = None,
    covoting: Covoting | None = None,
    alternative: Map | None = None,
) -> Publication:
    """Take from a map what may be published; ``texts`` are the statements' by label.

    ``unstable`` is the stability of groups that were given up for it. ``alternative`` is the map in which the sets of
    ``covoting`` count as one voice each.
    """
    grouping, shown = computed.grouping, published(computed)
    stability = unstable if unstable is not None else _known(sure.stability)
    return Publication(
        method=computed.method,
        hash=computed.hash,
        participants=computed.counts.participants,
        grouped=computed.counts.grouped,
        votes=computed.counts.votes,
        k=grouping.k,
        clear=grouping.clear and unstable is None,
        reason=grouping.reason if unstable is None else "unstable",
        stability=stability,
        reliable=sure.publishable,
        scores=dict(grouping.scores),
        explained=(float(computed.positions.explained[0]), float(computed.positions.explained[1])),
        groups=tuple(_groups(computed)),
        dots=tuple(_dots(computed)) if shown.enough else (),
        statements=tuple(_statements(computed, texts, sure, shown, bridging)),
        agree=tuple(_shared(computed, found, agree=True) for found in computed.consensus.agree),
        disagree=tuple(_shared(computed, found, agree=False) for found in computed.consensus.disagree),
        bridging_people=None if bridging is None else int(np.isfinite(bridging.person_level).sum()),
        joint_votes_searched=covoting is not None,
        alternative=None if alternative is None or covoting is None else _alternative(computed, covoting, alternative),
    )


def _groups(computed: Map) -> list[Group]:
    points = computed.positions.points
    groups = []
    for group in computed.grouping.groups:
        if group.size < LEAST:
            groups.append(Group(None, None, None, ()))
            continue
        across, along, up = np.cov(points[group.members].T, bias=True)[(0, 0, 1), (0, 1, 1)].tolist()
        telling = tuple(_telling(computed, found) for found in group.representative)
        centre = float(group.centre[0]), float(group.centre[1])
        groups.append(Group(group.size, centre, (across, along, up), telling))
    return groups


def _telling(computed: Map, found: Representative) -> Telling:
    many = found.trials >= LEAST
    return Telling(
        statement=found.statement, id=str(computed.votes.statements[found.statement]), agree=found.agree,
        share=found.share, share_z=found.share_z, successes=found.successes if many else None,
        trials=found.trials if many else None, ratio=found.ratio, ratio_z=found.ratio_z, q=_known(found.q),
    )  # fmt: skip


def _shared(computed: Map, found: Shared, *, agree: bool) -> Telling:
    many = found.trials >= LEAST
    return Telling(
        statement=found.statement, id=str(computed.votes.statements[found.statement]), agree=agree, share=found.share,
        share_z=found.share_z, successes=found.successes if many else None, trials=found.trials if many else None,
    )  # fmt: skip


def _known(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def _dots(computed: Map) -> list[Dot]:
    """Cut each group in halves along its longer side until pieces would be too small."""
    voted = np.diff(computed.votes.ballots.start) > 0
    least = max(LEAST, -(-int(voted.sum()) // MOST_DOTS))
    dots = []
    for group in range(NOBODY, computed.grouping.k):
        points = computed.positions.points[voted & (computed.grouping.of == group)]
        if len(points) >= least:
            dots += [
                Dot(float(x), float(y), len(piece), None if group == NOBODY else group)
                for piece in _pieces(points, least)
                for x, y in [piece.mean(axis=0)]
            ]
    return dots


def _pieces(points: NDArray[np.float64], least: int) -> list[NDArray[np.float64]]:
    if len(points) < 2 * least:
        return [points]
    side = int(np.argmax(np.ptp(points, axis=0)))
    order = np.lexsort((points[:, 1 - side], points[:, side]))
    half = len(points) // 2
    return [*_pieces(points[order[:half]], least), *_pieces(points[order[half:]], least)]


def _statements(
    computed: Map, texts: Mapping[str, str], sure: Uncertainty, shown: Published, bridging: Bridging | None
) -> list[Statement]:
    consensus, positions = computed.consensus, computed.positions
    statements = []
    for index, label in enumerate(map(str, computed.votes.statements.tolist())):
        many = bool(shown.whole[index])
        statements.append(
            Statement(
                id=label,
                text=texts.get(label, ""),
                excluded=bool(computed.votes.excluded[index]),
                cell=_cell(computed.tally, computed.intervals.agree, index) if many else None,
                groups=tuple(
                    _cell(computed.group_tally, computed.intervals.group_agree, (group, index)) if told else None
                    for group, told in enumerate(shown.cells[:, index].tolist())
                ),
                consensus_agree=float(consensus.product_agree[index]),
                consensus_agree_range=_range(sure.product_agree[index]) if many else None,
                consensus_disagree=float(consensus.product_disagree[index]),
                consensus_disagree_range=_range(sure.product_disagree[index]) if many else None,
                least_agree=_known(consensus.lower_agree[index]) if many else None,
                least_disagree=_known(consensus.lower_disagree[index]) if many else None,
                x=float(positions.landmarks[index, 0]),
                y=float(positions.landmarks[index, 1]),
                axes=(float(positions.axes[0, index]), float(positions.axes[1, index])),
                extremity=float(positions.extremity[index]),
                priority=float(computed.priorities[index]),
                bridge=_bridge(bridging, index) if bridging is not None and many else None,
            )
        )
    return statements


def _range(ends: Real) -> tuple[float, float] | None:
    low, high = map(float, ends)
    return (low, high) if np.isfinite(ends).all() else None


def _cell(tally: Tally, intervals: Real, place: int | tuple[int, int]) -> Cell:
    seen, agrees = int(tally.seen[place]), int(tally.agrees[place])
    low, high = map(float, intervals[place])
    return Cell(seen, agrees, int(tally.disagrees[place]), agrees / seen, low, high)


def _bridge(bridging: Bridging, index: int) -> Bridge | None:
    if not np.isfinite(bridging.level[index]):
        return None
    return Bridge(
        level=float(bridging.level[index]), low=_known(bridging.lower[index]), high=_known(bridging.upper[index]),
        factor=float(bridging.factor[index]), baseline=_known(bridging.baseline[index]),
        verdict=VERDICTS[int(bridging.verdict[index])],
    )  # fmt: skip


def _alternative(computed: Map, covoting: Covoting, other: Map) -> Alternative:
    many = published(computed).whole & published(other).whole
    shares = [tally.agrees[many] / tally.seen[many] for tally in (computed.tally, other.tally)]
    labels = other.votes.statements
    return Alternative(
        sets=tuple(len(ring.accounts) for ring in covoting.rings),
        chance=tuple(ring.chance for ring in covoting.rings),
        k=other.grouping.k,
        sizes=tuple(group.size if group.size >= LEAST else None for group in other.grouping.groups),
        agree=tuple(str(labels[found.statement]) for found in other.consensus.agree),
        disagree=tuple(str(labels[found.statement]) for found in other.consensus.disagree),
        largest_change=float(np.abs(shares[0] - shares[1]).max(initial=0.0)),
    )
