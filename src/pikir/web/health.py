"""What a monitor asks: whether the square is well, as plain JSON."""

import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from pikir import __version__

DISK_LOWEST = 200  # megabytes; below that the next backup or picture may fail
WORKER_LONGEST = 120  # seconds without a sign of the job worker; a picture takes a few, a large import none of its time
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Health:
    """State of a square; ``job_worker_seconds`` is since the worker's last sign, None when it never gave one."""

    well: bool
    version: str
    database: bool
    job_worker_seconds: float | None
    disk_free_megabytes: int


def read_health() -> Health:
    """Look at the database, the sign of the job worker and the free space."""
    database = _database_answers()
    silence = _silence()
    free = shutil.disk_usage(settings.DATA).free // 1_000_000
    well = database and silence is not None and silence < WORKER_LONGEST and free >= DISK_LOWEST
    return Health(
        well=well,
        version=__version__,
        database=database,
        job_worker_seconds=silence,
        disk_free_megabytes=free,
    )


def sign_of_worker() -> Path:
    """Return the file whose time is the job worker's last sign of life."""
    return Path(settings.RUN_FOLDER) / "worker"


class HealthAddress:
    """Answer ``/health``: 200 when all is well, else 503.

    Stands above the checks of host name and https, since monitors ask by number.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or let the request pass."""
        if request.path != "/health":
            return self._get_response(request)
        health = read_health()
        return JsonResponse(asdict(health), status=200 if health.well else 503, headers={"Cache-Control": "no-store"})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.exception("the database does not answer")
        return False
    return True


def _silence() -> float | None:
    try:
        return round(max(0.0, time.time() - sign_of_worker().stat().st_mtime), 1)
    except FileNotFoundError:
        return None
