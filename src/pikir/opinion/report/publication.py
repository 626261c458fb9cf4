"""What is published of a map: what `pikir.opinion.privacy` lets through, and nobody by name or place.

People are shown as dots of at least ten who stand close to each other: unlike squares of a grid these leave nobody out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

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
class Place:
    """Where a statement lies: on the map, along both axes, how far apart it draws people, and how soon to show it."""

    x: float
    y: float
    axes: tuple[float, float]
    extremity: float
    priority: float


@dataclass(frozen=True)
class Common:
    """What groups have in common on a statement: the product of smoothed shares over groups with its 95 % interval.

    ``least``: at least so large a share in every group, surely.
    """

    product: float
    low: float | None
    high: float | None
    least: float | None


@dataclass(frozen=True)
class Statement:
    """A statement with all that is told of it.

    None is what would tell of few people: ``cell``, ``place`` and ``bridge`` under 20 votes, cells of ``groups`` under
    10, and ``agree`` and ``disagree``, which all groups have in common, where one of these is hidden.
    """

    id: str
    text: str
    excluded: bool
    cell: Cell | None
    groups: tuple[Cell | None, ...]
    agree: Common | None
    disagree: Common | None
    place: Place | None
    bridge: Bridge | None


@dataclass(frozen=True)
class Telling:
    """A statement in a list, by the position in ``statements``; shares are smoothed, ``z`` is how sure.

    The numbers are None where few people voted.
    """

    statement: int
    id: str
    agree: bool
    share: float | None = None
    share_z: float | None = None
    successes: int | None = None
    trials: int | None = None
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
    whole: bool = False,
) -> Publication:
    """Take from a map what may be published; ``texts`` are the statements' by label.

    ``unstable`` is the stability of groups that were given up for it. ``alternative`` is the map in which the sets of
    ``covoting`` count as one voice each. ``whole`` leaves nothing out: for the owner of the data alone.
    """
    grouping, shown = computed.grouping, _all(computed) if whole else published(computed)
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
        groups=tuple(_groups(computed, shown)),
        dots=tuple(_dots(computed)) if shown.enough else (),
        statements=tuple(_statements(computed, texts, sure, shown, bridging)),
        agree=tuple(_shared(computed, found, shown, agree=True) for found in computed.consensus.agree),
        disagree=tuple(_shared(computed, found, shown, agree=False) for found in computed.consensus.disagree),
        bridging_people=None if bridging is None else int(np.isfinite(bridging.person_level).sum()),
        joint_votes_searched=covoting is not None,
        alternative=None if alternative is None or covoting is None else _alternative(computed, covoting, alternative),
    )


def _all(computed: Map) -> Published:
    """Hide nothing but what nobody voted on."""
    shown = published(computed)
    return replace(shown, least=1, enough=True, whole=computed.tally.seen > 0, cells=computed.group_tally.seen > 0)


def _groups(computed: Map, shown: Published) -> list[Group]:
    points = computed.positions.points
    groups = []
    for number, group in enumerate(computed.grouping.groups):
        if group.size < shown.least:
            groups.append(Group(None, None, None, ()))
            continue
        across, along, up = np.cov(points[group.members].T, bias=True)[(0, 0, 1), (0, 1, 1)].tolist()
        telling = tuple(_telling(computed, found, shown, number) for found in group.representative)
        centre = float(group.centre[0]), float(group.centre[1])
        groups.append(Group(group.size, centre, (across, along, up), telling))
    return groups


def _telling(computed: Map, found: Representative, shown: Published, group: int) -> Telling:
    label = str(computed.votes.statements[found.statement])
    if not shown.cells[group, found.statement]:
        return Telling(found.statement, label, found.agree)
    return Telling(
        found.statement, label, found.agree, found.share, found.share_z, found.successes, found.trials,
        found.ratio, found.ratio_z, _known(found.q),
    )  # fmt: skip


def _shared(computed: Map, found: Shared, shown: Published, *, agree: bool) -> Telling:
    label = str(computed.votes.statements[found.statement])
    if not shown.whole[found.statement]:
        return Telling(found.statement, label, agree)
    return Telling(found.statement, label, agree, found.share, found.share_z, found.successes, found.trials)


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
    found = computed.consensus
    agree = _Agreement(found.product_agree, sure.product_agree, found.lower_agree)
    disagree = _Agreement(found.product_disagree, sure.product_disagree, found.lower_disagree)
    statements = []
    for index, label in enumerate(map(str, computed.votes.statements.tolist())):
        many, everywhere = bool(shown.whole[index]), bool(shown.whole[index] and shown.cells[:, index].all())
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
                agree=agree.of(index) if everywhere else None,
                disagree=disagree.of(index) if everywhere else None,
                place=_place(computed, index) if many else None,
                bridge=_bridge(bridging, index) if bridging is not None and many else None,
            )
        )
    return statements


@dataclass(frozen=True, eq=False)
class _Agreement:
    product: Real
    ends: Real
    least: Real

    def of(self, index: int) -> Common:
        low, high = map(_known, self.ends[index])
        return Common(float(self.product[index]), low, high, _known(self.least[index]))


def _place(computed: Map, index: int) -> Place:
    positions = computed.positions
    x, y = map(float, positions.landmarks[index])
    across, up = map(float, positions.axes[:, index])
    return Place(x, y, (across, up), float(positions.extremity[index]), float(computed.priorities[index]))


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
