"""The header of a profile: a wide picture with words and a point where to look."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from PIL import Image

from pikir.accounts.models import Account, Profile
from pikir.media.actions import set_header_picture
from pikir.media.kinds import address_of
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing, fetch, upload

HERE = "account/header/"


@pytest.fixture
def put_up(client_for, alice: Account, django_capture_on_commit_callbacks):
    """Alice sends the form."""

    def send(*, lang: str = "en", width: int = 0, **given: object):
        file = {"picture": upload(bytes_of(drawing(width, width // 3)))} if width else {}
        with django_capture_on_commit_callbacks(execute=True):
            return client_for(alice).post(f"/{lang}/{HERE}", file | given)

    return send


def header_of(account: Account) -> Profile:
    return Profile.objects.get(account=account)


def test_it_is_kept_whole_and_shown_with_words_and_a_point(put_up, alice: Account, lang: str, file_of) -> None:
    assert put_up(lang=lang, width=1800, alt="A river", focus_x=80, focus_y=20).status_code == 302
    page, picture = header_of(alice), Picture.objects.get()
    assert (page.header, page.header_alt, page.header_x, page.header_y) == (picture.name, "A river", 80, 20)
    with Image.open(file_of(picture, page.header_width)) as kept:
        assert kept.size == (1600, 533)
    shown = Client().get(f"/{lang}/@alice/").content.decode()
    assert 'class="page-header fx8 fy2"' in shown
    assert 'alt="A river"' in shown
    assert fetch(Client(), address_of(page.header, 480)).status_code == 200


def test_words_and_point_change_without_a_new_file(put_up, alice: Account) -> None:
    put_up(width=600, alt="Before")
    name = header_of(alice).header
    assert put_up(alt="After", focus_x=0, focus_y=100).status_code == 302
    page = header_of(alice)
    assert (page.header, page.header_alt, page.header_x, page.header_y) == (name, "After", 0, 100)


def test_a_new_one_takes_the_place_and_it_can_be_taken_away(put_up, alice: Account, file_of) -> None:
    put_up(width=600)
    old = Picture.objects.get()
    put_up(width=700)
    assert not file_of(old, 600).exists()
    put_up(act="remove")
    assert header_of(alice).header == ""
    assert not Picture.objects.exists()
    assert "page-header" not in Client().get("/en/@alice/").content.decode()


@pytest.mark.parametrize("given", [{}, {"focus_x": 101}, {"focus_y": "left"}])
def test_wrong_input_is_answered_with_the_form(put_up, alice: Account, lang: str, given: dict[str, object]) -> None:
    answer = put_up(lang=lang, alt="Kept", **given)
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.content.decode()
    assert not Profile.objects.exists()


def test_of_others_it_cannot(alice: Account, bob: Account, viewer_for) -> None:
    with pytest.raises(PermissionDenied):
        set_header_picture(actor=viewer_for(bob), account_id=alice.id, file=upload(bytes_of(drawing(600, 200))))
