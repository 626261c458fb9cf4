"""From the event loop to Django's WSGI handler and back: requests as environments, answers as plain data.

Django's own ASGI handler hops between threads some twenty times a request and costs several times more.
"""

import gzip
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from ipaddress import ip_address, ip_network
from typing import IO, Any, Protocol
from urllib.parse import unquote_to_bytes

from pikir.web.pagecache import WORTH, Headers, choose_encoding, pack_br
from pikir.web.pages import Mark, mark_of
from pikir.web.streams import Live

Scope = dict[str, Any]
Environ = dict[str, Any]
WsgiHandler = Callable[..., Any]

PIECE = 256 * 1024  # bytes of a streamed answer that a thread of the pool reads at a time
TOO_LARGE = "pikir.too_large"  # key of the environment: the body was over the limit and is not there
_TEXTS = (b"text/", *(b"application/" + kind for kind in (b"json", b"xml", b"rss", b"atom", b"feed")))
_FORWARDED = {"HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT"}

log = logging.getLogger(__name__)


class Stream(Protocol):
    """An answer that is read piece by piece: Django's streaming response."""

    def __iter__(self) -> Iterator[bytes]: ...
    def close(self) -> None:
        """Let go of files and tell Django that the request is over."""


@dataclass(slots=True)
class Answer:
    """What Django answered: a file ``path`` to send, a ``stream`` of pieces, a ``live`` one, or ``body``."""

    status: int
    headers: Headers
    body: bytes = b""
    mark: Mark | None = None
    stream: Stream | None = None
    path: str = ""
    live: Live | None = None

    def header(self, name: bytes) -> bytes:
        """Return a header's value; empty when there is none."""
        return next((value for key, value in self.headers if key == name), b"")


def ask(handler: WsgiHandler, environ: Environ) -> Answer:
    """Run a request through Django, in this thread."""
    answer = Answer(500, [])

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        answer.status = int(status[:3])
        answer.headers = [(name.lower().encode("latin-1"), str(value).encode("latin-1")) for name, value in headers]

    response = handler(environ, start_response)
    answer.mark, answer.live = mark_of(response), getattr(response, "live", None)
    if response.streaming:
        _leave_open(answer, response)
        return answer
    answer.body = response.content
    response.close()
    return answer


def _leave_open(answer: Answer, response: Any) -> None:
    answer.stream = response
    file: IO[bytes] | None = getattr(response, "file_to_stream", None)
    if file is None:
        return
    response.block_size = PIECE
    name = getattr(file, "name", None)
    if isinstance(name, str) and name.startswith("/") and file.tell() == 0:
        answer.path = name


def compress(answer: Answer, accepted: bytes) -> None:
    """Compress an answer that is not kept, if its kind and length make that worthwhile.

    As quickly as can be: doing it well takes three times as long and spares one byte of fourteen.
    """
    if answer.stream is not None or len(answer.body) < WORTH:
        return
    if not answer.header(b"content-type").startswith(_TEXTS):
        return
    encoding = "identity" if answer.header(b"content-encoding") else choose_encoding(accepted)
    add_vary(answer.headers)
    if encoding == "identity":
        return
    packed = pack_br(answer.body, 1) if encoding == "br" else gzip.compress(answer.body, 1, mtime=0)
    answer.body = packed
    answer.headers = [(name, value) for name, value in answer.headers if name != b"content-length"]
    answer.headers = [(name, _weak(value) if name == b"etag" else value) for name, value in answer.headers]
    answer.headers += [(b"content-encoding", encoding.encode()), (b"content-length", str(len(packed)).encode())]


def add_vary(headers: Headers) -> None:
    """Say in ``headers`` that the answer differs by Accept-Encoding."""
    for place, (name, value) in enumerate(headers):
        if name == b"vary":
            if b"accept-encoding" not in value.lower():
                headers[place] = (name, value + b", Accept-Encoding")
            return
    headers.append((b"vary", b"Accept-Encoding"))


def _weak(etag: bytes) -> bytes:
    return etag if etag.startswith(b"W/") else b"W/" + etag


class Proxies:
    """Whose word on the reader's address and scheme is believed."""

    def __init__(self, addresses: tuple[str, ...]) -> None:
        """Trust proxies at the given addresses or networks (``10.0.0.0/8``)."""
        self._networks = [ip_network(address, strict=False) for address in addresses]

    def origin(self, peer: str, forwarded_for: str, forwarded_proto: str) -> tuple[str, str]:
        """Return address and scheme of the reader behind the peer of a connection."""
        if not self._trusts(peer):
            return peer, "http"
        scheme = "https" if forwarded_proto.rpartition(",")[2].strip().lower() == "https" else "http"
        address = peer
        for hop in reversed(forwarded_for.split(",")):
            if not _is_address(hop.strip()):
                break
            address = hop.strip()
            if not self._trusts(address):
                break
        return address, scheme

    def _trusts(self, address: str) -> bool:
        if not self._networks or not _is_address(address):
            return False
        return any(ip_address(address) in network for network in self._networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def make_environ(scope: Scope, body: IO[bytes] | None, length: int, proxies: Proxies) -> Environ:
    """Return the WSGI environment of a request. Its method is GET where the request's is HEAD."""
    host, port = scope.get("server") or ("localhost", "80")
    environ: Environ = {
        "REQUEST_METHOD": "GET" if scope["method"] == "HEAD" else scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/" + scope["http_version"],
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.input": body or BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope["headers"])
    forwarded = {name: environ.pop(name, "") for name in _FORWARDED}
    environ["REMOTE_ADDR"], environ["wsgi.url_scheme"] = proxies.origin(
        (scope.get("client") or ("", 0))[0], forwarded["HTTP_X_FORWARDED_FOR"], forwarded["HTTP_X_FORWARDED_PROTO"]
    )
    return environ


def _add_headers(environ: Environ, headers: Headers) -> None:
    for raw_name, raw_value in headers:
        if b"_" in raw_name or raw_name == b"content-length":  # a_b would pass for a-b; the length was counted
            continue
        name, value = raw_name.decode("latin-1").upper().replace("-", "_"), raw_value.decode("latin-1")
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        if key in environ:
            value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
        environ[key] = value
