"""Uploading by form and by script."""

import pytest

from pikir.media.forms import PictureForm
from pikir.media.kinds import UPLOAD_BYTES
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing, upload


def test_form_gives_what_the_action_wants():
    file = upload(b"x")
    form = PictureForm({"alt": " a view ", "caption": "", "credit": "Bob"}, {"picture": file})
    assert form.is_valid()
    assert form.upload("ru") == {"file": file, "language": "ru", "alt": "a view", "caption": "", "credit": "Bob"}


def test_form_asks_for_words():
    form = PictureForm({}, {"picture": upload(b"x")})
    assert list(form.errors) == ["alt"]


def test_form_refuses_what_is_too_large():
    file = upload(b"x")
    file.size = UPLOAD_BYTES + 1
    form = PictureForm({"alt": "a view"}, {"picture": file})
    assert form.errors["picture"] == ["The file is larger than 16 MB. Choose a smaller picture."]


@pytest.mark.parametrize("content", [b"", None])
def test_form_refuses_nothing(content):
    form = PictureForm({"alt": "a view"}, {} if content is None else {"picture": upload(content)})
    assert list(form.errors) == ["picture"]


def test_browser_does_not_insist_on_a_picture_in_the_composer():
    assert "required" not in str(PictureForm())


def test_script_uploads(alice, client_for):
    answer = client_for(alice).post("/media/", {"picture": upload(bytes_of(drawing())), "alt": "a view"})
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


def test_script_hears_what_is_wrong(alice, bob, client_for, db):
    client = client_for(alice)
    assert client.post("/media/", {"alt": "x"}).json()["errors"].keys() == {"picture"}
    broken = client.post("/media/", {"alt": "x", "picture": upload(b"<svg/>")})
    assert (broken.status_code, list(broken.json()["errors"])) == (422, ["picture"])
    foreign = client.post("/media/", {"alt": "x", "picture": upload(b"x"), "account": str(bob.id)})
    assert foreign.status_code == 403
    assert client_for(None).post("/media/").status_code == 302
    assert not Picture.objects.exists()


def test_what_no_form_of_ours_sends_does_no_harm(client_for, alice):
    given = {"account": "9" * 5000, "language": "<b>\x00", "alt": "Вид на реку и город"}
    given["picture"] = upload(bytes_of(drawing()))
    assert client_for(alice).post("/media/", given).status_code == 201
    assert (Picture.objects.get().account_id, Picture.objects.get().language) == (alice.id, "ru")
