"""Who asked by a confirmed address and was silent for years is let go; what they asked in public stays."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from harness.questions import Hall
from pikir.accounts.models import User
from pikir.accounts.queries import viewer_for
from pikir.audit.models import Entry
from pikir.mail.models import Letter
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.actions.judging import support
from pikir.offices.questions.letters import tasks
from pikir.offices.questions.letters.actions.silence import let_silent_go
from pikir.offices.questions.letters.tests.test_wishes import GUEST, fill, link_of
from pikir.offices.questions.models import Question

LATER = timedelta(days=3 * 366 + 2)


@pytest.fixture
def asked(hall: Hall, client_for: Callable[..., Client]) -> Question:
    """A question of somebody without a password, under a name."""
    guest = client_for()
    guest.post("/en/questions/ask/", fill(hall, naming="name"))
    guest.post(link_of(), {"act": "confirm"})
    question: Question = Question.objects.get()
    return question


def close(question: Question) -> None:
    act(question.pk, "withdraw", actor=viewer_for(User.objects.get(email=GUEST)))
    question.refresh_from_db()
    assert question.state == "closed"


def later() -> datetime:
    return timezone.now() + LATER


def test_the_address_goes_and_the_question_stays(
    asked: Question, client_for: Callable[..., Client], settings: Settings
) -> None:
    page = f"/en/questions/{asked.number}"
    assert "Aru Bek" in client_for().get(page).content.decode()
    close(asked)
    settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # else it is not even written
    assert let_silent_go(now=timezone.now() + timedelta(days=3 * 365 - 2)) == 0
    assert let_silent_go(now=later()) == 1
    assert not User.objects.filter(email=GUEST).exists()
    asked.refresh_from_db()
    assert asked.asker is None
    shown = client_for().get(page).content.decode()
    assert "Nine lamps are dark." in shown
    assert "Aru" not in shown
    assert "author left" in shown.lower()
    assert [(one.actor_id, one.kind) for one in Entry.objects.filter(verb="let_go")] == [(None, "account")]
    letter = Letter.objects.get(to=GUEST)  # the last one, deleted once it is sent; those before are gone
    assert "nothing was heard of you" in letter.text
    assert letter.fleeting
    assert let_silent_go(now=later()) == 0


def test_an_open_question_keeps_its_asker(asked: Question) -> None:
    assert let_silent_go(now=later()) == 0


def test_who_supports_what_moves_or_ever_signed_in_stays(hall: Hall, asked: Question) -> None:
    close(asked)
    user = User.objects.get(email=GUEST)
    other = hall.ask()
    support(actor=viewer_for(user), question=other)
    assert let_silent_go(now=later()) == 0
    hall.act(other, "withdraw", "asker")
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    tasks.let_go.call()
    assert let_silent_go(now=later()) == 0
    user.last_login = None
    user.save(update_fields=["last_login"])
    assert let_silent_go(now=later()) == 1
    assert set(User.objects.values_list("email", flat=True)) == {account.user.email for account in hall.people.values()}
