"""``polis-parity-1``: what the mathematics of Polis answers when it sees all votes at once, by the published formulas.

The steps and their names follow Small et al. 2021, "Polis: scaling deliberation by mapping high dimensional opinion
spaces", and the documentation of the project. Where its program has a quirk that changes results, the quirk is kept and
named here with its reason. Votes have our sign: agree is +1.
"""

from .method import columns, compute

__all__ = ["columns", "compute"]
