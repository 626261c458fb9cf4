"""Asking pages of others: attacks 1 to 9 on outbound requests, each by its number, and what is fetched rightly."""

import ast
import ipaddress
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer

import pytest

from pikir.kernel import fetch as door
from pikir.kernel.fetch import BYTES, FetchError, RefusedError, Ways, fetch, is_open, resolve

SOURCE = Path(door.__file__).parents[1]
LOCAL = "127.0.0.1"

# Attack, what a host name resolves to: each must be refused before anything connects.
CLOSED = [
    (1, "127.0.0.1"), (1, "10.0.0.8"), (1, "172.16.5.4"), (1, "172.31.255.255"), (1, "192.168.1.1"),
    (1, "169.254.169.254"), (1, "fe80::1"), (1, "fd00:ec2::254"), (1, "::1"),
    (2, "0.0.0.0"),  # noqa: S104  # refused, not bound
    (2, "0.1.2.3"), (2, "::"),
    (3, "::ffff:127.0.0.1"), (3, "::ffff:a00:1"), (3, "::127.0.0.1"), (3, "::8.8.8.8"), (3, "::ffff:0:127.0.0.1"),
    (4, "64:ff9b::7f00:1"), (4, "64:ff9b:1::7f00:1"), (4, "2001::1"), (4, "2002:7f00:1::"), (4, "100.64.0.1"),
    (4, "198.18.0.1"), (4, "198.19.255.255"), (4, "224.0.0.1"), (4, "240.0.0.1"), (4, "255.255.255.255"),
    (4, "ff02::1"), (4, "192.0.0.8"), (4, "192.88.99.1"), (4, "192.31.196.1"), (4, "192.52.193.1"),
    (4, "192.175.48.1"), (4, "192.0.2.1"), (4, "198.51.100.1"), (4, "203.0.113.1"), (4, "2001:db8::1"),
    (4, "2620:4f:8000::1"), (4, "3fff::1"), (4, "100::1"), (4, "5f00::1"), (4, "4000::1"),
]  # fmt: skip


def leading_to(*addresses: str) -> Ways:
    return Ways(resolve=lambda _host, _port: list(addresses))


@pytest.mark.parametrize(("attack", "address"), CLOSED)
def test_a_name_that_leads_to_a_closed_address_is_refused(attack: int, address: str) -> None:
    with pytest.raises(RefusedError, match="closed"):
        fetch("https://example.org/", ways=leading_to(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00:1450::1"])
def test_an_address_of_the_open_internet_is_open(address: str) -> None:
    assert is_open(ipaddress.ip_address(address))


def test_what_is_open_is_global_for_python_too() -> None:
    """Any address at all: ours is the narrower judgement."""
    chance = random.Random(7)  # noqa: S311  # the same addresses each time
    for _ in range(3000):
        four = ipaddress.IPv4Address(chance.getrandbits(32))
        six = ipaddress.IPv6Address(chance.getrandbits(128))
        mapped = ipaddress.IPv6Address((0xFFFF << 32) + int(four))
        assert four.is_global or not is_open(four), four
        assert six.is_global or not is_open(six), six
        assert is_open(mapped) == is_open(four)


def test_5_one_closed_address_among_several_spoils_them_all() -> None:
    with pytest.raises(RefusedError, match="closed"):
        fetch("https://example.org/", ways=leading_to("8.8.8.8", "10.0.0.1"))


def test_5_a_name_is_asked_once_and_the_checked_address_is_connected_to() -> None:
    answers = [[LOCAL], ["10.0.0.1"]]
    with serving({"/": Answer(body=b"well")}) as port:
        ways = Ways(resolve=lambda _host, _port: answers.pop(0), opened_for_tests=frozenset({LOCAL}))
        assert fetch(f"http://rebound.example:{port}/", ways=ways).body == b"well"
    assert answers == [["10.0.0.1"]]


@pytest.mark.parametrize(
    "host",
    [
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "１２７.１",
        "127.0.0.1.",
        "localhost",
        "a..b",
        "a b.org",
        "[::1]",
        "①.1",
    ],
)
def test_8_odd_hosts_are_refused(host: str) -> None:
    with pytest.raises(RefusedError):
        fetch(f"http://{host}/", ways=Ways(resolve=resolve))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "data:text/html,x", "gopher://example.org/", "ftp://example.org/", "//example.org/", "",
        "http://user:pass@example.org/", "http://example.org:6379/", "https://example.org:80/", "http://exa\nmple/",
        "http://[::1/", "http://example.org:99999/", "https://" + "a" * 300 + ".org/",
        "https://example.org/" + "a" * 2000,
    ],
)  # fmt: skip
def test_7_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        fetch(url, ways=leading_to("8.8.8.8"))


