"""Real servers over the pages of ``served``."""

import http.client
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from square import Square, free_port


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Caller:
    """One kept connection, so one web process."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        self.connection.request(method, path, body, dict(headers or {}))
        response = self.connection.getresponse()
        return Answer(response.status, response.headers, response.read())


@dataclass
class Served(Square):
    """A server of the test pages; ``variables`` are set beside the usual ones."""

    variables: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        own = {"DJANGO_SETTINGS_MODULE": "pikir.config.tests.served.settings"}
        return super().environment() | own | self.variables

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        caller = Caller(self.port)
        try:
            return caller.ask(path, method, body, {name.replace("_", "-"): value for name, value in headers.items()})
        finally:
            caller.connection.close()

    @contextmanager
    def callers(self) -> Iterator[list[Caller]]:
        """One connection to each of the two web processes."""
        found: dict[bytes, Caller] = {}
        spare = []
        for _ in range(200):
            caller = Caller(self.port)
            process = caller.ask("/process/").body
            if process in found:
                spare.append(caller)
            found.setdefault(process, caller)
            if len(found) == 2:
                break
        yield list(found.values())
        for caller in [*spare, *found.values()]:
            caller.connection.close()

    def made(self, name: str) -> list[str]:
        """Numbers of the processes that made a page, once for each time it was made."""
        file = self.data / "said" / f"{name}.made"
        return file.read_text().split() if file.exists() else []

    def children(self) -> list[int]:
        """Numbers of the server's child processes."""
        assert self.process is not None
        parent = self.process.pid
        return [int(number) for number in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_gone(process: int) -> bool:
    """Whether a process has ended (nobody need have asked for its status)."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"


def make_served(folder: Path) -> Served:
    return Served(data=folder, port=free_port())


@pytest.fixture(scope="session")
def served(schema: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of two web processes, shared: each test has pages of its own name."""
    server = make_served(Path(shutil.copytree(schema[0], tmp_path_factory.mktemp("served") / "data")))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_served(schema: tuple[Path, str], tmp_path: Path) -> Iterator[Served]:
    """A server for one test alone, not yet started."""
    server = make_served(Path(shutil.copytree(schema[0], tmp_path / "data")))
    yield server
    if server.process is not None and server.process.poll() is None:
        server.stop()
