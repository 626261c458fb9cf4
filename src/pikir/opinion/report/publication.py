"""What may be published of a map: counts of at least ten people, and nobody by name or place.

A cell of fewer than ten people is left out; if that leaves one group alone to be told by subtraction, the smallest
other one is left out with it. People are shown as dots of at least ten who stand close to each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pikir.opinion.bridging import Bridging
from pikir.opinion.covoting import Covoting
from pikir.opinion.maps import Map
from pikir.opinion.results import NOBODY, Representative, Shared

FEWEST = 10  # people in anything that is published
FEWEST_FOR_SHARE = 20  # votes on a statement before a share of them is worth telling
MOST_DOTS = 600  # on a map; with more people a dot stands for more of them
VERDICTS = {1: "bridges", 0: "undecided", -1: "turned down"}


@dataclass(frozen=True)
class Cell:
    """Votes on a statement, of all or of a group; the share of agreement among ``seen`` with its 95 % interval."""

    seen: int
    agrees: int
    disagrees: int
    agree: float | None
    agree_low: float | None
    agree_high: float | None


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

    ``least_agree``, ``least_disagree``: at least so large a share in every group, surely; ``x``, ``y``, ``extremity``:
    its place on the map and how far apart it draws people; ``priority``: weight with which to show it next.
    """

    id: str
    text: str
    excluded: bool
    cell: Cell | None
    groups: tuple[Cell | None, ...]
    consensus_agree: float
    consensus_disagree: float
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
    """All that is told of a map."""

    method: str
    hash: str
    participants: int
    grouped: int
    votes: int
    k: int
    clear: bool
    reason: str
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
    *,
    bridging: Bridging | None = None,
    covoting: Covoting | None = None,
    alternative: Map | None = None,
) -> Publication:
    """Take from a map what may be published; ``texts`` are the statements' by label.

    ``alternative`` is the map in which the sets of ``covoting`` count as one voice each.
    """
    grouping = computed.grouping
    return Publication(
        method=computed.method,
        hash=computed.hash,
        participants=computed.counts.participants,
        grouped=computed.counts.grouped,
        votes=computed.counts.votes,
        k=grouping.k,
        clear=grouping.clear,
        reason=grouping.reason,
        scores=dict(grouping.scores),
        explained=(float(computed.positions.explained[0]), float(computed.positions.explained[1])),
        groups=tuple(_groups(computed)),
        dots=tuple(_dots(computed)),
        statements=tuple(_statements(computed, texts, bridging)),
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
        if group.size < FEWEST:
            groups.append(Group(None, None, None, ()))
            continue
        across, along, up = np.cov(points[group.members].T, bias=True)[(0, 0, 1), (0, 1, 1)].tolist()
        telling = tuple(_telling(computed, found) for found in group.representative)
        centre = float(group.centre[0]), float(group.centre[1])
        groups.append(Group(group.size, centre, (across, along, up), telling))
    return groups


def _telling(computed: Map, found: Representative) -> Telling:
    many = found.trials >= FEWEST
    return Telling(
        statement=found.statement, id=str(computed.votes.statements[found.statement]), agree=found.agree,
        share=found.share, share_z=found.share_z, successes=found.successes if many else None,
        trials=found.trials if many else None, ratio=found.ratio, ratio_z=found.ratio_z, q=_known(found.q),
    )  # fmt: skip


def _shared(computed: Map, found: Shared, *, agree: bool) -> Telling:
    many = found.trials >= FEWEST
    return Telling(
        statement=found.statement, id=str(computed.votes.statements[found.statement]), agree=agree, share=found.share,
        share_z=found.share_z, successes=found.successes if many else None, trials=found.trials if many else None,
    )  # fmt: skip


def _known(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def _dots(computed: Map) -> list[Dot]:
    """Cut each group in halves along its longer side until pieces would be too small."""
    voted = np.diff(computed.votes.ballots.start) > 0
    least = max(FEWEST, -(-int(voted.sum()) // MOST_DOTS))
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


def _statements(computed: Map, texts: Mapping[str, str], bridging: Bridging | None) -> list[Statement]:
    consensus, positions = computed.consensus, computed.positions
    statements = []
    for index, label in enumerate(map(str, computed.votes.statements.tolist())):
        cells = _group_cells(computed, index)
        many = int(computed.tally.seen[index]) >= FEWEST_FOR_SHARE
        statements.append(
            Statement(
                id=label,
                text=texts.get(label, ""),
                excluded=bool(computed.votes.excluded[index]),
                cell=_cell(computed, index),
                groups=cells,
                consensus_agree=float(consensus.product_agree[index]),
                consensus_disagree=float(consensus.product_disagree[index]),
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


def _cell(computed: Map, index: int) -> Cell | None:
    tally = computed.tally
    return _told(tally.seen[index], tally.agrees[index], tally.disagrees[index], computed.intervals.agree[index])


def _group_cells(computed: Map, index: int) -> tuple[Cell | None, ...]:
    tally = computed.group_tally
    seen = tally.seen[:, index]
    cells = [
        _told(seen[group], tally.agrees[group, index], tally.disagrees[group, index], interval)
        for group, interval in enumerate(computed.intervals.group_agree[:, index])
    ]
    if cells.count(None) == 1 and len(cells) > 1:
        smallest = min((group for group, cell in enumerate(cells) if cell), key=lambda group: (seen[group], group))
        cells[smallest] = None
    return tuple(cells)


def _told(seen: int, agrees: int, disagrees: int, interval: NDArray[np.float64]) -> Cell | None:
    if seen < FEWEST:
        return None
    enough = seen >= FEWEST_FOR_SHARE
    return Cell(
        seen=int(seen), agrees=int(agrees), disagrees=int(disagrees), agree=float(agrees / seen) if enough else None,
        agree_low=_known(interval[0]) if enough else None, agree_high=_known(interval[1]) if enough else None,
    )  # fmt: skip


def _bridge(bridging: Bridging, index: int) -> Bridge | None:
    if not np.isfinite(bridging.level[index]):
        return None
    return Bridge(
        level=float(bridging.level[index]), low=_known(bridging.lower[index]), high=_known(bridging.upper[index]),
        factor=float(bridging.factor[index]), baseline=_known(bridging.baseline[index]),
        verdict=VERDICTS[int(bridging.verdict[index])],
    )  # fmt: skip


def _alternative(computed: Map, covoting: Covoting, other: Map) -> Alternative:
    many = (computed.tally.seen >= FEWEST_FOR_SHARE) & (other.tally.seen >= FEWEST_FOR_SHARE)
    shares = [tally.agrees[many] / tally.seen[many] for tally in (computed.tally, other.tally)]
    labels = other.votes.statements
    return Alternative(
        sets=tuple(len(ring.accounts) for ring in covoting.rings),
        chance=tuple(ring.chance for ring in covoting.rings),
        k=other.grouping.k,
        sizes=tuple(group.size if group.size >= FEWEST else None for group in other.grouping.groups),
        agree=tuple(str(labels[found.statement]) for found in other.consensus.agree),
        disagree=tuple(str(labels[found.statement]) for found in other.consensus.disagree),
        largest_change=float(np.abs(shares[0] - shares[1]).max(initial=0.0)),
    )
