"""Asking and supporting without an account: nothing happens before the address is confirmed."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from harness.questions import Hall
from pikir.accounts.actions import ask_to_leave, carry_out_departures, create_user
from pikir.accounts.kinds import LEAVE_AFTER, Fate
from pikir.accounts.models import Account, User
from pikir.accounts.queries import viewer_for
from pikir.mail.models import Letter
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing, fetch, upload
from pikir.offices.questions.letters.actions.wishing import forget_wishes
from pikir.offices.questions.letters.kinds import WISH_TERM
from pikir.offices.questions.letters.models import MailWish
from pikir.offices.questions.models import Question, QuestionSupport


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Settings) -> None:
    """Photos of these tests lie in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"


Enter = Callable[..., Client]
GUEST = "guest@example.org"


def fill(hall: Hall, **given: object) -> dict[str, object]:
    facts = {"title": "When will the lamps burn again?", "text": "Nine lamps are dark.", "kind": "complaint"}
    facts |= {"topic": hall.topic.slug, "place": "Ozen", "place-code": "XA-11", "naming": "initials", "act": "ask"}
    return {**facts, "understood": "on", "email": GUEST, "name": "Aru Bek", **given}


def link_of(address: str = GUEST) -> str:
    text = Letter.objects.filter(to=address).order_by("-id").first().text
    return re.search(r"https?://[^/\s]+(/\S+/ask/confirm/\S+)", text)[1]


def test_a_guest_asks_by_a_confirmed_address(hall: Hall, client_for: Enter) -> None:
    guest = client_for()
    sent = guest.post("/en/questions/ask/", fill(hall))
    assert sent["Location"] == "/en/questions/ask/sent/"
    assert "mailbox" in guest.get(sent["Location"]).content.decode()
    assert not Question.objects.exists()
    path = link_of()
    shown = guest.get(path)
    guest.head(path)
    assert "Nine lamps are dark." in shown.content.decode()
    assert not Question.objects.exists()
    done = guest.post(path, {"act": "confirm"})
    question = Question.objects.get()
    assert question.number in done.content.decode()
    user = User.objects.get(email=GUEST)
    assert (question.asker, question.state, user.has_usable_password()) == (user, "assigned", False)
    page = guest.get(f"/en/questions/{question.number}").content.decode()
    assert "A. B." in page
    for secret in (GUEST, "Aru", user.account.handle):
        assert secret not in page
    assert guest.post(path, {"act": "confirm"}).status_code == 410
    assert Question.objects.count() == 1


def test_the_photo_waits_with_the_draft(hall: Hall, client_for: Enter) -> None:
    guest = client_for()
    photo = upload(bytes_of(drawing()))
    assert guest.post("/en/questions/ask/", fill(hall, file=photo, alt="A dark lamp")).status_code == 302
    picture = Picture.objects.get()
    assert fetch(guest, picture.src).status_code == 404
    guest.post(link_of(), {"act": "confirm"})
    question = Question.objects.get()
    assert question.photos.get().picture == picture
    assert fetch(guest, picture.src).status_code == 404  # until its sender opens it


@pytest.mark.parametrize("way", ["term", "drop"])
def test_what_is_not_confirmed_goes_with_its_photo(hall: Hall, client_for: Enter, way: str) -> None:
    guest = client_for()
    accounts = Account.objects.count()
    photo = upload(bytes_of(drawing()))
    guest.post("/en/questions/ask/", fill(hall, file=photo, alt="A dark lamp"))
    path = link_of()
    if way == "drop":
        assert guest.post(path, {"act": "drop"}).status_code == 200
    else:
        assert forget_wishes(now=timezone.now() + WISH_TERM - timedelta(hours=1)) == 0
        forget_wishes(now=timezone.now() + WISH_TERM + timedelta(hours=1))
    assert not MailWish.objects.exists()
    assert not Picture.objects.exists()
    assert Account.objects.count() == accounts
    assert guest.post(path, {"act": "confirm"}).status_code == 410


def test_a_broken_photo_leaves_nothing(hall: Hall, client_for: Enter) -> None:
    photo = upload(b"no picture")
    answer = client_for().post("/en/questions/ask/", fill(hall, file=photo))
    assert answer.status_code == 422
    assert not MailWish.objects.exists()
    assert not Letter.objects.exists()


