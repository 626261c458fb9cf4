"""A real square for tests, pictures and figures: the ``pikir`` command on a free port, in a folder of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from orphans import dying_with_us

COMMAND = Path(sys.executable).with_name("pikir")
START_SECONDS = 180  # migrations and the drawings of the demo town on busy cores
STOP_SECONDS = 10
HERE = Path(__file__).parent
# For a square that is written to faster than anyone may: see unlimited.py.
UNLIMITED = {"DJANGO_SETTINGS_MODULE": "unlimited", "PYTHONPATH": f"{HERE.parent / 'src'}{os.pathsep}{HERE}"}


class SquareError(Exception):
    """The square did not start or did not stop; the message holds what it printed."""


@dataclass
class Square:
    """One server. ``database`` is an address, or empty for SQLite in ``data``; ``settings`` are further variables."""

    data: Path
    port: int
    demo: bool = False
    database: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        """What it has printed since its last start."""
        return (self.data / "printed.log").read_text(encoding="utf-8", errors="replace")

    def environment(self) -> dict[str, str]:
        """Variables under which ``pikir`` commands act on this square."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("PIKIR_")}
        own |= {"PIKIR_DATA": str(self.data), "PIKIR_URL": self.url, "PIKIR_CONFIG": str(self.data / "pikir.toml")}
        own["PYTHONDONTWRITEBYTECODE"] = ""  # as installed: not compiled at each start, which costs memory
        own |= {"DATABASE_URL": self.database, "PIKIR_WORKERS": "2", "DJANGO_SETTINGS_MODULE": "pikir.config.settings"}
        return own | self.settings

    def start(self) -> None:
        """Start, and return when the health address answers. Raises SquareError."""
        self.data.mkdir(parents=True, exist_ok=True)
        arguments = [str(COMMAND), "serve", "--port", str(self.port), *(["--demo"] if self.demo else [])]
        with (self.data / "printed.log").open("wb") as log:
            self.process = subprocess.Popen(
                arguments,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=dying_with_us(signal.SIGTERM),
            )
        until = time.monotonic() + START_SECONDS
        while not self.healthy():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise SquareError(f"the square did not start:\n{self.output}")
            time.sleep(0.02)

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
        """Send the signal to the first process and wait for its end. Raises SquareError when it does not end."""
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(with_signal)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise SquareError(f"the square did not stop within {STOP_SECONDS} s") from None


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
