"""Uploading by form and by script."""

import pytest

from pikir.media.attachments.models import Attachment
from pikir.media.forms import UploadForm
from pikir.media.kinds import UPLOAD_BYTES
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing, upload


def test_form_gives_what_the_action_wants():
    file = upload(b"x")
    form = UploadForm({"alt": " a view ", "caption": "", "credit": "Bob"}, {"file": file})
    assert form.is_valid()
    assert form.upload("ru") == {"file": file, "language": "ru", "alt": "a view", "caption": "", "credit": "Bob"}


def test_form_asks_for_words():
    form = UploadForm({}, {"file": upload(b"x")})
    assert list(form.errors) == ["alt"]


def test_form_asks_for_no_words_of_a_file_or_from_a_script():
    assert UploadForm({}, {"file": upload(b"%PDF-1.7", name="plan.pdf")}).is_valid()
    assert UploadForm({}, {"file": upload(b"x")}, asks_words=False).is_valid()


def test_form_refuses_what_is_too_large():
    file = upload(b"x")
    file.size = UPLOAD_BYTES + 1
    form = UploadForm({"alt": "a view"}, {"file": file})
    assert form.errors["file"] == ["The file is larger than 16 MB. Choose a smaller picture."]


@pytest.mark.parametrize("content", [b"", None])
def test_form_refuses_nothing(content):
    form = UploadForm({"alt": "a view"}, {} if content is None else {"file": upload(content)})
    assert list(form.errors) == ["file"]


def test_browser_does_not_insist_on_a_picture_in_the_composer():
    assert "required" not in str(UploadForm())


def test_script_uploads(alice, client_for):
    answer = client_for(alice).post("/media/", {"file": upload(bytes_of(drawing())), "alt": "a view"})
    picture = Picture.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": str(picture.id),
        "src": picture.src,
        "srcset": "",
        "alt": "a view",
        "width": 120,
        "height": 80,
    }


def test_script_uploads_a_file(alice, client_for):
    answer = client_for(alice).post("/media/", {"file": upload(b"%PDF-1.7", name="Plan.PDF")})
    made = Attachment.objects.get()
    assert (answer.status_code, made.account_id) == (201, alice.id)
    assert answer.json() == {"id": str(made.id), "title": "Plan.pdf", "address": made.address, "size": 8}
    refused = client_for(alice).post("/media/", {"file": upload(b"MZ", name="plan.pdf")})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["file"])


def test_script_hears_what_is_wrong(alice, bob, client_for, db):
    client = client_for(alice)
    assert client.post("/media/", {"alt": "x"}).json()["errors"].keys() == {"file"}
    broken = client.post("/media/", {"alt": "x", "file": upload(b"<svg/>")})
    assert (broken.status_code, list(broken.json()["errors"])) == (422, ["file"])
    foreign = client.post("/media/", {"alt": "x", "file": upload(b"x"), "account": str(bob.id)})
    assert foreign.status_code == 403
    assert client_for(None).post("/media/").status_code == 302
    assert not Picture.objects.exists()


def test_what_no_form_of_ours_sends_does_no_harm(client_for, alice):
    given = {"account": "9" * 5000, "language": "<b>\x00", "alt": "Вид на реку и город"}
    given["file"] = upload(bytes_of(drawing()))
    assert client_for(alice).post("/media/", given).status_code == 201
    assert (Picture.objects.get().account_id, Picture.objects.get().language) == (alice.id, "ru")