def test_nobody_learns_who_has_an_account(hall: Hall, client_for: Enter) -> None:
    guest, member = client_for(), hall.people["sup1"].user
    answers = [guest.post("/en/questions/ask/", fill(hall, email=one)) for one in ("new@example.org", member.email)]
    assert answers[0]["Location"] == answers[1]["Location"]
    texts = [re.sub(r"confirm/\S+", "", Letter.objects.get(to=one).text) for one in ("new@example.org", member.email)]
    assert texts[0] == texts[1]
    guest.post(link_of(member.email), {"act": "confirm"})
    assert Question.objects.get().asker == member


def test_a_password_of_who_did_not_prove_the_address_is_void(hall: Hall, client_for: Enter) -> None:
    thief = create_user(email=GUEST, password="known to the thief", handle="thief", name="Thief", language="en")
    client_for().post("/en/questions/ask/", fill(hall))
    client_for().post(link_of(), {"act": "confirm"})
    thief.refresh_from_db()
    assert Question.objects.get().asker == thief
    assert not thief.has_usable_password()
    assert EmailAddress.objects.get(user=thief).verified


def test_one_address_gets_few_letters(hall: Hall, client_for: Enter) -> None:
    guest = client_for()
    for number in range(5):
        assert guest.post("/en/questions/ask/", fill(hall, title=f"Question {number}")).status_code == 302
    assert Letter.objects.filter(to=GUEST).count() == 3


def test_a_guest_supports_by_a_confirmed_address(hall: Hall, client_for: Enter) -> None:
    question, guest = hall.ask(), client_for()
    page = f"/en/questions/{question.number}"
    assert f"{page}/support/mail/" in guest.get(page).content.decode()
    assert guest.post(f"{page}/support/mail/", {"email": "no address"}).status_code == 422
    assert guest.post(f"{page}/support/mail/", {"email": GUEST}).status_code == 302
    assert not QuestionSupport.objects.exists()
    assert guest.post(link_of(), {"act": "confirm"}).status_code == 200
    question.refresh_from_db()
    assert (question.supporter_count, QuestionSupport.objects.get().user.email) == (1, GUEST)


def test_a_private_question_is_supported_by_no_guest(hall: Hall, client_for: Enter) -> None:
    question = hall.ask(private=True)
    assert client_for().get(f"/en/questions/{question.number}/support/mail/").status_code == 404


def test_who_leaves_takes_what_waits_along(hall: Hall, client_for: Enter) -> None:
    guest = client_for()
    guest.post("/en/questions/ask/", fill(hall))
    guest.post(link_of(), {"act": "confirm"})
    guest.post("/en/questions/ask/", fill(hall, title="Another matter of lamps"))
    actor = viewer_for(User.objects.get(email=GUEST))
    ask_to_leave(actor=actor, fate=Fate.KEEP)
    carry_out_departures(now=timezone.now() + LEAVE_AFTER + timedelta(minutes=1))
    assert not MailWish.objects.exists()
    assert not Letter.objects.filter(to=GUEST).exists()
    assert Question.objects.get().asker is None
    assert not User.objects.filter(email=GUEST).exists()


def test_the_account_is_taken_up_by_a_new_password(hall: Hall, client_for: Enter) -> None:
    guest = client_for()
    guest.post("/en/questions/ask/", fill(hall))
    guest.post(link_of(), {"act": "confirm"})
    guest.post("/en/account/password/reset/", {"email": GUEST})
    text = Letter.objects.filter(to=GUEST).order_by("-id").first().text
    reset = re.search(r"https?://[^/\s]+(/\S+)", text)[1]
    page = guest.get(reset, follow=True)
    new = {"password1": "a calm long password", "password2": "a calm long password"}
    guest.post(page.request["PATH_INFO"], new)
    assert User.objects.get(email=GUEST).has_usable_password()
    login = guest.post("/en/account/sign-in/", {"login": GUEST, "password": new["password1"]})
    assert login.status_code == 302
    assert Question.objects.get().number in guest.get("/en/questions/mine/").content.decode()
