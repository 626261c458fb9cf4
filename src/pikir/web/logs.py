"""Logs as lines of JSON: all of them on the error output, faults also in a file that the operator's desk shows."""

import fcntl
import json
import logging
import time
from contextvars import ContextVar
from pathlib import Path
from typing import BinaryIO

from typing_extensions import override

request_id: ContextVar[str] = ContextVar("request_id", default="")  # of the request that is being answered
FAULTS_BYTES = 1_000_000  # then the older half goes: a fault that repeats all night must not fill the disk


class JsonLines(logging.Formatter):
    """Format a log record as one line of JSON: time, level, logger, text, request, and what was given as ``extra``."""

    _OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName", "server_time"}

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{record.msecs:03.0f}Z",
            "level": record.levelname.lower(),
            "from": record.name,
            "text": record.getMessage(),
        }
        if identity := request_id.get():
            line["id"] = identity
        line |= {key: value for key, value in vars(record).items() if key not in self._OWN}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class FaultFile(logging.Handler):
    """Append each record as a line to a file that all processes of the square share."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = Path(file)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Write the line; where that fails, the error output has it all the same."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(self.format(record).encode() + b"\n")
                if file.tell() > FAULTS_BYTES:
                    _drop_older_half(file)
        except OSError:
            self.handleError(record)


def _drop_older_half(file: BinaryIO) -> None:
    file.seek(FAULTS_BYTES // 2)
    file.readline()
    kept = file.read()
    file.truncate(0)
    file.write(kept)
