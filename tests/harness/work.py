"""What the job worker of a running square would do, done by the test itself."""

from collections.abc import Callable

import pytest

from pikir.jobs.worker import run_pending
from pikir.web import freshness


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Let no test see what another test's rolled back database left in the memory of this process."""
    freshness.raise_now(freshness.SITE)


@pytest.fixture
def run_jobs(db: None) -> Callable[..., int]:
    """``run_jobs()`` runs what is due and what that brings about; ``run_jobs(now=…)`` what is due by then."""
    return run_pending
