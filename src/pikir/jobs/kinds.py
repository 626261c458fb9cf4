"""How jobs are run: queues, leases, retries. Each number with its reason."""

from datetime import timedelta
from enum import StrEnum


class Queue(StrEnum):
    """The queues, the most urgent first; a worker looks into the next one only when those before it are empty."""

    URGENT = "urgent"  # clocks and mail: somebody waits
    DEFAULT = "default"  # fan-out
    PICTURES = "pictures"  # much work, nobody waits long


OUTSIDE_QUEUES = frozenset({Queue.PICTURES})  # never hold a transaction open while decoding a picture

BATCH = 100  # cheap jobs claimed at once: two commits instead of two hundred
BATCH_SECONDS = 0.05  # then commit and let others write: a tenth of a second is the longest a writer should wait

LEASE = timedelta(seconds=60)  # a worker that shows no life for so long has lost its job
GATHER_SECONDS = (
    0.1  # between looks for cheap jobs: one at a time costs five times as much, and nobody notices the wait
)
HEARTBEAT_SECONDS = 15.0  # three beats may be missed before the lease ends
LOOK_SECONDS = 2.0  # between looks when no bell rings: retries and schedules need no more
STOP_SECONDS = 0.25  # between questions whether to stop: the whole server has one second to end

# Waits after the first, second … failure: a hiccup passes at once, a mail server may be down over a night.
RETRY_WAITS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
ATTEMPTS = len(RETRY_WAITS) + 1  # after so many failures a job is parked until an operator decides
