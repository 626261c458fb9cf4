"""A real square: the ``pikir`` command on a free port, with a data folder of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

COMMAND = Path(sys.executable).with_name("pikir")
START_SECONDS = 60  # migrations and the demo town on two busy cores
STOP_SECONDS = 10


@dataclass
class Square:
    """One running server. ``url`` has no slash at the end; ``output`` is what it printed so far."""

    data: Path
    port: int
    demo: bool
    database: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        return (self.data / "printed.log").read_text(encoding="utf-8", errors="replace")

    def environment(self) -> dict[str, str]:
        """Variables under which ``pikir`` commands act on this square."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("PIKIR_")}
        own |= {"PIKIR_DATA": str(self.data), "PIKIR_URL": self.url, "PIKIR_CONFIG": str(self.data / "pikir.toml")}
        return own | {"DATABASE_URL": self.database, "PIKIR_WORKERS": "2"}

    def start(self) -> None:
        """Start, and return when the health address answers; fails with what the server printed."""
        self.data.mkdir(parents=True, exist_ok=True)
        arguments = [str(COMMAND), "serve", "--port", str(self.port), *(["--demo"] if self.demo else [])]
        with (self.data / "printed.log").open("ab") as log:
            self.process = subprocess.Popen(
                arguments, env=self.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        until = time.monotonic() + START_SECONDS
        while not self.healthy():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                pytest.fail(f"the square did not start:\n{self.output}", pytrace=False)
            time.sleep(0.05)

    def healthy(self) -> bool:
        """Whether the health address answers 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def stop(self, with_signal: int = signal.SIGTERM) -> None:
        """Send the signal to the parent process and wait for its end."""
        if self.process is None:
            return
        self.process.send_signal(with_signal)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            pytest.fail(f"the square did not stop within {STOP_SECONDS} s", pytrace=False)
        finally:
            self.process = None


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _own_database(name: str) -> str:
    """Address of a new database on the tests' PostgreSQL server; empty, so SQLite, when they run on SQLite."""
    default = settings.DATABASES["default"]
    if "postgresql" not in default["ENGINE"]:
        return ""
    at = {
        key: default[setting]
        for key, setting in (("host", "HOST"), ("port", "PORT"), ("user", "USER"), ("password", "PASSWORD"))
        if default[setting]
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **at) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    host, port = quote(at.get("host", ""), safe=""), at.get("port")
    login = quote(at.get("user", "")) + (f":{quote(at['password'])}" if "password" in at else "")
    return f"postgresql://{login}@{host}{f':{port}' if port else ''}/{name}"


def _serve(folder: Path, *, demo: bool) -> Iterator[Square]:
    name = f"square_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{'demo' if demo else 'empty'}_{os.getpid()}"
    square = Square(data=folder, port=free_port(), demo=demo, database=_own_database(name))
    square.start()
    yield square
    square.stop()


@pytest.fixture(scope="session")
def square(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Square]:
    """A demo square, shared by the tests of this process: read it, add to it, take nothing away."""
    yield from _serve(tmp_path_factory.mktemp("square"), demo=True)


@pytest.fixture
def empty_square(tmp_path: Path) -> Iterator[Square]:
    """A new square without demo content, for one test alone."""
    yield from _serve(tmp_path / "data", demo=False)
