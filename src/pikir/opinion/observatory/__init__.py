"""``observatory-1``: the same exact tables as ``polis-parity-1``, read with what is known of noise.

Differences, each with its measured reason in docs/opinion.md: loadings are fitted to the covariance of pairs of
statements weighted by how many people saw both, so that what is shown more often does not turn the axes; a position is
a posterior mean with its uncertainty, so that few votes do not throw a person to the rim; groups are a mixture that
knows this uncertainty; their number must pay off on hidden votes and they must stand apart, or there are none.
"""

from .method import columns, compute

__all__ = ["columns", "compute"]
