"""Work on letters that is done again and again."""

from django.utils import timezone
from django_tasks import task

from pikir.mail.actions import forget_old_letters, send_waiting_letters


@task
def forget() -> None:
    """Delete what is kept no longer."""
    forget_old_letters(now=timezone.now())


@task
def send_waiting() -> None:
    """Hand over what was written before a mail server was set."""
    send_waiting_letters(now=timezone.now())
