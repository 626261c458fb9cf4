"""Work of questions that is left to the job worker. Each may run twice."""

from django.utils import timezone
from django_tasks import task

from pikir.offices.questions import notices, ticking
from pikir.offices.questions.letters.actions.answering import write_to_office
from pikir.offices.questions.sealed_reports import actions as sealed_actions
from pikir.offices.questions.sealed_reports import notices as sealed_notices


@task(queue_name="urgent")
def tick() -> None:
    """Move the clocks that are due, hand over what officials left behind, tell of what is late."""
    now = timezone.now()
    ticking.move_clocks(now=now)
    ticking.hand_over(now=now)
    notices.tell_of_days(now=now)
    notices.tell_of_offers(now=now)


@task(queue_name="urgent")
def tell(event_id: str) -> None:
    """Tell those whom an event concerns; an office that is not here yet by a letter."""
    notices.tell_of_event(event_id=int(event_id))
    write_to_office(event_id=int(event_id))


@task(queue_name="urgent")
def hand_over(position_id: str) -> None:
    """Give the open questions of a position to who holds it now."""
    ticking.hand_over_position(position_id=int(position_id), now=timezone.now())


@task(queue_name="urgent")
def recount(code: str) -> None:
    """Reckon open questions anew by a calendar that was changed."""
    ticking.recount(code=code, now=timezone.now())


@task
def sealed() -> None:
    """Tell readers of sealed letters, delete what was closed long ago."""
    now = timezone.now()
    sealed_notices.tell_readers(now=now)
    sealed_actions.delete_closed(today=timezone.localdate(now))
