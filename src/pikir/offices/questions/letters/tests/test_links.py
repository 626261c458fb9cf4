"""Links in letters: each acts once, as whom the letter went to, and by POST alone."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from harness.questions import Hall
from pikir.mail.models import Letter
from pikir.notifications.actions import write_letter
from pikir.offices.questions import notices
from pikir.offices.questions.actions.judging import support
from pikir.offices.questions.letters.actions.linking import forget_used_links
from pikir.offices.questions.letters.kinds import LINK_TERM
from pikir.offices.questions.letters.models import UsedLink
from pikir.offices.questions.models import Question, Verdict

Enter = Callable[..., Client]


def letter_to(hall: Hall, name: str, question: Question) -> str:
    """The text of the letter that tells somebody of the newest event."""
    notices.tell_of_event(event_id=question.events.order_by("-number").first().pk)
    user = hall.people[name].user
    write_letter(user_id=user.pk, now=timezone.now())
    return str(Letter.objects.filter(to=user.email).order_by("-id").first().text)


def link_in(text: str, words: str) -> str:
    """The path of a link in a letter."""
    found = re.search(rf"^{re.escape(words)}: {settings.SQUARE_URL}(\S+)$", text, re.MULTILINE)
    assert found, text
    return found[1]


def in_english(hall: Hall) -> None:
    for account in hall.people.values():
        account.user.language = "en"
        account.user.save(update_fields=["language"])


def test_an_answer_is_confirmed_from_the_letter_and_once(hall: Hall, client_for: Enter) -> None:
    in_english(hall)
    question = hall.answered()
    path = link_in(letter_to(hall, "asker", question), "Confirm: answered and solved")
    guest = client_for()
    shown = guest.get(path)
    assert shown.status_code == 200
    assert "The street is lit again." in shown.content.decode()
    guest.head(path)
    question.refresh_from_db()
    assert (question.state, Verdict.objects.count()) == ("answered", 0)
    done = guest.post(path)
    question.refresh_from_db()
    assert (done.status_code, question.outcome) == (200, "solved_confirmed")
    assert "Solved, confirmed by the author" in done.content.decode()
    below = done.content.decode().partition("<main")[2]
    assert "-reopen-" in below
    assert "-confirm-" not in below
    assert question.events.order_by("-number").first().actor_id == hall.people["asker"].user.pk
    again = guest.post(path)
    assert again.status_code == 410
    assert "each link acts once" in again.content.decode()


def test_an_answer_is_sent_back_from_the_letter(hall: Hall, client_for: Enter) -> None:
    in_english(hall)
    question = hall.answered()
    path = link_in(letter_to(hall, "asker", question), "Send back")
    guest = client_for()
    assert guest.post(path, {"criterion": "nonsense"}).status_code == 422
    assert guest.post(path, {"criterion": "no_evidence"}).status_code == 200
    question.refresh_from_db()
    assert question.state == "rework"


def test_who_supports_judges_and_stops_by_link(hall: Hall, client_for: Enter) -> None:
    in_english(hall)
    question = hall.ask()
    support(actor=hall.viewer("sup1"), question=question)
    hall.act(question, "accept", "signer")
    hall.answer(question)
    text = letter_to(hall, "sup1", question)
    guest = client_for()
    assert guest.post(link_in(text, "Judge the answer"), {"answered": "1", "solved": "no"}).status_code == 200
    assert Verdict.objects.get().role == "supporter"
    assert guest.post(link_in(text, "It concerns me no longer")).status_code == 200
    question.refresh_from_db()
    assert question.supporter_count == 0
    assert "Confirm" not in text


def test_an_old_letter_confirms_no_newer_answer(hall: Hall, client_for: Enter) -> None:
    in_english(hall)
    question = hall.answered()
    path = link_in(letter_to(hall, "asker", question), "Confirm: answered and solved")
    hall.act(question, "send_back", "asker", reason="no_evidence")
    hall.answer(question, addresses="The act is linked now.")
    stale = client_for().post(path)
    assert stale.status_code == 410
    assert "newer answer" in stale.content.decode()
    question.refresh_from_db()
    assert question.state == "answered"
    assert not UsedLink.objects.exists()


@pytest.mark.parametrize("change", ["signature", "act", "person", "address"])
def test_what_was_forged_is_not_found(hall: Hall, client_for: Enter, change: str) -> None:
    in_english(hall)
    question = hall.answered()
    path = link_in(letter_to(hall, "asker", question), "Confirm: answered and solved")
    if change == "signature":
        path = path[:-3] + ("A" if path[-3] != "A" else "B") + path[-2:]
    elif change == "act":
        path = path.replace("-confirm-", "-withdraw-")
    elif change == "person":
        head, _, _rest = path.rpartition("letter/")[2].partition("-")
        path = path.replace(head, "1", 1)
    else:
        user = hall.people["asker"].user
        user.email = "other@example.org"
        user.save(update_fields=["email"])
    assert client_for().post(path).status_code == 404


def test_a_link_runs_out_with_a_clear_page(hall: Hall, client_for: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    in_english(hall)
    question = hall.answered()
    path = link_in(letter_to(hall, "asker", question), "Confirm: answered and solved")
    monkeypatch.setattr(
        "django.core.signing.time.time", lambda: timezone.now().timestamp() + LINK_TERM.total_seconds() + 9
    )
    answer = client_for().post(path)
    assert answer.status_code == 410
    assert "It has run out" in answer.content.decode()
    question.refresh_from_db()
    assert question.state == "answered"


def test_the_use_of_links_that_have_run_out_is_forgotten(hall: Hall, client_for: Enter) -> None:
    in_english(hall)
    question = hall.answered()
    client_for().post(link_in(letter_to(hall, "asker", question), "Confirm: answered and solved"))
    forget_used_links(now=timezone.now() + LINK_TERM - timedelta(hours=1))
    assert UsedLink.objects.exists()
    forget_used_links(now=timezone.now() + LINK_TERM + timedelta(hours=1))
    assert not UsedLink.objects.exists()


def test_whoever_is_suspended_acts_by_no_link(hall: Hall, client_for: Enter) -> None:
    in_english(hall)
    question = hall.answered()
    path = link_in(letter_to(hall, "asker", question), "Confirm: answered and solved")
    hall.people["asker"].state = "suspended"
    hall.people["asker"].save(update_fields=["state"])
    assert client_for().post(path).status_code == 422
    question.refresh_from_db()
    assert question.state == "answered"
