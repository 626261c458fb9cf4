"""Requests as environments; whose word on the reader's address is believed."""

from typing import Any

import pytest

from pikir.web.bridge import Answer, Proxies, compress, make_environ

SCOPE: dict[str, Any] = {
    "type": "http",
    "method": "GET",
    "http_version": "1.1",
    "raw_path": b"/ru/%D0%B6%FF",
    "query_string": b"a=%20",
    "client": ("127.0.0.1", 5000),
    "server": ("127.0.0.1", "8000"),
}


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "expected"),
    [
        ((), "192.0.2.1", "203.0.113.9", "192.0.2.1"),
        (("192.0.2.1",), "192.0.2.1", "203.0.113.9", "203.0.113.9"),
        (("192.0.2.1",), "192.0.2.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (("192.0.2.0/24",), "192.0.2.1", "203.0.113.9, 192.0.2.8", "203.0.113.9"),
        (("192.0.2.1",), "192.0.2.2", "203.0.113.9", "192.0.2.2"),
        (("192.0.2.1",), "192.0.2.1", "", "192.0.2.1"),
        (("192.0.2.1",), "192.0.2.1", "203.0.113.9, nonsense", "192.0.2.1"),
        (("::1",), "::1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_the_reader_is_the_last_who_is_not_a_trusted_proxy(
    trusted: tuple[str, ...], peer: str, forwarded: str, expected: str
) -> None:
    assert Proxies(trusted).origin(peer, forwarded, "https")[0] == expected


def test_the_scheme_is_what_a_trusted_proxy_says() -> None:
    proxies = Proxies(("192.0.2.1",))
    assert proxies.origin("192.0.2.1", "", "https")[1] == "https"
    assert proxies.origin("192.0.2.1", "", "")[1] == "http"
    assert proxies.origin("192.0.2.2", "", "https")[1] == "http"


def test_a_header_with_an_underscore_cannot_pass_for_another() -> None:
    headers = [(b"x_forwarded_for", b"203.0.113.9"), (b"content_length", b"5"), (b"x-forwarded-host", b"evil")]
    environ = make_environ(SCOPE | {"headers": headers}, None, 0, Proxies(("127.0.0.1",)))
    assert environ["REMOTE_ADDR"] == "127.0.0.1"
    assert environ["CONTENT_LENGTH"] == "0"
    assert not [name for name in environ if "FORWARDED" in name]


def test_paths_and_repeated_headers_keep_their_bytes() -> None:
    headers = [(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"x"), (b"accept", b"y")]
    environ = make_environ(SCOPE | {"headers": headers}, None, 0, Proxies(()))
    assert environ["PATH_INFO"].encode("latin-1") == b"/ru/\xd0\xb6\xff"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "x,y"


def test_only_texts_worth_it_are_compressed() -> None:
    text = Answer(200, [(b"content-type", b"text/html"), (b"content-length", b"5000"), (b"etag", b'"a"')], b"x" * 5000)
    picture = Answer(200, [(b"content-type", b"image/webp")], b"x" * 5000)
    for answer in (text, picture):
        compress(answer, b"br")
    assert text.header(b"content-length") == str(len(text.body)).encode()
    assert text.header(b"etag") == b'W/"a"'
    assert len(text.body) < 5000
    assert len(picture.body) == 5000
