"""The line in front of SQLite's write lock.

SQLite lets a waiting writer sleep and look again, longer each time, so that others overtake it: under load a write
waits for half a second. Here threads of one process wait for each other, then processes wait in ``flock``, which the
kernel hands on at once and frees when its holder dies. SQLite's own lock stays underneath, so a writer that does not
queue (another program) costs speed, never safety.
"""

import fcntl
import os
import threading


class WriteQueue:
    """The queue of one database file; whoever is at its head may write."""

    def __init__(self, database: str) -> None:
        """Queue before the file ``database``; the lock file lies beside it."""
        self._path = f"{database}-queue"
        self._threads = threading.Lock()
        self._descriptor = -1

    def enter(self, timeout: float) -> None:
        """Wait for the head of the queue.

        Raises TimeoutError when a thread of this process stays there for ``timeout`` seconds.
        """
        if not self._threads.acquire(timeout=timeout):
            raise TimeoutError
        try:
            self._descriptor = os.open(self._path, os.O_RDONLY | os.O_CREAT, 0o644)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Let the next one write. Closing the file frees its lock."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)
        self._threads.release()


_queues: dict[str, WriteQueue] = {}
os.register_at_fork(after_in_child=_queues.clear)  # a thread of the parent may have held one; it is not here to leave


def queue_of(database: str) -> WriteQueue:
    """Return this process's queue for the file ``database``."""
    return _queues.get(database) or _queues.setdefault(database, WriteQueue(database))
