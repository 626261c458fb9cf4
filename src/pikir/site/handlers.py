"""What the site does when lower rooms tell."""

from django.db import transaction

from pikir.audit.actions import record
from pikir.jobs.events import ParkedJobDropped, ParkedJobRetried
from pikir.posts.events import PostMoved
from pikir.site.social.files import forget, slot_of_post


def on_job_retried(event: ParkedJobRetried) -> None:
    """Note who sent a parked job off again."""
    record(actor=event.user_id, verb="retry", kind="job", object_id=event.job_id, data={"task": event.task})


def on_job_dropped(event: ParkedJobDropped) -> None:
    """Note who gave a parked job up."""
    record(actor=event.user_id, verb="drop", kind="job", object_id=event.job_id, data={"task": event.task})


def on_post_moved(event: PostMoved) -> None:
    """Delete the card of a post that leaves public view; whoever asks for it meets a refusal in any case."""
    transaction.on_commit(lambda: forget(slot_of_post(event.post_id)))
