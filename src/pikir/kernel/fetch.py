"""The one door through which the square asks pages of others: to open addresses of the internet and nowhere else.

Whoever names an address may mean harm by it. So every address that a name leads to is looked at before a connection is
made, to exactly that address, and again at every redirect; nothing of a reader or of the square goes along.
"""

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from typing_extensions import override

REDIRECTS = 3
BYTES = 1_000_000
SECONDS = 10.0  # for everything together: names, redirects, the last byte
PORTS = {"http": 80, "https": 443}
AGENT = "Pikir"
URL_LENGTH = 2_000

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]

# What ``ipaddress`` of Python 3.11 calls global and is not, beside what it knows itself: read by people, so in full.
_CLOSED_4 = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip
_OPEN_6 = ip_network("2000::/3")
_CLOSED_6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")))
_NAME = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_MOVED = frozenset((301, 302, 303, 307, 308))


class FetchError(Exception):
    """Nothing was fetched; the argument says why in one word."""


class RefusedError(FetchError):
    """The address is none of the open internet, or no address of a page: the square does not go there."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What a page answered. ``url`` is where it was in the end, ``content_type`` bare and in small letters."""

    url: str
    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How names are resolved; and, for tests alone, addresses that are let through on any port though not open."""

    resolve: Resolver
    opened_for_tests: frozenset[str] = frozenset()


def is_open(address: Address) -> bool:
    """Whether an address belongs to the open internet. An IPv4 address inside an IPv6 one is judged as itself."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    if address.ipv4_mapped is not None:
        return is_open(address.ipv4_mapped)
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def resolve(host: str, port: int) -> list[str]:
    """Return every address of a host, in the system's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


_WAYS = Ways(resolve=resolve)


def fetch(url: str, *, accept: str = "*/*", ways: Ways = _WAYS, seconds: float = SECONDS) -> Fetched:
    """Return what is at an address, after at most REDIRECTS redirects. Raises FetchError; RefusedError is one."""
    deadline = time.monotonic() + seconds
    for _hop in range(REDIRECTS + 1):
        found, elsewhere = _ask(url, accept, ways, deadline)
        if not elsewhere:
            return found
        url = urljoin(url, elsewhere)
    raise FetchError("redirects")


def _ask(url: str, accept: str, ways: Ways, deadline: float) -> tuple[Fetched, str]:
    """Return one answer, and where it redirects to or nothing."""
    parts, host, port = _parsed(url, ways)
    addresses = _checked(host, port, ways, deadline)
    connection = _Guarded(host, port, addresses, secure=parts.scheme == "https", deadline=deadline)
    try:
        connection.request("GET", _path(parts), headers={"Accept": accept, "User-Agent": AGENT})
        response = connection.getresponse()
        moved = response.status in _MOVED and response.getheader("Location")
        body = b"" if moved else _body(response)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise FetchError("late" if time.monotonic() >= deadline else "connection") from fault
    finally:
        connection.leave()
    if time.monotonic() >= deadline:
        raise FetchError("late")
    kind = (response.getheader("Content-Type") or "").split(";")[0].strip().lower()
    return Fetched(url=url, status=response.status, content_type=kind, body=body), moved or ""


def _parsed(url: str, ways: Ways) -> tuple[SplitResult, str, int]:
    """Return the parts of an address, its host as it is asked for and its port. Raises RefusedError."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode().lower().removesuffix(".")
    except ValueError as fault:  # UnicodeError is one
        raise RefusedError("address") from fault
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or len(url) > URL_LENGTH:
        raise RefusedError("address")
    if host in ways.opened_for_tests or (ways.opened_for_tests and _NAME.fullmatch(host)):
        return parts, host, port
    if port != PORTS[parts.scheme]:
        raise RefusedError("port")
    if not _NAME.fullmatch(host) and not _is_plain_address(host):
        raise RefusedError("host")
    return parts, host, port


def _is_plain_address(host: str) -> bool:
    """Whether a host is an IP address as it is commonly written: ``0x7f.1`` and its like are not."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _checked(host: str, port: int, ways: Ways, deadline: float) -> list[str]:
    """Return the addresses of a host; one that is not open spoils them all. Raises FetchError."""
    found: list[str] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(ways.resolve(host, port))

    asking = threading.Thread(target=ask, daemon=True)  # the system's resolver takes no deadline
    asking.start()
    asking.join(max(0.0, deadline - time.monotonic()))
    addresses = list(found)
    if asking.is_alive() or not addresses:
        raise FetchError("name")
    for address in addresses:
        if address not in ways.opened_for_tests and not is_open(ip_address(address)):
            raise RefusedError("closed")
    return addresses


def _path(parts: SplitResult) -> str:
    kept = "%/:@!$&'()*+,;=~-._"
    query = f"?{quote(parts.query, safe=kept + '?')}" if parts.query else ""
    return (quote(parts.path, safe=kept) or "/") + query


def _body(response: http.client.HTTPResponse) -> bytes:
    if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
        raise FetchError("encoding")  # we asked for none: a bomb as like as not
    body = response.read(BYTES + 1)
    if len(body) > BYTES:
        raise FetchError("size")
    return body


class _Guarded(http.client.HTTPConnection):
    """A connection to one of the checked addresses, cut at the deadline however busily the other side drips."""

    def __init__(self, host: str, port: int, addresses: list[str], *, secure: bool, deadline: float) -> None:
        super().__init__(f"[{host}]" if ":" in host else host, port)
        self._addresses, self._secure, self._deadline = addresses, secure, deadline
        self._cutter: threading.Timer | None = None

    @property
    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    @override
    def connect(self) -> None:
        """Connect, and only then speak TLS, under the name that was asked for."""
        plain = self._connected()
        if self._secure:
            context = ssl.create_default_context()
            plain = context.wrap_socket(plain, server_hostname=self.host.strip("[]"), do_handshake_on_connect=False)
        self.sock = plain
        self._cutter = threading.Timer(self._left, _cut, [plain])
        self._cutter.daemon = True
        self._cutter.start()
        if isinstance(plain, ssl.SSLSocket):
            plain.do_handshake()

    def _connected(self) -> socket.socket:
        for address in self._addresses[:-1]:
            with suppress(OSError):
                return socket.create_connection((address, self.port), timeout=self._left / 2)
        return socket.create_connection((self._addresses[-1], self.port), timeout=self._left)

    def leave(self) -> None:
        """Close when everything is read, and let nobody cut what is closed; ``close`` comes before the body is read."""
        if self._cutter is not None:
            self._cutter.cancel()
        self.close()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
