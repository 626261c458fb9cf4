"""What a lower room says has happened, and who listens.

An event is a frozen dataclass in the room's ``events.py``. It is sent inside the transaction of the change, so a
handler that enqueues a job does it in that same transaction.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")
_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[Event], handler: Callable[[Event], None]) -> None:
    """Call ``handler`` for every event of ``kind`` from now on. Subscribing twice changes nothing."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def send(event: object) -> None:
    """Tell every handler of this kind, in the order they subscribed; a handler's error ends the transaction."""
    for handler in _handlers[type(event)]:
        handler(event)
