"""What the desk shows of the square's health: jobs, mail, disk and errors."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from pikir.jobs.models import Job, Schedule
from pikir.jobs.queries import JobCounts, all_schedules, count_jobs, parked_jobs
from pikir.mail.queries import count_unsent
from pikir.posts.models import CountCheck
from pikir.posts.queries import last_count_check
from pikir.web.health import Health, read_health

FAULTS_SHOWN = 20  # newest; a page to look at, not the log


@dataclass(frozen=True, kw_only=True)
class Report:
    """State of the machinery.

    ``counts`` is the last comparing of counters; ``faults`` are lines of the log, newest first.
    """

    health: Health
    jobs: JobCounts
    parked: list[Job]
    schedules: list[Schedule]
    unsent: int
    counts: CountCheck | None
    faults: list[dict[str, Any]]


def health_report() -> Report:
    """Look at everything once."""
    return Report(
        health=read_health(),
        jobs=count_jobs(),
        parked=parked_jobs().items,
        schedules=all_schedules(),
        unsent=count_unsent(),
        counts=last_count_check(),
        faults=newest_faults(Path(settings.RUN_FOLDER) / "faults.jsonl"),
    )


def newest_faults(file: Path) -> list[dict[str, Any]]:
    """Return the newest lines of the log of faults; a line that is no JSON is left out."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    found: list[dict[str, Any]] = []
    for line in reversed(lines):
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
        if len(found) == FAULTS_SHOWN:
            break
    return found
