"""Work on accounts that is done again and again."""

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_tasks import task

from pikir.accounts.actions import Wish, carry_out_departures, forget_ended, forget_unconfirmed, take_over
from pikir.accounts.queries import find_viewer
from pikir.accounts.sessions import SessionStore


@task
def forget() -> None:
    """Delete what is kept no longer: sign-ups that nobody confirmed, sessions, mutes and filters that are over."""
    forget_unconfirmed(now=timezone.now())
    forget_ended(now=timezone.now())
    SessionStore.clear_expired()


@task(outside=True)
def leave() -> None:
    """Let those go whose fortnight is over; each goes in a transaction of their own."""
    carry_out_departures(now=timezone.now())


@task
def relate_many(user_id: str, kind: str, wishes: list[tuple[str, str]]) -> None:
    """Follow, block or mute what a person's file named: pairs of an account and the end of a term, or empty."""
    found = find_viewer(user_id=int(user_id))
    if found is None:  # gone in the meantime
        return
    take_over(
        actor=found[0],
        kind=kind,
        wishes=[Wish(int(target), parse_datetime(until) if until else None) for target, until in wishes],
    )
