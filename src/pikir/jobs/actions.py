"""What operators do with parked jobs."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from pikir.jobs import doorbell
from pikir.jobs.access import Actor, can_handle_jobs
from pikir.jobs.events import ParkedJobDropped, ParkedJobRetried
from pikir.jobs.models import Job
from pikir.kernel.events import send


@transaction.atomic
def retry_parked(*, actor: Actor, job_id: int) -> None:
    """Send a parked job off again, with all its attempts before it."""
    job = _parked(actor, job_id)
    Job.objects.filter(id=job.id).update(due_at=timezone.now(), attempts=0)
    send(ParkedJobRetried(job_id=job.id, task=job.task, user_id=actor.user_id))
    transaction.on_commit(doorbell.ring)


@transaction.atomic
def drop_parked(*, actor: Actor, job_id: int) -> None:
    """Give a parked job up for good."""
    job = _parked(actor, job_id)
    Job.objects.filter(id=job.id).delete()
    send(ParkedJobDropped(job_id=job.id, task=job.task, user_id=actor.user_id))


def _parked(actor: Actor, job_id: int) -> Job:
    if not can_handle_jobs(actor):
        raise PermissionDenied
    job = Job.objects.parked().select_for_update().filter(id=job_id).first()
    if job is None:
        raise Http404
    return job
