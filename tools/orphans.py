"""No server that a tool starts outlives the tool, even if that is killed."""

import ctypes
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def dying_with_us(number: signal.Signals) -> Callable[[], None] | None:
    """Return what a new process runs first, so that it gets this signal when the starting thread ends; Linux only."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, number)
