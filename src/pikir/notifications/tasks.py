"""Work on notices that is done again and again."""

from django.utils import timezone
from django_tasks import task

from pikir.notifications import actions, queries


@task
def write_letters() -> None:
    """Have a letter written to everyone for whom something waits."""
    for user_id in queries.readers_to_write_to(timezone.now()):
        write_letter.enqueue(str(user_id))


@task
def write_letter(user_id: str) -> None:
    """Write to one user, unless nothing waits any more."""
    actions.write_letter(user_id=int(user_id), now=timezone.now())


@task
def forget() -> None:
    """Delete what is kept no longer."""
    actions.forget_notices(now=timezone.now())
