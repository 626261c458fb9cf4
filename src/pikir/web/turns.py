"""Whose turn it is to compute among the threads that answer requests in one process.

The interpreter runs one thread at a time anyway. With SQLite a thread hands it on at every statement, and two then take
it from each other some dozens of times a request, which costs a sixth of the processor time, and holds up whoever holds
the write lock. So one computes until it has answered; only while it waits for that lock or for the disk the other does.
With PostgreSQL every statement is a wait, so there nobody takes turns.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 0.02  # seconds until a thread computes beside the other, which may hash a password or wait for somebody else
_turn = threading.Lock()
_own = threading.local()  # ``held``: whether this thread has the turn


@contextmanager
def turn() -> Iterator[None]:
    """Have the turn for the length of the block; after PATIENCE go on without it."""
    _take()
    try:
        yield
    finally:
        _give()


@contextmanager
def aside() -> Iterator[None]:
    """Let the other thread compute while this one waits in the block."""
    if not getattr(_own, "held", False):
        yield
        return
    _give()
    try:
        yield
    finally:
        _take()


def _take() -> None:
    _own.held = _turn.acquire(timeout=PATIENCE)


def _give() -> None:
    if _own.held:
        _own.held = False
        _turn.release()
