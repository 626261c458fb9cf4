"""Leading eigenvectors of a symmetric matrix, the same bits with any number of threads."""

from collections.abc import Callable

import numpy as np

from .results import Real

DENSE = 48  # up to this size the whole matrix is solved: so small that no library divides the work between threads
TOLERANCE = 1e-13  # of the residual, relative to the largest eigenvalue: what rounding leaves
STEPS, EVERY = 400, 8
EXHAUSTED, MAX_IDLE = 1e-13, 4  # what is left of a direction, relative; directions in a row that lead nowhere

Apply = Callable[[Real], Real]


def leading(matrix: Real, count: int = 2) -> tuple[Real, Real]:
    """Return the ``count`` largest eigenvalues, and unit eigenvectors as rows.

    A smaller matrix gives fewer: the rest are zeros. The largest entry of a vector is positive.
    """
    size = len(matrix)
    if size <= DENSE:
        values, vectors = np.linalg.eigh(matrix) if size else (np.zeros(0), np.zeros((0, 0)))
        return _signed(values[::-1][:count], vectors.T[::-1][:count], count, size)
    return leading_of(lambda vector: np.vecdot(matrix, vector), size, count)


def leading_of(apply: Apply, size: int, count: int = 2) -> tuple[Real, Real]:
    """Return the same of a positive semidefinite operator on vectors of ``size``, by the method of Lanczos.

    With full reorthogonalisation (Golub and Van Loan, "Matrix Computations", 10.3). Sums run in a fixed order. Where
    the space of the first direction is exhausted it goes on with another, until several in a row lead nowhere.
    """
    steps, idle = min(STEPS, size), 0
    basis = np.zeros((steps + 1, size))
    diagonal, beside = np.zeros(steps), np.zeros(steps)
    basis[0] = _unit(_start(size, 0))
    for step in range(steps):
        image = apply(basis[step])
        diagonal[step] = np.vecdot(image, basis[step])
        image, norm = _orthogonal(image, basis[: step + 1])
        idle = idle + 1 if norm <= EXHAUSTED * np.abs(diagonal[: step + 1]).max() else 0
        if idle:
            image, norm = _orthogonal(_start(size, step + 1), basis[: step + 1])
        basis[step + 1], beside[step] = image / max(norm, EXHAUSTED), 0.0 if idle else norm
        last = step + 1 == steps or idle == MAX_IDLE
        if last or (step + 1) % EVERY == 0:
            values, vectors = _ritz(diagonal, beside, step + 1)
            residual = beside[step] * np.abs(vectors[-1, -count:])
            if last or (not idle and (residual <= TOLERANCE * values[-1]).all()):
                break
    found = np.einsum("sj,sk->kj", basis[: step + 1], vectors[:, ::-1][:, :count])
    return _signed(values[::-1][:count], found, count, size)


def _ritz(diagonal: Real, beside: Real, size: int) -> tuple[Real, Real]:
    small = np.diag(diagonal[:size]) + np.diag(beside[: size - 1], 1) + np.diag(beside[: size - 1], -1)
    values, vectors = np.linalg.eigh(small)
    return values, vectors


def _orthogonal(vector: Real, basis: Real) -> tuple[Real, float]:
    """Take out what lies in the basis, twice because of rounding; return what is left and its length."""
    for _ in range(2):
        vector = vector - np.einsum("sj,s->j", basis, np.vecdot(basis, vector))
    return vector, float(np.sqrt(np.vecdot(vector, vector)))


def _start(size: int, number: int) -> Real:
    """Return a direction that no structure of votes is orthogonal to."""
    return np.asarray(np.cos(np.arange(1, size + 1) * (0.7390851332151607 + number) * np.sqrt(2)) + 0.1)


def _unit(vector: Real) -> Real:
    return np.asarray(vector / np.sqrt(np.vecdot(vector, vector)))


def _signed(values: Real, vectors: Real, count: int, size: int) -> tuple[Real, Real]:
    full_values, full = np.zeros(count), np.zeros((count, size))
    full_values[: len(values)] = np.maximum(values, 0)
    full[: len(values)] = vectors
    for row in full:
        if size and row[np.argmax(np.abs(row))] < 0:
            row *= -1
    return full_values, full
