"""The life of the server's processes, its start and its end."""

import ast
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pikir.config.tests.conftest import Served, is_gone
from square import COMMAND

pytestmark = pytest.mark.serve
PATIENCE = 20  # seconds before a test gives up on something that should come to pass at once


def wait_until(fact: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not fact():
        if time.monotonic() > until:
            pytest.fail(f"never came to pass: {what}", pytrace=False)
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_every_process(own_served: Served, number: int) -> None:
    own_served.start()
    children = own_served.children()
    assert len(children) == 3
    own_served.stop(number)
    assert all(is_gone(child) for child in children)


def test_the_end_does_not_wait_for_a_slow_request(own_served: Served) -> None:
    own_served.start()
    with socket.create_connection(("127.0.0.1", own_served.port)) as wire:
        wire.sendall(b"GET /waiting/ HTTP/1.1\r\nHost: a\r\n\r\n")
        wait_until(lambda: bool(own_served.made("waiting")), "the request begins")
        children = own_served.children()
        own_served.stop()
        assert all(is_gone(child) for child in children)


def test_no_child_outlives_a_killed_parent(own_served: Served) -> None:
    own_served.start()
    children = own_served.children()
    own_served.stop(signal.SIGKILL)
    wait_until(lambda: all(is_gone(child) for child in children), "the children end")


def test_a_killed_child_is_replaced_and_kept_pages_are_made_anew(own_served: Served) -> None:
    own_served.start()
    with own_served.callers() as callers:
        victim = int(callers[0].ask("/process/").body)
        tag = callers[1].ask("/page/left/").headers["ETag"]
        before = len(own_served.made("left"))
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda: victim not in own_served.children() and len(own_served.children()) == 3, "a replacement")
        assert callers[1].ask("/page/left/").headers["ETag"] == tag
        assert len(own_served.made("left")) == before + 1


def test_a_second_square_on_the_same_port_is_told_so(own_served: Served, tmp_path: Path) -> None:
    own_served.start()
    other = own_served.environment() | {"PIKIR_DATA": str(tmp_path / "other")}
    ended = _pikir(other, "serve", "--port", str(own_served.port))
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert str(own_served.port) in ended.stderr


def test_the_database_is_kept_before_it_is_changed(own_served: Served) -> None:
    shutil.rmtree(own_served.data)
    own_served.start()
    own_served.stop()
    backups = own_served.data / "backups"
    assert not backups.exists()  # nothing was there to keep
    assert _pikir(own_served.environment(), "migrate", "web", "0001").returncode == 0
    own_served.start()
    assert own_served.ask("/process/").status == 200
    (kept,) = backups.iterdir()
    with sqlite3.connect(kept) as copy:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
    copy.close()
    assert "web_cache" in tables
    assert "web_reads" not in tables
    assert str(kept) in own_served.output


def test_answers_are_counted_before_the_end(own_served: Served) -> None:
    own_served.start()
    for path in ("/page/read/", "/page/read/", "/plain/", "/page/read/?utm=1"):
        assert own_served.ask(path, User_Agent="Mozilla/5.0 Firefox/140.0").status == 200
    own_served.ask("/page/read/", User_Agent="Googlebot")
    own_served.ask("/page/read/", "HEAD", User_Agent="Mozilla/5.0 Firefox/140.0")
    own_served.stop()
    program = "from pikir.web.models import Reads; print([(r.path, r.count) for r in Reads.objects.all()])"
    told = _pikir(own_served.environment(), "shell", "--no-imports", "-c", program).stdout
    assert sum(count for path, count in ast.literal_eval(told) if path == "/page/read/") == 3
    assert "/plain/" not in told


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({"PIKIR_URL": "square.example.org"}, "PIKIR_URL"),
        ({"PIKIR_WORKERS": "many"}, "PIKIR_WORKERS"),
        ({"PIKIR_PROXIES": "the door"}, "PIKIR_PROXIES"),
        ({"DATABASE_URL": "mysql://a:secret@b/c"}, "DATABASE_URL"),
        ({"PIKIR_URL": "https://square.example.org"}, "PIKIR_PROXIES"),
        ({"PIKIR_URL": "https://a.example.org", "PIKIR_PROXIES": "127.0.0.1", "PIKIR_DEBUG": "yes"}, "PIKIR_DEBUG"),
        ({"PIKIR_URL": "https://a.example.org", "PIKIR_PROXIES": "127.0.0.1", "PIKIR_DEMO": "yes"}, "PIKIR_DEMO"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "check"])
def test_a_bad_setting_is_one_line(own_served: Served, variables: dict[str, str], name: str, command: str) -> None:
    ended = _pikir(own_served.environment() | variables, command)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith(f"{name}: ")
    assert ended.stderr.count("\n") == 1
    assert f"{name}=" in ended.stderr  # a right example
    assert "secret" not in ended.stderr


def test_a_data_folder_that_cannot_be_is_one_line(own_served: Served, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = _pikir(own_served.environment() | {"PIKIR_DATA": str(tmp_path / "file" / "data")}, "serve")
    assert ended.returncode == 2
    assert ended.stderr.startswith("PIKIR_DATA: ")
    assert ended.stderr.count("\n") == 1


def test_a_database_that_does_not_answer_is_one_line(own_served: Served) -> None:
    port = str(own_served.port)  # where nobody listens
    nowhere = {"DATABASE_URL": f"postgresql://pikir:secret@127.0.0.1:{port}/pikir"}
    ended = _pikir(own_served.environment() | nowhere, "serve", "--port", port)
    assert ended.returncode == 2
    assert ended.stderr.startswith("DATABASE_URL: ")
    assert ended.stderr.count("\n") == 1
    assert "secret" not in ended.stderr


def test_check_says_what_is_unsafe_in_words(own_served: Served) -> None:
    ended = _pikir(own_served.environment(), "check")
    assert ended.returncode == 0
    assert "PIKIR_URL is not https" in ended.stdout
    assert "PIKIR_MAIL is not set" in ended.stdout


def test_without_a_command_pikir_explains_itself() -> None:
    ended = _pikir(dict(os.environ))
    assert ended.returncode == 0
    assert "serve" in ended.stdout


def _pikir(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(COMMAND), *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
