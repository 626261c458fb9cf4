"""What the children of ``pikir serve`` run."""

import asyncio
import resource
import signal
import sys
import threading
import time

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from pikir.jobs.worker import run_worker
from pikir.web import answers
from pikir.web.edge import Edge
from pikir.web.health import sign_of_worker

BACKLOG = 1024  # connections that wait to be accepted
CONNECTIONS = 8192  # open at a time in one web process: browsers keep theirs for half a minute of silence
FAREWELL = 0.05  # seconds in which streams say their last word: their browsers come again then, and lose nothing
TURN = 0.0005  # seconds that a thread may keep the interpreter while another waits: a kept page waits for a made one
SIGN_SECONDS = 5.0  # between two signs of life of the job worker
_LOG = {"handlers": {}, "loggers": {"_granian": {"propagate": True}, "granian.access": {"propagate": False}}}


def run_web(application: Edge, host: str, port: int) -> None:
    """Serve the ASGI callable until SIGTERM. Several processes may share a port; the kernel deals connections out."""
    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,  # HTTP/2 is the business of the proxy in front
        websockets=False,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        log_level=LogLevels.error,
        log_dictconfig=_LOG,
    )

    _allow_files()
    answers.begin()
    sys.setswitchinterval(TURN)

    def stop() -> None:
        application.close()
        asyncio.get_running_loop().call_later(FAREWELL, server.stop)

    async def main() -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
        await server.serve()

    asyncio.run(main())


def _allow_files() -> None:
    """Raise the number of open files, which many systems set to 1,024, as far as this process may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, 2 * CONNECTIONS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def run_jobs() -> None:
    """Run jobs until SIGTERM, giving a sign of life that ``/health`` reads."""
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    sign, signed = sign_of_worker(), 0.0

    def stop() -> bool:
        nonlocal signed
        if time.monotonic() - signed > SIGN_SECONDS:
            sign.touch()
            signed = time.monotonic()
        return told.is_set()

    run_worker(stop)
