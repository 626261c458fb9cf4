"""What the job worker of a running square would do, done by the test itself."""

from collections.abc import Callable

import pytest

from pikir.jobs.worker import run_pending


@pytest.fixture
def run_jobs(db: None) -> Callable[..., int]:
    """``run_jobs()`` runs what is due and what that brings about; ``run_jobs(now=…)`` what is due by then."""
    return run_pending
