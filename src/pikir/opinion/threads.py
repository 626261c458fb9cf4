"""Linear algebra on one thread: it then sums in one order, and burns no second processor waiting for the first."""

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[object]:
    """Hold the linear algebra of this process to one thread for a while."""
    held: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return held


@cache
def _controller() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController  # looks for libraries, so they must be loaded before

    return ThreadpoolController()  # type: ignore[no-untyped-call] # ships no types
