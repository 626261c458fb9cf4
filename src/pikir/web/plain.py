"""What Django keeps for each task of an event loop, kept for each thread: a request here never leaves its thread.

The language, the zone, the prefix of addresses and the database connection are asked for some thousand times a page;
storage that follows tasks from thread to thread takes ten times as long to ask. ``web.pool`` is why nobody needs it.
"""

import threading
from typing import Any

from django.db import connections
from django.urls import base as urls
from django.utils import timezone
from django.utils.translation import trans_real

_PLACES: tuple[tuple[Any, str], ...] = (
    (trans_real, "_active"),
    (timezone, "_active"),
    (urls, "_prefixes"),
    (urls, "_urlconfs"),
    (connections, "_connections"),
)


def keep_by_thread() -> None:
    """Replace the storages; to be called before anything is kept there."""
    for owner, name in _PLACES:
        setattr(owner, name, threading.local())
