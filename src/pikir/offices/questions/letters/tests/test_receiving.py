"""Letters that come in: by a secret address, from whom it was made for, and once."""

import io
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from harness.questions import Hall
from pikir.mail.incoming import BYTES
from pikir.mail.models import Letter
from pikir.media.attachments.models import Attachment
from pikir.media.models import Picture
from pikir.notifications.actions import write_letter
from pikir.offices.models import Office
from pikir.offices.questions import notices
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.actions.answering import draft_of
from pikir.offices.questions.letters import tasks
from pikir.offices.questions.letters.actions.receiving import Fate, forget_mail, receive
from pikir.offices.questions.letters.kinds import KEEP_MAIL
from pikir.offices.questions.letters.models import MailIn, OfficeLink
from pikir.offices.questions.letters.tests.test_office_links import MAIL, asked, parks
from pikir.offices.questions.letters.tokens import office_tag, person_tag
from pikir.offices.questions.models import Question
from pikir.offices.questions.states import Part

__all__ = ["parks"]


@pytest.fixture(autouse=True)
def reply(settings: Settings) -> None:
    """The square takes letters."""
    settings.MAIL_REPLY = "reply@square.example.org"


@pytest.fixture
def clarifying(hall: Hall) -> Question:
    """A question about which its author was asked."""
    question = hall.ask()
    hall.act(question, "accept", "signer")
    hall.act(question, "ask_back", "signer", words="Which street?")
    return question


def to_author(hall: Hall, question: Question, name: str = "asker") -> str:
    return f"reply+{person_tag(hall.people[name].user, question.pk)}@square.example.org"


def letter(to: str, sender: str, text: str = "Abai street, house 5.", **headers: str) -> bytes:
    lines = {"From": sender, "To": to, "Message-ID": "<1@example.org>", "Content-Type": "text/plain; charset=utf-8"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"{head}\r\n{text}\r\n".encode()


def words_of(question: Question) -> str:
    return str(question.events.order_by("-number").first().words)


def test_the_author_answers_by_letter_and_once(hall: Hall, clarifying: Question) -> None:
    text = "Abai street, house 5.\n\n-- \nAsker\n"
    raw = letter(to_author(hall, clarifying), "Asker <asker@example.org>", text)
    assert receive(raw) == Fate.DONE
    clarifying.refresh_from_db()
    assert (clarifying.state, words_of(clarifying)) == ("accepted", "Abai street, house 5.")
    count = clarifying.event_count
    assert receive(raw) == Fate.TWICE
    clarifying.refresh_from_db()
    assert clarifying.event_count == count
    assert MailIn.objects.count() == 1


def test_capital_letters_in_an_address_do_no_harm(hall: Hall, clarifying: Question) -> None:
    assert receive(letter(to_author(hall, clarifying).upper(), "ASKER@example.org")) == Fate.DONE


def test_the_address_alone_is_not_enough(hall: Hall, clarifying: Question) -> None:
    raw = letter(to_author(hall, clarifying), "Asker <asker@example.org> <thief@example.org>")
    assert receive(raw) == Fate.REFUSED
    assert receive(letter(to_author(hall, clarifying), "thief@example.org", Message_ID="<2@x>")) == Fate.REFUSED
    clarifying.refresh_from_db()
    assert clarifying.state == "clarifying"
    assert set(Letter.objects.values_list("to", flat=True)) == {"asker@example.org"}


@pytest.mark.parametrize("tag", ["", "x", "a-1-1-" + "a" * 16, "o-1-" + "a" * 16, "a-zzzzzzzzzzzzz-1-" + "a" * 16])
def test_an_address_without_a_right_tag_leads_nowhere(hall: Hall, clarifying: Question, tag: str) -> None:
    assert receive(letter(f"reply+{tag}@square.example.org", "asker@example.org")) == Fate.NOBODY
    assert not Letter.objects.exists()
    assert not MailIn.objects.exists()


def test_a_tag_is_of_one_person_and_one_question(hall: Hall, clarifying: Question) -> None:
    other = person_tag(hall.people["sup1"].user, clarifying.pk)
    assert receive(letter(f"reply+{other}@square.example.org", "sup1@example.org")) == Fate.REFUSED
    signature = to_author(hall, clarifying).partition("@")[0].rpartition("-")[2]
    forged = f"reply+{other.rpartition('-')[0]}-{signature}@square.example.org"
    assert receive(letter(forged, "asker@example.org", Message_ID="<3@x>")) == Fate.NOBODY


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (vacation)"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"List_Id": "<list.example.org>"},
        {"Content_Type": 'multipart/report; boundary="b"'},
    ],
)
def test_nobody_answers_programs(hall: Hall, clarifying: Question, headers: dict[str, str]) -> None:
    assert receive(letter(to_author(hall, clarifying), "asker@example.org", **headers)) == Fate.ROBOT
    assert receive(letter(to_author(hall, clarifying), "MAILER-DAEMON@example.org")) == Fate.ROBOT
    assert receive(letter(to_author(hall, clarifying), "asker@example.org"), bounced=True) == Fate.ROBOT
    clarifying.refresh_from_db()
    assert clarifying.state == "clarifying"
    assert not Letter.objects.exists()


def test_a_letter_that_went_round_is_dropped(hall: Hall, clarifying: Question) -> None:
    raw = b"Received: from a by b\r\n" * 40 + letter(to_author(hall, clarifying), "asker@example.org")
    assert receive(raw) == Fate.ROBOT


