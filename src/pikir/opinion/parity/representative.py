"""What tells a group from the others, as Polis chooses it; and with what weight a statement is shown next."""

from dataclasses import dataclass

import numpy as np

from pikir.opinion.results import Index, Int, Real, Representative, Tally
from pikir.opinion.statements import SHOWN, Z90, above_others, over_half, smoothed
from pikir.opinion.votes import Flags

META_PRIORITY = 49.0  # 7²


@dataclass(frozen=True, eq=False)
class _Direction:
    """One direction of vote in one group against all other groups, an entry a statement."""

    successes: Int
    share: Real
    share_z: Real
    ratio: Real
    ratio_z: Real

    @classmethod
    def of(cls, successes: Int, seen: Int, other: Int, other_seen: Int) -> "_Direction":
        return cls(
            successes, smoothed(successes, seen), over_half(successes, seen),
            smoothed(successes, seen) / smoothed(other, other_seen), above_others(successes, seen, other, other_seen),
        )  # fmt: skip

    @property
    def sure(self) -> Flags:
        return (self.ratio_z > Z90) & (self.share_z > Z90)

    @property
    def metric(self) -> Real:
        return self.ratio * self.ratio_z * self.share * self.share_z


def representative(groups: Tally, group: int, live: Flags, arrival: Index) -> tuple[Representative, ...]:
    """List at most five statements of a group, those it agrees with first.

    They are sure at 90 % in both tests, in the order of ratio · its z · share · its z, after the one that the group
    agrees with most; where none is sure, the most telling one. Statements come in the order of their first vote, which
    decides between equals.
    """
    agree, disagree, seen = _directions(groups, group)
    towards = agree.ratio_z > disagree.ratio_z
    metric = np.where(towards, agree.metric, disagree.metric)
    order = arrival[live[arrival]]
    best = _best_agree(agree, groups.agrees[group] + groups.disagrees[group] > 0, order)
    sure = order[(agree.sure | disagree.sure)[order]]
    ranked = [int(j) for j in sure[np.argsort(-metric[sure], kind="stable")] if j != best]
    chosen = ([best] if best is not None else []) + ranked
    if not chosen and len(order):
        chosen = [int(order[np.argmax(np.maximum(agree.ratio_z, disagree.ratio_z)[order])])]
    first = chosen[:SHOWN]
    listed = [j for j in first if towards[j]] + [j for j in first if not towards[j]]
    return tuple(_entry(agree if towards[j] else disagree, seen, j, bool(towards[j]), j == best) for j in listed)


def _directions(groups: Tally, group: int) -> tuple[_Direction, _Direction, Int]:
    others = [table.sum(axis=0) - table[group] for table in (groups.agrees, groups.disagrees, groups.seen)]
    seen = groups.seen[group]
    agree = _Direction.of(groups.agrees[group], seen, others[0], others[2])
    return agree, _Direction.of(groups.disagrees[group], seen, others[1], others[2]), seen


def _best_agree(agree: _Direction, voted: Flags, order: Index) -> int | None:
    """Fold over the statements in the order of their first vote.

    Quirk: it keeps the better of two by another measure than the list: once the one held is more agreed with here than
    elsewhere, all four factors count, before that share and its z alone. So the result depends on the order.
    """
    share_metric, whole = (agree.share * agree.share_z).tolist(), agree.metric.tolist()
    ratio, share, share_z = agree.ratio.tolist(), agree.share.tolist(), agree.share_z.tolist()
    best: int | None = None
    for j in order[voted[order]].tolist():
        if best is None:
            better = share_z[j] > Z90 or (ratio[j] > 1 and share[j] > 0.5)
        elif ratio[best] > 1:
            better = whole[j] > whole[best]
        else:
            better = share_metric[j] > share_metric[best]
        if better:
            best = j
    return best


def _entry(direction: _Direction, seen: Int, j: int, agree: bool, best: bool) -> Representative:
    return Representative(
        j, agree, int(direction.successes[j]), int(seen[j]), float(direction.share[j]), float(direction.share_z[j]),
        float(direction.ratio[j]), float(direction.ratio_z[j]), float("nan"), best_agree=best,
    )  # fmt: skip


def priorities(counts: Tally, extremity: Real, meta: Flags) -> Real:
    """Weight with which the server draws the next statement: (I (1 + 8 · 2^(−S/5)))².

    I = (1 − (P+1)/(S+2)) (E+1) (A+1)/(S+2), with passes P, seen S, agrees A and extremity E; for statements about the
    people themselves 7².
    """
    passes = counts.seen - counts.agrees - counts.disagrees
    importance = (1 - smoothed(passes, counts.seen)) * (extremity + 1) * smoothed(counts.agrees, counts.seen)
    weight = (importance * (1 + 8 * 2.0 ** (-counts.seen / 5))) ** 2
    return np.where(meta, META_PRIORITY, weight)
