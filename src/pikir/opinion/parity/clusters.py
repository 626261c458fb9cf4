"""Groups: a hundred base clusters of people, then few groups of base clusters, by silhouette."""

from dataclasses import dataclass

import numpy as np

from pikir.opinion.results import Index, Int, Real

BASE, BASE_ROUNDS = 100, 100
# Quirk: meant to be 100 as well, but a keyword with a slip lets the default of 20 stand.
GROUP_ROUNDS = 20
MOVED = 0.01  # a centre that moves less stands still
NEAR = 4e-9  # of squared distances, that rounding may confuse
FEW = 2_000  # distances, up to which the plain way is the faster
MAX_GROUPS, BASES_A_GROUP = 5, 12
MIN_VOTES, MIN_PEOPLE = 7, 15


@dataclass(frozen=True, eq=False)
class Clusters:
    """Base cluster of each clustered person, and of each number of groups k tried: groups of bases, silhouette."""

    people: Int
    base_of: Int
    bases: Real
    labels: dict[int, Int]
    silhouettes: dict[int, float]

    @property
    def best(self) -> int:
        """Number of groups with the highest silhouette; of equals the larger, as in Polis."""
        return max(self.silhouettes, key=lambda k: (self.silhouettes[k], k), default=1)

    def groups(self, k: int, participants: int) -> Index:
        """Group of each participant, −1 for none, when so many groups are asked for."""
        of = np.full(participants, -1, np.int32)
        of[self.people] = self.labels[k][self.base_of] if k in self.labels else 0
        return of


def clustered(given: Int, statements: int, arrival: Index) -> Int:
    """People who voted on 7 statements, or on all of fewer; in the order in which they came.

    Fewer than 15 are filled up with the most active, the earlier first.
    """
    enough = given[arrival] >= min(MIN_VOTES, statements)
    inside = arrival[enough & (given[arrival] > 0)]
    if len(inside) < MIN_PEOPLE:
        others = arrival[~enough & (given[arrival] > 0)]
        most = others[np.argsort(-given[others], kind="stable")][: MIN_PEOPLE - len(inside)]
        inside = np.concatenate([inside, most])
    return inside.astype(np.int64)


def clusters(points: Real, people: Int, wanted: int | None = None) -> Clusters:
    """Cluster the points of ``people``, in their order; ``wanted`` groups instead of the number tried by rule."""
    chosen = points[people]
    bases, base_of = k_means(chosen, np.ones(len(chosen)), BASE, BASE_ROUNDS)
    weight = np.bincount(base_of, minlength=len(bases)).astype(np.float64)
    tried = range(2, min(MAX_GROUPS, 2 + len(bases) // BASES_A_GROUP) + 1) if wanted is None else [wanted]
    distances = np.hypot(bases[:, None, 0] - bases[None, :, 0], bases[:, None, 1] - bases[None, :, 1])
    labels = {k: k_means(bases, weight, k, GROUP_ROUNDS)[1] for k in tried if 2 <= k <= len(bases)}
    return Clusters(people, base_of, bases, labels, {k: silhouette(distances, of) for k, of in labels.items()})


def k_means(points: Real, weight: Real, k: int, rounds: int) -> tuple[Real, Int]:
    """Lloyd's algorithm from the first k distinct points; return centres and the centre of each point.

    Quirks: a tie goes to the later centre; a centre that lost all its points is dropped; it stops when all centres,
    sorted, moved less than 0.01.
    """
    if not len(points):
        return np.zeros((0, 2)), np.zeros(0, np.int64)
    centres = _first_distinct(points, k)
    sorted_, lifted = _sorted(centres), np.column_stack([points, np.ones(len(points))])
    heavy = [weight * column for column in (*points.T, np.ones(len(points)))]
    for round_ in range(rounds + 1):
        of = _nearest(lifted, centres)
        x, y, mass = (np.bincount(of, column, len(centres)) for column in heavy)
        kept = mass > 0
        if not kept.all():
            x, y, mass, of = x[kept], y[kept], mass[kept], (np.cumsum(kept) - 1)[of]
        centres = np.array([x / mass, y / mass]).T
        before, sorted_ = sorted_, _sorted(centres)
        fewer = min(len(before), len(sorted_))
        still = (np.abs(before[:fewer] - sorted_[:fewer]) < MOVED).all()
        if still or round_ == rounds:
            break
    return centres, of


def _first_distinct(points: Real, k: int) -> Real:
    seen: dict[tuple[float, float], None] = {}
    for point in points.tolist():
        seen.setdefault((point[0], point[1]))
        if len(seen) == k:
            break
    return np.array(list(seen)).reshape(-1, 2)


def _nearest(lifted: Real, centres: Real) -> Int:
    """Nearest centre of each point (x, y, 1), of equals the last.

    Of many by |c|² − 2 x·c, ten times faster than by differences; where two centres are about as near, by differences,
    so that points on one spot go one way.
    """
    turned = centres[::-1]  # the first smallest of the turned is the last of all
    last = len(centres) - 1
    if len(lifted) * len(centres) <= FEW:
        return last - _by_difference(lifted, turned)
    square = (turned * turned).sum(axis=1)
    far = lifted @ np.vstack([-2 * turned.T, square])
    rows = np.arange(len(lifted))
    first = far.argmin(axis=1)
    least = far[rows, first]
    far[rows, first] = np.inf
    close = far[rows, far.argmin(axis=1)] - least <= NEAR * square.max()  # argmin is several times faster than min
    if close.any():
        first[close] = _by_difference(lifted[close], turned)
    return np.asarray(last - first)


def _by_difference(lifted: Real, centres: Real) -> Int:
    across, down = lifted[:, :1] - centres[:, 0], lifted[:, 1:2] - centres[:, 1]
    return np.asarray((across * across + down * down).argmin(axis=1))


def _sorted(centres: Real) -> np.typing.NDArray[np.complex128]:
    """Centres as complex numbers, which sort by the first coordinate and then the second."""
    return np.sort(centres[:, 0] + 1j * centres[:, 1])


def silhouette(distances: Real, of: Int) -> float:
    """Mean silhouette of base clusters (Rousseeuw 1987).

    Quirk: not weighted by their people. A base cluster alone in its group counts 0.
    """
    k = int(of.max()) + 1
    member = np.zeros((len(of), k))
    member[np.arange(len(of)), of] = 1
    size = member.sum(axis=0)
    if (size > 0).sum() < 2:
        return 0.0
    sums = np.einsum("ij,jg->ig", distances, member)
    at = np.arange(len(of))
    own = sums[at, of] / np.maximum(size[of] - 1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        others = np.where(size > 0, sums / size, np.inf)
    others[at, of] = np.inf
    nearest = others.min(axis=1)
    wide = np.maximum(own, nearest)
    value = np.where((size[of] > 1) & (wide > 0), (nearest - own) / np.where(wide > 0, wide, 1), 0.0)
    return float(value.mean())
