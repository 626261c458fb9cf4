"""Pictures that come with a letter are photos of the question, for its office; what else comes is told and left out."""

import base64
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from harness.questions import Hall
from pikir.mail.models import Letter
from pikir.media import workshop
from pikir.media.models import Picture
from pikir.media.tests.samples import CAMERA, bytes_of, drawing, fetch, notes
from pikir.offices.models import Office
from pikir.offices.questions.actions.acting import act
from pikir.offices.questions.letters.actions.receiving import Fate, receive
from pikir.offices.questions.letters.models import OfficeLink
from pikir.offices.questions.letters.tests.test_office_links import asked, parks
from pikir.offices.questions.letters.tests.test_receiving import clarifying, reply, to_author
from pikir.offices.questions.letters.tokens import office_tag
from pikir.offices.questions.models import Question
from pikir.offices.questions.photos.kinds import MOST, OF_A_LETTER
from pikir.offices.questions.photos.models import QuestionPhoto
from pikir.offices.questions.states import Part

__all__ = ["clarifying", "parks", "reply"]
ASKER = "asker@example.org"
JPEG = bytes_of(drawing(60), exif=notes())


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Settings) -> None:
    """Photos of these tests lie in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def english(hall: Hall) -> None:
    """Letters to the asker are in English."""
    user = hall.people["asker"].user
    user.language = "en"
    user.save(update_fields=["language"])


def letter(to: str, *files: tuple[str, bytes], sender: str = ASKER) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = sender, to, "<1@example.org>"
    message.set_content("Abai street, house 5.")
    for name, content in files:
        message.add_attachment(content, maintype="image", subtype="jpeg", filename=name)
    return message


def told() -> str:
    return str(Letter.objects.get(to=ASKER).text)


def test_a_picture_is_a_photo_for_the_office_alone(
    hall: Hall, clarifying: Question, client_for: Callable[..., Client]
) -> None:
    raw = letter(to_author(hall, clarifying), ("lamp.jpg", JPEG)).as_bytes()
    assert receive(raw) == Fate.DONE
    photo = QuestionPhoto.objects.select_related("picture").get()
    assert (photo.question, photo.sender) == (clarifying, hall.people["asker"].user)
    assert fetch(client_for(), photo.picture.src).status_code == 404
    answer = fetch(client_for(hall.people["signer"]), photo.picture.src)
    assert answer.status_code == 200
    assert CAMERA.encode() not in answer.body
    assert "Only you and the office see them" in told()
    assert "Left out" not in told()
    assert receive(raw) == Fate.TWICE
    assert Picture.objects.count() == 1
    page = client_for(hall.people["asker"]).get(f"/en/questions/{clarifying.number}").content.decode()
    assert f"/photos/{photo.pk}/" in page


def test_a_photo_between_the_words_is_one_and_a_signature_is_none(hall: Hall, clarifying: Question) -> None:
    message = letter(to_author(hall, clarifying))
    message.make_mixed()
    for name, header in (("photo.jpg", ""), ("logo.jpg", "<logo@example.org>")):
        message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename=name, disposition="inline")
        part = list(message.iter_parts())[-1]
        if header:
            part["Content-ID"] = header
    assert receive(message.as_bytes()) == Fate.DONE
    assert QuestionPhoto.objects.count() == 1


def test_what_is_no_picture_is_left_out_by_name_and_reason(hall: Hall, clarifying: Question) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    files = [("act.pdf", b"%PDF-1.7"), ("x\r\n\u202e.jpg", svg), ("torn.jpg", JPEG[:300]), ("lamp.jpg", JPEG)]
    message = letter(to_author(hall, clarifying), *files)
    inner = letter("somebody@example.org", ("hidden.jpg", JPEG))
    message.add_attachment(inner)
    assert receive(message.as_bytes()) == Fate.DONE
    assert QuestionPhoto.objects.count() == 1
    lines = [line for line in told().splitlines() if line.startswith("- ")]
    assert len(lines) == 4
    assert lines[0].startswith("- act.pdf: This is not a picture")
    assert lines[2].startswith("- torn.jpg: ")
    assert lines[3].startswith("- message/rfc822: ")
    assert "hidden.jpg" not in told()
    clarifying.refresh_from_db()
    assert clarifying.state == "accepted"


def test_too_many_are_not_even_looked_at(hall: Hall, clarifying: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []

    def refuse(*given: object) -> dict[str, object]:
        looked.append(given)
        raise workshop.PictureError("no picture")

    monkeypatch.setattr(workshop, "_decode", refuse)
    files = [(f"{number}.jpg", b"\0" * 9) for number in range(OF_A_LETTER + 3)]
    assert receive(letter(to_author(hall, clarifying), *files).as_bytes()) == Fate.DONE
    assert len(looked) == OF_A_LETTER
    assert told().count("There are too many: 5 of a letter are looked at.") == 3


def test_a_question_takes_so_many_and_no_more(hall: Hall, clarifying: Question) -> None:
    Question.objects.filter(pk=clarifying.pk).update(photo_count=MOST)
    assert receive(letter(to_author(hall, clarifying), ("lamp.jpg", JPEG)).as_bytes()) == Fate.DONE
    assert not Picture.objects.exists()
    assert "- lamp.jpg: There are too many" in told()


@pytest.mark.parametrize("body", [b"!!!! no base64 !!!!", base64.encodebytes(JPEG)[:90], b""])
def test_broken_codings_leave_the_words_standing(hall: Hall, clarifying: Question, body: bytes) -> None:
    head = (
        f"From: {ASKER}\r\nTo: {to_author(hall, clarifying)}\r\nMessage-ID: <1@x>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/plain\r\n\r\nAbai street.\r\n--b\r\nContent-Type: image/jpeg\r\n"
        'Content-Disposition: attachment; filename="lamp.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    assert receive(head.encode() + body + b"\r\n--b--\r\n") == Fate.DONE
    assert not Picture.objects.exists()
    assert "- lamp.jpg: " in told()
    clarifying.refresh_from_db()
    assert clarifying.state == "accepted"


@pytest.mark.parametrize("sender", ["thief@example.org", ASKER])
def test_files_of_a_letter_that_is_not_taken_are_not_looked_at(
    hall: Hall, clarifying: Question, sender: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sender == ASKER:
        hall.act(clarifying, "clarify", "asker", words="Abai street.")
    monkeypatch.setattr(workshop, "_decode", lambda *_given: pytest.fail("it was decoded"))
    raw = letter(to_author(hall, clarifying), ("lamp.jpg", JPEG), sender=sender).as_bytes()
    assert receive(raw) == Fate.REFUSED
    assert not Picture.objects.exists()


def test_an_office_is_told_that_its_files_were_left_out(hall: Hall, parks: Office) -> None:
    question = asked(hall)
    act(question.pk, "accept", part=Part.HANDLER)
    link = OfficeLink.objects.get()
    to = f"reply+{office_tag(link.pk, link.address)}@square.example.org"
    assert receive(letter(to, ("lamp.jpg", JPEG), sender="asel@parks.example.org").as_bytes()) == Fate.DONE
    assert not Picture.objects.exists()
    text = Letter.objects.filter(to=link.address).order_by("-id").first().text
    assert "- lamp.jpg: Evidence of an answer is named in the draft" in text