def test_refusals_end_after_a_few(hall: Hall) -> None:
    question = hall.answered()
    for number in range(6):
        raw = letter(to_author(hall, question), "asker@example.org", Message_ID=f"<{number}@x>")
        assert receive(raw) == Fate.REFUSED
    sent = Letter.objects.filter(to="asker@example.org")
    assert sent.count() == 3
    assert sent.first().headers["Auto-Submitted"] == "auto-replied"


def test_a_comment_is_refused_with_the_reason(hall: Hall) -> None:
    question = hall.answered()
    hall.people["asker"].user.language = "en"
    hall.people["asker"].user.save(update_fields=["language"])
    count = question.event_count
    assert receive(letter(to_author(hall, question), "asker@example.org", "Nice!")) == Fate.REFUSED
    assert "Comments are written on the page" in Letter.objects.get().text
    question.refresh_from_db()
    assert question.event_count == count


@pytest.mark.parametrize("text", ["", "> Which street?\n> Which house?", "-- \nAsker", "x" * 2_001])
def test_without_own_words_or_with_too_many_nothing_happens(hall: Hall, clarifying: Question, text: str) -> None:
    assert receive(letter(to_author(hall, clarifying), "asker@example.org", text)) == Fate.REFUSED
    clarifying.refresh_from_db()
    assert clarifying.state == "clarifying"


def office_letter(link: OfficeLink, sender: str = "asel@parks.example.org", **headers: str) -> bytes:
    to = f"reply+{office_tag(link.pk, link.address)}@square.example.org"
    return letter(to, sender, "The lamps burn again.\n\nWe looked on Monday.", **headers)


def test_a_letter_of_an_office_is_a_draft_and_never_an_answer(hall: Hall, parks: Office) -> None:
    question = asked(hall)
    link = OfficeLink.objects.get()
    assert receive(office_letter(link)) == Fate.REFUSED  # it did not accept the question yet
    question.refresh_from_db()
    act(question.pk, "accept", part=Part.HANDLER)
    assert receive(office_letter(link, Message_ID="<2@x>")) == Fate.DONE
    question.refresh_from_db()
    draft = draft_of(question)
    assert (draft.one, draft.checked) == ("The lamps burn again.", "We looked on Monday.")
    assert question.state == "accepted"
    assert Letter.objects.filter(to=MAIL).count() == 3
    assert receive(office_letter(link, Message_ID="<3@x>")) == Fate.REFUSED  # the draft stays as it is


def test_a_letter_for_an_office_comes_from_its_domain(hall: Hall, parks: Office) -> None:
    asked(hall)
    link = OfficeLink.objects.get()
    assert receive(office_letter(link, "asel@parks.example.org.evil.example")) == Fate.REFUSED
    assert set(Letter.objects.values_list("to", flat=True)) == {MAIL}


def take(raw: bytes, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    with pytest.raises(SystemExit) as ended:
        call_command("mail-in", *arguments)
    return int(ended.value.code or 0)


def test_the_command_tells_the_mail_server_what_became_of_a_letter(
    hall: Hall, clarifying: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = to_author(hall, clarifying)
    raw = letter("undisclosed-recipients:;", "asker@example.org")
    assert take(raw, monkeypatch) == 67
    assert take(b"", monkeypatch) == 65
    assert take(b"x" * (BYTES + 1), monkeypatch) == 65
    assert take(raw, monkeypatch, to, "--sender", "") == 0
    clarifying.refresh_from_db()
    assert clarifying.state == "clarifying"
    assert take(raw, monkeypatch, to, "--sender", "asker@example.org") == 0
    clarifying.refresh_from_db()
    assert clarifying.state == "accepted"


def test_files_of_a_letter_are_left_out_and_the_sender_is_told(hall: Hall, clarifying: Question) -> None:
    hall.people["asker"].user.language = "en"
    hall.people["asker"].user.save(update_fields=["language"])
    message = EmailMessage()
    message["From"], message["To"] = "asker@example.org", to_author(hall, clarifying)
    message.set_content("Abai street.")
    message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="house.exe")
    assert receive(message.as_bytes()) == Fate.DONE
    clarifying.refresh_from_db()
    assert words_of(clarifying) == "Abai street."
    assert "- house.exe: This is not a picture" in Letter.objects.get().text
    assert not Picture.objects.exists()
    assert not Attachment.objects.exists()


def test_a_box_is_looked_into_and_what_comes_twice_acts_once(
    hall: Hall, clarifying: Question, settings: Settings, tmp_path: Path
) -> None:
    box = Maildir(tmp_path / "box", create=True)
    settings.MAIL_IN = f"maildir:{tmp_path}/box"
    raw = letter(to_author(hall, clarifying), "asker@example.org")
    box.add(raw)
    box.add(b"Received: again\r\n" + raw)
    box.add(letter("stranger@square.example.org", "asker@example.org"))
    tasks.collect_letters.call()
    clarifying.refresh_from_db()
    assert clarifying.state == "accepted"
    assert [one.get_flags() for one in box] == ["S"]  # what leads nowhere is left for an operator
    tasks.collect_letters.call()
    forget_mail(now=timezone.now() + KEEP_MAIL)
    assert not MailIn.objects.exists()


def test_a_letter_about_what_was_asked_back_can_be_answered(hall: Hall, clarifying: Question) -> None:
    user = hall.people["asker"].user
    notices.tell_of_event(event_id=clarifying.events.order_by("-number").first().pk)
    write_letter(user_id=user.pk, now=timezone.now())
    sent = Letter.objects.get(to=user.email)
    assert sent.headers["Reply-To"] in sent.text
    assert receive(letter(sent.headers["Reply-To"], user.email)) == Fate.DONE
