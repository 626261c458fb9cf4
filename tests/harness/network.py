"""Tests talk to this machine only."""

import ipaddress
import socket
from typing import Any

_connect = socket.socket.connect


def forbid_network() -> None:
    """From now on a connection to anything but loopback fails and names the address."""
    socket.socket.connect = _guarded  # type: ignore[method-assign]


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family != socket.AF_UNIX and not _is_loopback(str(address[0])):
        raise AssertionError(f"a test tried to reach {address[0]}; tests have no network")
    _connect(self, address)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
