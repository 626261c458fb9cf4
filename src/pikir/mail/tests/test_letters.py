"""Writing letters, handing them over, forgetting them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone, translation
from pytest_django import Settings

from pikir.kernel.ids import id_of
from pikir.kernel.schedules import plans
from pikir.mail import actions, signature
from pikir.mail.delivery import deliver
from pikir.mail.models import Letter

pytestmark = pytest.mark.django_db
RunJobs = Callable[..., int]


class Refusing(BaseEmailBackend):
    """A mail server that quotes the receiver in its refusal."""

    def send_messages(self, messages: list[EmailMessage]) -> int:
        raise ConnectionRefusedError(f"no place for {messages[0].to}")


class Final(BaseEmailBackend):
    """A mail server that knows no such receiver."""

    def send_messages(self, messages: list[EmailMessage]) -> int:
        raise SMTPRecipientsRefused(dict.fromkeys(messages[0].to, (550, b"no such person")))


class Busy(BaseEmailBackend):
    """A mail server that asks to come again."""

    def send_messages(self, messages: list[EmailMessage]) -> int:
        raise SMTPRecipientsRefused(dict.fromkeys(messages[0].to, (451, b"greylisted")))


def write(name: str = "Alice", **more: str) -> None:
    context = {"name": name, "word": "hello", **more}
    actions.send_mail(to="alice@example.org", language="en", template="greeting", context=context)


def test_a_letter_is_kept_with_its_words(greeting: str) -> None:
    write()
    letter = Letter.objects.get()
    assert (letter.to, letter.language, letter.html) == ("alice@example.org", "en", "")
    assert "Hello Alice," in letter.text
    assert "<hello>" in letter.text


def test_a_subject_is_one_line_and_nothing_is_escaped(greeting: str) -> None:
    write("Alice\r\nBcc: bob@example.org")
    assert Letter.objects.get().subject == "Sign in: Alice Bcc: bob@example.org & Co"


def test_a_letter_speaks_its_receivers_language(templates: Path) -> None:
    (templates / "short.subject.txt").write_text("{% get_current_language as now %}{{ now }}")
    (templates / "short.txt").write_text("{{ language }}")
    with translation.override("en"):
        for language in ("kk", "ru"):
            actions.send_mail(to="alice@example.org", language=language, template="short", context={})
        assert translation.get_language() == "en"
    assert list(Letter.objects.order_by("id").values_list("subject", "text")) == [("kk", "kk\n"), ("ru", "ru\n")]


def test_a_letter_is_signed_with_name_and_address_of_the_square(
    greeting: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signature, "_name", signature._name)
    signature.name_square(lambda: f"Sarybel {translation.get_language()}")
    settings.SQUARE_URL = "https://sarybel.example.org"
    write()
    assert Letter.objects.get().text.endswith("\n-- \nSarybel en\nhttps://sarybel.example.org\n")


def test_html_is_kept_beside_the_text(
    greeting: str, templates: Path, server: list[EmailMessage], run_jobs: RunJobs
) -> None:
    (templates / "greeting.html").write_text("<p>{{ word }}</p>")
    write(word="<b>")
    assert Letter.objects.get().html == "<p>&lt;b&gt;</p>"
    run_jobs()
    sent = server[0]
    assert isinstance(sent, EmailMultiAlternatives)
    assert [tuple(part) for part in sent.alternatives] == [("<p>&lt;b&gt;</p>", "text/html")]


def test_headers_of_its_own_go_with_a_letter_and_away_with_its_words(
    greeting: str, server: list[EmailMessage], run_jobs: RunJobs
) -> None:
    headers = {"List-Unsubscribe": "<https://sarybel.example.org/stop/>"}
    context = {"name": "Alice", "word": "hello"}
    actions.send_mail(to="alice@example.org", language="en", template="greeting", context=context, headers=headers)
    run_jobs()
    assert server[0].message()["List-Unsubscribe"] == "<https://sarybel.example.org/stop/>"
    actions.forget_old_letters(now=timezone.now() + timedelta(days=31))
    assert Letter.objects.get().headers is None


def test_a_letter_is_undone_with_its_transaction(greeting: str, server: list[EmailMessage], run_jobs: RunJobs) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert run_jobs() == 0


def test_a_letter_goes_to_the_mail_server(
    greeting: str, server: list[EmailMessage], settings: Settings, run_jobs: RunJobs
) -> None:
    settings.DEFAULT_FROM_EMAIL = "square@example.org"
    write()
    assert server == []
    run_jobs()
    [sent] = server
    letter = Letter.objects.get()
    assert (sent.to, sent.from_email, sent.subject) == (["alice@example.org"], "square@example.org", letter.subject)
    assert sent.extra_headers["Message-ID"].startswith(f"<{letter.id}@")
    assert letter.sent_at
    assert letter.attempts == 1


def test_a_delivery_that_runs_twice_sends_once(greeting: str, server: list[EmailMessage], run_jobs: RunJobs) -> None:
    write()
    run_jobs()
    deliver.call(str(Letter.objects.get().id))
    assert len(server) == 1


def test_without_a_mail_server_letters_stay_in_the_outbox(greeting: str, settings: Settings, run_jobs: RunJobs) -> None:
    settings.MAIL_SERVER_BACKEND = ""
    write()
    assert run_jobs() == 0
    assert Letter.objects.get().sent_at is None


def test_a_refused_letter_is_tried_again_and_the_fault_quotes_nobody(
    greeting: str, settings: Settings, run_jobs: RunJobs
) -> None:
    settings.MAIL_SERVER_BACKEND = f"{__name__}.Refusing"
    write()
    run_jobs()
    letter = Letter.objects.get()
    assert (letter.error, letter.attempts, letter.sent_at) == ("ConnectionRefusedError", 1, None)
    settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    run_jobs(now=timezone.now() + timedelta(minutes=1))
    letter.refresh_from_db()
    assert (letter.error, letter.attempts, len(mail.outbox)) == ("", 2, 1)
    assert letter.sent_at


def test_what_is_refused_for_good_is_not_tried_again(greeting: str, settings: Settings, run_jobs: RunJobs) -> None:
    settings.MAIL_SERVER_BACKEND = f"{__name__}.Final"
    write()
    run_jobs()
    letter = Letter.objects.get()
    assert (letter.error, letter.refused, letter.sent_at) == ("SMTPRecipientsRefused 550", True, None)
    assert run_jobs(now=timezone.now() + timedelta(days=2)) == 0
    letter.refresh_from_db()
    assert letter.attempts == 1


def test_a_server_that_asks_to_come_again_is_asked_again(greeting: str, settings: Settings, run_jobs: RunJobs) -> None:
    settings.MAIL_SERVER_BACKEND = f"{__name__}.Busy"
    write()
    run_jobs()
    run_jobs(now=timezone.now() + timedelta(minutes=1))
    letter = Letter.objects.get()
    assert (letter.error, letter.refused, letter.attempts) == ("SMTPRecipientsRefused 451", False, 2)


def test_letters_from_before_a_server_was_set_are_sent_once_it_is(
    greeting: str, settings: Settings, run_jobs: RunJobs
) -> None:
    settings.MAIL_SERVER_BACKEND = ""
    now = timezone.now()
    for name, age in (("Late", timedelta(days=4)), ("Waiting", timedelta(hours=2)), ("New", timedelta(minutes=5))):
        write(name)
        Letter.objects.filter(text__contains=name).update(created_at=now - age)
    settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    assert actions.send_waiting_letters(now=now) == 1
    run_jobs()
    assert ["Waiting" in letter.body for letter in mail.outbox] == [True]
    assert actions.send_waiting_letters(now=now) == 0


def test_mail_of_libraries_becomes_letters(settings: Settings, server: list[EmailMessage], run_jobs: RunJobs) -> None:
    settings.EMAIL_BACKEND = "pikir.mail.backend.OutboxBackend"
    with transaction.atomic():
        send_mail("Lost", "words", None, ["bob@example.org"])
        transaction.set_rollback(True)
    with translation.override("ru"):
        send_mail("Key", "Open it", "other@example.org", ["alice@example.org", "bob@example.org"], html_message="<p>")
    letters = Letter.objects.order_by("id")
    assert [letter.to for letter in letters] == ["alice@example.org", "bob@example.org"]
    assert {(one.subject, one.text, one.html, one.language) for one in letters} == {("Key", "Open it\n", "<p>", "ru")}
    run_jobs()
    assert len(server) == 2


def test_attachments_are_refused(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "pikir.mail.backend.OutboxBackend"
    message = EmailMessage("Key", "Open it", to=["alice@example.org"], attachments=[("a.txt", "a", "text/plain")])
    with pytest.raises(ValueError, match="attachments"):
        message.send()


def test_words_are_forgotten_after_a_month_and_letters_after_a_year(greeting: str) -> None:
    now = timezone.now()
    write()
    letter = Letter.objects.get()
    for days in (29, 31, 364, 366):
        letter.id = id_of(now - timedelta(days=days))
        letter.subject = f"{days}"
        letter.save(force_insert=True)
    actions.forget_old_letters(now=now)
    kept = dict(Letter.objects.exclude(subject__contains="Alice").values_list("subject", "text"))
    assert sorted(kept) == ["29", "31", "364"]
    assert [kept[days] != "" for days in sorted(kept)] == [True, False, False]


def test_forgetting_is_scheduled_every_night() -> None:
    assert str(plans()["mail.forget"]) == "daily 03:40"
