"""What passes through a real server: bodies, streams, files, errors, the log."""

import hashlib
import json
import socket
from contextlib import ExitStack

import pytest

from pikir.config.tests.conftest import Served
from pikir.web.wire import BODY_LARGEST

pytestmark = pytest.mark.serve


@pytest.mark.parametrize("size", [0, 10, 300_000])
def test_a_body_arrives_as_it_was_sent(served: Served, size: int) -> None:
    body = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    assert served.ask("/body/", "POST", body).body.decode() == f"{size} {hashlib.sha256(body).hexdigest()}"


def test_a_large_file_arrives_as_it_was_sent(served: Served) -> None:
    content = b"0123456789abcdef" * 500_000
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    form = head + content + b"\r\n--edge--\r\n"
    answer = served.ask("/upload/", "POST", form, Content_Type="multipart/form-data; boundary=edge")
    assert answer.body.decode() == hashlib.sha256(content).hexdigest()


def test_a_body_over_the_limit_is_refused_in_words(served: Served) -> None:
    answer = served.ask("/body/", "POST", b"x" * (BODY_LARGEST + 1))
    assert answer.status == 413
    assert b"<h1>" in answer.body


def test_a_reader_who_leaves_while_sending_harms_nobody(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as wire:
        wire.sendall(b"POST /body/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc")
    assert served.ask("/process/").status == 200


def test_many_idle_connections_keep_nobody_out(served: Served) -> None:
    with ExitStack() as open_ones:
        for _ in range(600):
            open_ones.enter_context(socket.create_connection(("127.0.0.1", served.port)))
        assert all(served.ask("/process/").status == 200 for _ in range(10))


def test_a_stream_comes_whole_and_in_order(served: Served) -> None:
    assert served.ask("/stream/").body == b"".join(b"%d\n" % number for number in range(100))
    assert served.ask("/stream/", "HEAD").body == b""


def test_files_come_whole(served: Served) -> None:
    content = bytes(range(256)) * 10_000
    (served.data / "said").mkdir(exist_ok=True)
    (served.data / "said" / "file").write_bytes(content)
    answer, head = served.ask("/file/"), served.ask("/file/", "HEAD")
    assert answer.body == content
    assert answer.headers["Content-Length"] == head.headers["Content-Length"] == str(len(content))
    assert head.body == b""
    assert served.ask("/memory/").body == b"m" * 1_000_000


def test_static_files_with_a_hash_are_kept_for_ever(served: Served) -> None:
    manifest = json.loads((served.data / "static" / "staticfiles.json").read_text())
    name = next(hashed for plain, hashed in manifest["paths"].items() if plain.endswith(".css"))
    answer = served.ask(f"/static/{name}", Accept_Encoding="br")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert served.ask(f"/static/{name}", If_None_Match=answer.headers["ETag"]).status == 304
    assert served.ask(f"/static/{name}", "HEAD").body == b""
    assert len(served.ask(f"/static/{name}", Range="bytes=0-9").body) == 10
    assert served.ask("/static/../pikir.sqlite3").status == 404


def test_a_broken_page_says_so_without_the_database(served: Served) -> None:
    answer = served.ask("/broken/")
    assert answer.status == 500
    assert b"<h1>" in answer.body
    assert b"on purpose" not in answer.body
    fault = next(line for line in served.output.splitlines() if "broken on purpose" in line)  # with its trace
    assert json.loads(fault)["id"] == answer.headers["X-Request-Id"]
    assert answer.headers["X-Request-Id"] in answer.body.decode()  # for the reader to name it


def test_the_log_has_one_line_a_request_and_no_query(served: Served) -> None:
    answer = served.ask("/plain/?name=alice", User_Agent="alice's browser")
    identity = answer.headers["X-Request-Id"]
    lines = [line for line in served.output.splitlines() if identity in line]
    entry = json.loads(lines[0])
    assert len(lines) == 1
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/plain/", 200)
    assert "alice" not in lines[0]
    assert "127.0.0.1" not in lines[0]


def test_forwarded_addresses_are_believed_of_trusted_proxies_alone(served: Served, own_served: Served) -> None:
    claim = {"X_Forwarded_For": "203.0.113.9, 198.51.100.7, 127.0.0.1", "X_Forwarded_Proto": "https"}
    own_served.variables["PIKIR_PROXIES"] = "127.0.0.0/8"
    own_served.start()
    assert served.ask("/whence/", **claim).body == b"127.0.0.1 http -"
    assert own_served.ask("/whence/", **claim).body == b"198.51.100.7 https -"


def test_pages_say_what_a_browser_may_do(served: Served) -> None:
    headers = served.ask("/page/safe/").headers
    policy = headers["Content-Security-Policy"]
    assert all(part in policy for part in ("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'"))
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_health_is_plain_data(served: Served) -> None:
    answer = served.ask("/health", Host="elsewhere")
    assert answer.status == 200
    assert json.loads(answer.body)["well"] is True
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_public_square_is_served_to_its_proxy_alone(own_served: Served) -> None:
    own_served.variables |= {"PIKIR_URL": "https://square.example.org", "PIKIR_PROXIES": "127.0.0.1"}
    own_served.start()
    proxied = {"Host": "square.example.org", "X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.9"}
    page = own_served.ask("/page/public/", **proxied)
    assert page.status == 200
    assert "max-age" in page.headers["Strict-Transport-Security"]
    assert own_served.ask("/page/public/", Host="square.example.org").headers["Location"].startswith("https://")
    assert own_served.ask("/page/public/", Host="elsewhere", X_Forwarded_Proto="https").status == 400
