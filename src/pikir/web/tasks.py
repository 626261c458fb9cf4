"""Work that the shell leaves to the job worker."""

import time

from django_tasks import task

from pikir.web import actions


@task()
def fold_reads() -> None:
    """Put old counts of reads together by day, and delete the oldest."""
    actions.fold_reads(time.time())


@task()
def forget_tallies() -> None:
    """Delete how often something was done when that no longer counts."""
    actions.forget_tallies(time.time())
