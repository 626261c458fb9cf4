"""Work on accounts that is done again and again."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_tasks import task

from pikir.accounts.actions import (
    Wish,
    carry_out_departures,
    forget_ended,
    forget_unconfirmed,
    note_check,
    take_over,
)
from pikir.accounts.kinds import LINK_DAYS, LINKS_A_NIGHT, LINKS_KEPT
from pikir.accounts.linkcheck import names_account
from pikir.accounts.models import ProfileLink
from pikir.accounts.queries import find_viewer, links_to_check
from pikir.accounts.sessions import SessionStore

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


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


@task(outside=True)
def check_links(account_id: str) -> None:
    """Ask the pages that an account names as its own and that nobody has asked yet."""
    _check(links_to_check(checked_before=_LONG_AGO, account_id=int(account_id), limit=LINKS_KEPT))


@task(outside=True)
def check_links_again() -> None:
    """Ask once a month whether the pages still name their accounts."""
    _check(links_to_check(checked_before=timezone.now() - timedelta(days=LINK_DAYS), limit=LINKS_A_NIGHT))


def _check(links: list[ProfileLink]) -> None:
    for link in links:
        verified = names_account(link.url, link.account.handle)
        note_check(link=link, verified=verified, at=timezone.now())


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
