"""Work that the shell leaves to the job worker."""

import time

from django_tasks import task

from pikir.web import actions


@task()
def forget_reads() -> None:
    """Delete counts of reads that nothing asks for any more."""
    actions.forget_reads(time.time())
