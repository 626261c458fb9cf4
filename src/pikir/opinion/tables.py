"""Exact whole-number tables of which statements are voted on together, and how."""

from dataclasses import dataclass

from .results import Int


@dataclass(frozen=True, eq=False)
class Tables:
    """Three tables of S × S, int64: sums over people of products of vote v (−1, 0, +1) and of voted m (0, 1).

    ``votes`` Σ v_j v_k, symmetric; ``vote_seen`` Σ v_j m_k; ``seen`` Σ m_j m_k, symmetric.
    """

    votes: Int
    vote_seen: Int
    seen: Int
