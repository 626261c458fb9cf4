"""What the site does when lower rooms tell."""

from pikir.audit.actions import record
from pikir.jobs.events import ParkedJobDropped, ParkedJobRetried


def on_job_retried(event: ParkedJobRetried) -> None:
    """Note who sent a parked job off again."""
    record(actor=event.user_id, verb="retry", kind="job", object_id=event.job_id, data={"task": event.task})


def on_job_dropped(event: ParkedJobDropped) -> None:
    """Note who gave a parked job up."""
    record(actor=event.user_id, verb="drop", kind="job", object_id=event.job_id, data={"task": event.task})
