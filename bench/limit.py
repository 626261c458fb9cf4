"""The limit: the square's own server and processes, answering constant bytes. Run as ``limit.py PORT WORKERS FILE``."""

import pickle
import socket
import sys
from functools import partial
from pathlib import Path
from typing import Any

import django

django.setup()

from pikir.config.children import run_web  # noqa: E402 - after the setup above
from pikir.config.family import Family  # noqa: E402 - as above


def constant(headers: list[tuple[bytes, bytes]], body: bytes) -> Any:
    """Return an ASGI callable that always answers the same."""
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    whole = {"type": "http.response.body", "body": body}

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while True:
                kind = (await receive())["type"]
                await send({"type": f"{kind}.complete"})
                if kind == "lifespan.shutdown":
                    return
        await send(start)
        await send(whole)

    application.close = lambda: None  # type: ignore[attr-defined]  # it has no streams to end
    return application


def main(port: int, workers: int, file: Path) -> None:
    """Serve the answer that ``file`` holds, from as many processes as the square has."""
    application = constant(*pickle.loads(file.read_bytes()))  # noqa: S301 - written by run.py a moment ago
    family = Family(lambda name, status: sys.exit(f"{name} ended with {status}"))
    for number in range(workers):
        family.add(f"web {number}", partial(run_web, application, "127.0.0.1", port))
    family.live(partial(_answers, port))


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    print("ready", flush=True)
    return True


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
