"""Quiet hours: letters about notices wait for their end; the clock is that of the square."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from harness.people import viewer_of
from pikir.accounts.actions import choose_quiet_hours, follow
from pikir.accounts.models import Account
from pikir.mail.models import Letter
from pikir.notifications.actions import write_letter
from pikir.notifications.models import Notice
from pikir.notifications.queries import readers_to_write_to
from pikir.site.models import Square
from pikir.web import freshness

MIDNIGHT = datetime(2026, 3, 9, 19, tzinfo=UTC)  # the day of Almaty begins


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    freshness.raise_now("site")
    cache.clear()


def at(hour: float) -> datetime:
    """This hour of the square's day."""
    return MIDNIGHT + timedelta(hours=hour)


def tell(reader: Account, actor: Account, moment: datetime) -> None:
    """An actor asks to follow, an hour before the moment."""
    Account.objects.filter(id=reader.id).update(follow_policy="request")
    follow(actor=viewer_of(actor), target_id=reader.id)
    Notice.objects.filter(receiver=reader.user).update(at=moment - timedelta(hours=1))


def letters_go_to(now: datetime) -> list[int]:
    """Whom the schedule writes to at this moment; the letters are written."""
    readers = readers_to_write_to(now)
    for user_id in readers:
        write_letter(user_id=user_id, now=now)
    return readers


@pytest.mark.parametrize(
    ("begin", "end", "quiet", "loud"),
    [
        (22, 7, (22, 23.99, 0, 3, 6.99), (7, 12, 21.99)),
        (13, 15, (13, 14.99), (12.99, 15, 0)),
        (0, 6, (0, 5.99), (6, 23.99)),
        (23, 0, (23, 23.99), (0, 22.99)),
    ],
)
def test_nobody_is_written_to_in_quiet_hours(
    begin: int, end: int, quiet: tuple[float, ...], loud: tuple[float, ...], alice: Account, bob: Account
) -> None:
    choose_quiet_hours(actor=viewer_of(alice), quiet_from=begin, quiet_until=end)
    tell(alice, bob, at(12))
    reader = alice.user.id
    assert [hour for hour in quiet if reader in readers_to_write_to(at(hour + 24 if hour < 11 else hour))] == []
    day = [hour + 24 if hour < 11 else hour for hour in loud]
    assert [hour for hour in day if reader not in readers_to_write_to(at(hour))] == []


def test_the_letter_comes_after(alice: Account, bob: Account, carol: Account) -> None:
    choose_quiet_hours(actor=viewer_of(alice), quiet_from=22, quiet_until=7)
    tell(alice, carol, at(22))
    tell(bob, carol, at(22))
    assert letters_go_to(at(22.5)) == [bob.user.id]
    assert letters_go_to(at(24 + 6.9)) == []
    assert letters_go_to(at(24 + 7)) == [alice.user.id]
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["alice@example.org", "bob@example.org"]


def test_who_takes_them_back_is_written_to_at_any_hour(alice: Account, bob: Account) -> None:
    choose_quiet_hours(actor=viewer_of(alice), quiet_from=22, quiet_until=7)
    tell(alice, bob, at(23))
    assert letters_go_to(at(23)) == []
    choose_quiet_hours(actor=viewer_of(alice), quiet_from=None, quiet_until=None)
    assert letters_go_to(at(23)) == [alice.user.id]


def test_the_clock_is_that_of_the_square(alice: Account, bob: Account) -> None:
    choose_quiet_hours(actor=viewer_of(alice), quiet_from=22, quiet_until=7)
    tell(alice, bob, at(23))
    assert letters_go_to(at(23)) == []
    Square.objects.create(names={}, language="en", zone="Europe/London", set_up_at=timezone.now())
    freshness.raise_now("site")
    assert letters_go_to(at(23)) == [alice.user.id]  # six in the evening there


def test_a_warning_about_the_account_comes_at_once(alice: Account, client: Any, run_jobs: Any) -> None:
    now = timezone.localtime().hour
    choose_quiet_hours(actor=viewer_of(alice), quiet_from=now, quiet_until=(now + 23) % 24)
    client.force_login(alice.user)
    client.post("/en/account/sign-out/")
    sign_in = {"login": "alice", "password": "a long pass phrase"}
    assert client.post("/en/account/sign-in/", sign_in).status_code == 302
    client.cookies.clear()
    assert client.post("/en/account/sign-in/", sign_in).status_code == 302
    run_jobs()
    assert Letter.objects.filter(to="alice@example.org").exists()
