"""How a commit wakes a waiting worker: a named pipe in the run folder, as good as free when nobody waits."""

import os
import select
from contextlib import suppress
from pathlib import Path
from typing import Self

from django.conf import settings


def ring() -> None:
    """Wake a worker of this machine. When none listens, its next look finds the job."""
    try:
        bell = os.open(_path(), os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return
    try:
        os.write(bell, b"!")
    except OSError:
        return  # full: it has been rung often enough, or the worker has just gone
    finally:
        os.close(bell)


class Doorbell:
    """A worker's end of the bell; a context manager."""

    def __enter__(self) -> Self:
        """Hang the bell up, if it is not there yet, and listen."""
        _path().parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.mkfifo(_path(), 0o660)
        self._bell = os.open(_path(), os.O_RDWR | os.O_NONBLOCK)  # as writer too, or silence would read as the end
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        os.close(self._bell)

    def clear(self) -> None:
        """Forget earlier rings. Do so before looking for work, so that a ring after the look is kept."""
        try:
            while os.read(self._bell, 4096):
                pass
        except BlockingIOError:
            return

    def wait(self, seconds: float) -> bool:
        """Wait for a ring, at most so long; say whether there was one."""
        return bool(select.select([self._bell], [], [], seconds)[0])


def _path() -> Path:
    return Path(settings.RUN_FOLDER) / "jobs"
