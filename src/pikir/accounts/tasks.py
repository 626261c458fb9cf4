"""Work on accounts that is done again and again."""

from django.utils import timezone
from django_tasks import task

from pikir.accounts.actions import forget_unconfirmed
from pikir.accounts.sessions import SessionStore


@task
def forget() -> None:
    """Delete what is kept no longer: sign-ups that nobody confirmed, sessions that are over."""
    forget_unconfirmed(now=timezone.now())
    SessionStore.clear_expired()