def test_a_name_that_nobody_has_is_a_fault() -> None:
    with pytest.raises(FetchError, match="name"):
        fetch("https://example.org/", ways=leading_to())


class Answer:
    """What the server of a test says at one path."""

    def __init__(self, body: bytes = b"", *, status: int = 200, drip: bool = False, **headers: str) -> None:
        self.body, self.status, self.drip = body, status, drip
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@contextmanager
def serving(answers: dict[str, Answer], asked: list[dict[str, str]] | None = None) -> Iterator[int]:
    """A server on loopback; yields its port."""
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the server calls
            if asked is not None:
                asked.append(dict(self.headers))
            answer = answers[self.path]
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(answer.body)
                while answer.drip and not stop.wait(0.02):
                    self.wfile.write(b".")
            except OSError:
                pass

        def log_message(self, *_given: object) -> None:
            pass

    with TCPServer((LOCAL, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            stop.set()
            server.shutdown()
            thread.join()


OPENED = Ways(resolve=lambda _host, _port: [LOCAL], opened_for_tests=frozenset({LOCAL}))


def test_a_page_is_fetched_and_nothing_goes_along() -> None:
    asked: list[dict[str, str]] = []
    answer = Answer(b"<p>Hello", Content_Type="Text/HTML; charset=utf-8", Set_Cookie="a=b")
    with serving({"/a%20b?c=d": answer}, asked) as port:
        found = fetch(f"http://page.example:{port}/a b?c=d#part", accept="text/html", ways=OPENED)
    assert (found.status, found.content_type, found.body) == (200, "text/html", b"<p>Hello")
    assert {name.lower() for name in asked[0]} == {"host", "accept-encoding", "accept", "user-agent"}
    assert asked[0]["Accept-Encoding"] == "identity"


def test_redirects_are_followed_three_times_without_cookies() -> None:
    asked: list[dict[str, str]] = []
    hops = {f"/{hop}": Answer(status=302, Location=f"/{hop + 1}", Set_Cookie="a=b") for hop in range(3)}
    with serving(hops | {"/3": Answer(b"end")}, asked) as port:
        found = fetch(f"http://page.example:{port}/0", ways=OPENED)
    assert (found.body, found.url) == (b"end", f"http://page.example:{port}/3")
    assert not any("Cookie" in headers for headers in asked)


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://[::1]/", "data:text/html,x", "file:///etc/passwd"])
def test_6_a_redirect_into_a_closed_network_is_refused(target: str) -> None:
    ways = Ways(
        resolve=lambda host, _port: [host if host[0].isdigit() or ":" in host else LOCAL],
        opened_for_tests=frozenset({LOCAL}),
    )
    with serving({"/": Answer(status=301, Location=target)}) as port, pytest.raises(RefusedError):
        fetch(f"http://page.example:{port}/", ways=ways)


def test_9_a_page_that_redirects_to_itself_is_left() -> None:
    asked: list[dict[str, str]] = []
    with serving({"/": Answer(status=302, Location="/")}, asked) as port, pytest.raises(FetchError, match="redirects"):
        fetch(f"http://page.example:{port}/", ways=OPENED)
    assert len(asked) == 4


@pytest.mark.parametrize("headers", [{}, {"Content_Length": str(BYTES + 1)}])
def test_9_a_huge_body_is_left_whether_its_length_is_told_or_not(headers: dict[str, str]) -> None:
    with serving({"/": Answer(b"x" * (BYTES + 1), **headers)}) as port, pytest.raises(FetchError, match="size"):
        fetch(f"http://page.example:{port}/", ways=OPENED)


def test_9_a_slow_drip_is_cut_at_the_deadline() -> None:
    with serving({"/": Answer(drip=True)}) as port, pytest.raises(FetchError, match="late"):
        fetch(f"http://page.example:{port}/", ways=OPENED, seconds=0.3)


def test_9_a_packed_body_is_left() -> None:
    with serving({"/": Answer(b"x", Content_Encoding="gzip")}) as port, pytest.raises(FetchError, match="encoding"):
        fetch(f"http://page.example:{port}/", ways=OPENED)


def test_9_a_name_that_never_resolves_is_left() -> None:
    never = threading.Event()
    ways = Ways(resolve=lambda _host, _port: [str(never.wait(5))])
    try:
        with pytest.raises(FetchError, match="name"):
            fetch("https://example.org/", ways=ways, seconds=0.05)
    finally:
        never.set()


def test_10_nothing_else_in_the_square_asks_pages_of_others() -> None:
    clients = {"http.client", "urllib.request", "requests", "httpx", "aiohttp", "urllib3"}
    found = set()
    for file in SOURCE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if clients & set(names):
                found.add(file.relative_to(SOURCE).as_posix())
    assert found == {"kernel/fetch.py"}
