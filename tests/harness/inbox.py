"""Whom the inbox belongs to and what stands in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.mail.models import Letter
from pikir.notifications import tasks
from pikir.notifications.entries import Entry, lines_of
from pikir.notifications.models import Notice
from pikir.notifications.queries import notice_page

Lines = Callable[..., list[Entry]]
Later = Callable[[timedelta], None]


@pytest.fixture
def lines(run_jobs: Callable[..., int]) -> Lines:
    """``lines(alice)``: what stands in a person's inbox, in English, once all jobs have run."""

    def read(account: Account, category: str = "", language: str = "en") -> list[Entry]:
        run_jobs()
        viewer = viewer_of(account)
        with override(language):
            return lines_of(viewer, notice_page(viewer=viewer, category=category).notices).entries

    return read


@pytest.fixture
def age(db: None) -> Later:
    """``age(timedelta(hours=1))``: as if every notice had come so much earlier."""

    def move(span: timedelta) -> None:
        Notice.objects.update(at=F("at") - span)

    return move


@pytest.fixture
def letters(run_jobs: Callable[..., int]) -> Callable[[], list[Letter]]:
    """Runs the schedule of letters once; returns all letters about notices so far, oldest first."""

    def write() -> list[Letter]:
        run_jobs()
        tasks.write_letters.enqueue()
        run_jobs()
        return list(Letter.objects.filter(headers__isnull=False, created_at__lte=timezone.now()).order_by("id"))

    return write
