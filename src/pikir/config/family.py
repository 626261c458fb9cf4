"""A parent process and its children: they start together, end together, and who dies is replaced."""

import ctypes
import errno
import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

STOP_SECONDS = 0.7  # for children to end by themselves; then they are killed, so that a second suffices for all
SHORT_LIFE = 2.0  # seconds; who dies younger is replaced only after a wait, so that a fault does not spin
LONGEST_WAIT = 5.0  # seconds
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    """One child: what it runs, and when it was born and may be born again."""

    name: str
    work: Callable[[], None]
    process: int = 0
    born: float = 0.0
    due: float = 0.0
    wait: float = 0.0


class Family:
    """The children of this process. The parent must have one thread and no open database connection."""

    def __init__(self, on_death: Callable[[str, int], None]) -> None:
        """Call ``on_death`` with name and status of every child that ends without being told to."""
        self._children: list[Child] = []
        self._on_death = on_death
        self._stopping = False
        self._lifeline, self._held_end = os.pipe()  # children read; the end that only the parent holds closes with it
        self._wake, signalled = os.pipe()
        os.set_blocking(signalled, False)
        signal.set_wakeup_fd(signalled, warn_on_full_buffer=False)
        for number in (*_SIGNALS, signal.SIGCHLD):
            signal.signal(number, self._notice)

    def add(self, name: str, work: Callable[[], None]) -> None:
        """Start a child that runs ``work`` and ends with it."""
        child = Child(name, work)
        self._children.append(child)
        self._bear(child)

    def live(self, is_ready: Callable[[], bool]) -> None:
        """Watch over the children until a signal says stop, then end them all.

        ``is_ready`` is asked fifty times a second until it says True.
        """
        ready = False
        while not self._stopping:
            ready = ready or is_ready()
            select.select([self._wake], [], [], self._next_birth() if ready else 0.02)
            _drain(self._wake)
            self._bury()
            self._replace()
        self.end()

    def end(self) -> None:
        """End all children: ask them, then kill those that still live after STOP_SECONDS."""
        self._stopping = True
        self._signal_all(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        while self._living() and time.monotonic() < until:
            select.select([self._wake], [], [], until - time.monotonic())
            _drain(self._wake)
            self._bury()
        self._signal_all(signal.SIGKILL)
        for child in self._living():
            os.waitpid(child.process, 0)
            child.process = 0

    def _notice(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  # the signature of a handler
        if number in _SIGNALS:
            self._stopping = True

    def _living(self) -> list[Child]:
        return [child for child in self._children if child.process]

    def _signal_all(self, number: int) -> None:
        for child in self._living():
            os.kill(child.process, number)

    def _bear(self, child: Child) -> None:
        child.born = time.monotonic()
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        child.process = os.fork()
        if child.process == 0:
            os.close(self._held_end)
            signal.set_wakeup_fd(-1)
            _be_child(child.work, parent, self._lifeline)

    def _bury(self) -> None:
        for child in self._living():
            process, status = os.waitpid(child.process, os.WNOHANG)
            if process == 0:
                continue
            child.process = 0
            if self._stopping:
                continue
            short = time.monotonic() - child.born < SHORT_LIFE
            child.wait = min(LONGEST_WAIT, 2 * child.wait + 0.2) if short else 0.0
            child.due = time.monotonic() + child.wait
            self._on_death(child.name, os.waitstatus_to_exitcode(status))

    def _replace(self) -> None:
        for child in self._children:
            if not child.process and not self._stopping and child.due <= time.monotonic():
                self._bear(child)

    def _next_birth(self) -> float | None:
        waiting = [child.due for child in self._children if not child.process]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None


def _be_child(work: Callable[[], None], parent: int, lifeline: int) -> NoReturn:
    """Run ``work`` as a child that dies with its parent; never return into the parent's code."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent says when to stop
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        _die_with(parent, lifeline)
        work()
        code = 0
    except BaseException:  # noqa: BLE001  # nothing may climb into the parent's frames
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _die_with(parent: int, lifeline: int) -> None:
    """See to it that this process ends when its parent does, be it by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
    threading.Thread(target=_watch, args=(lifeline,), name="lifeline", daemon=True).start()


def _watch(lifeline: int) -> None:
    """Wait for the end of the pipe that only the parent holds open: for systems without a signal at its death."""
    while True:
        try:
            if not os.read(lifeline, 1):
                os._exit(1)
        except OSError as fault:
            if fault.errno != errno.EINTR:
                os._exit(1)


def _drain(pipe: int) -> None:
    while select.select([pipe], [], [], 0)[0]:
        os.read(pipe, 512)
