"""The picture of an account."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from PIL import Image

from pikir.accounts.kinds import AccountState
from pikir.media.actions import remove_portrait, set_portrait
from pikir.media.kinds import address_of
from pikir.media.models import Picture
from pikir.media.tests.samples import bytes_of, drawing, fetch, upload


@pytest.fixture
def portrait_of(viewer_for, django_capture_on_commit_callbacks):
    def make(account, **drawn):
        with django_capture_on_commit_callbacks(execute=True):
            file = upload(bytes_of(drawing(**drawn)))
            return set_portrait(actor=viewer_for(account), account_id=account.id, file=file, alt="a face")

    return make


@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 400), (30, 20)])
def test_portrait_is_cut_to_squares(alice, portrait_of, file_of, width, height):
    portrait = portrait_of(alice, width=width, height=height)
    for side in (64, 192):
        with Image.open(file_of(portrait, side)) as kept:
            assert kept.size == (side, side)
    alice.refresh_from_db()
    assert (alice.picture, alice.picture_alt) == (portrait.name, "a face")


def test_everyone_sees_it_until_the_account_is_suspended(alice, portrait_of, client, client_for, moderator):
    address = address_of(portrait_of(alice).name, 64)
    assert fetch(client, address).status_code == 200
    alice.state = AccountState.SUSPENDED
    alice.save()
    assert fetch(client, address).status_code == 404


def test_new_portrait_takes_the_place_of_the_old(alice, portrait_of, client, file_of):
    old, new = portrait_of(alice), portrait_of(alice)
    assert list(Picture.objects.all()) == [new]
    assert not file_of(old).exists()
    assert fetch(client, address_of(old.name, 64)).status_code == 404
    assert fetch(client, address_of(new.name, 64)).status_code == 200


def test_portrait_can_be_taken_away(alice, portrait_of, viewer_for, file_of, django_capture_on_commit_callbacks):
    portrait = portrait_of(alice)
    with django_capture_on_commit_callbacks(execute=True):
        remove_portrait(actor=viewer_for(alice), account_id=alice.id)
    alice.refresh_from_db()
    assert (alice.picture, alice.picture_alt) == ("", "")
    assert not file_of(portrait).exists()


def test_of_others_it_cannot(alice, bob, portrait_of, viewer_for):
    portrait_of(alice)
    with pytest.raises(PermissionDenied):
        remove_portrait(actor=viewer_for(bob), account_id=alice.id)
    with pytest.raises(PermissionDenied):
        set_portrait(actor=viewer_for(bob), account_id=alice.id, file=upload(b""))
    assert Picture.objects.count() == 1


def test_page_sets_and_removes(alice, client_for, lang):
    client, page = client_for(alice), f"/{lang}/account/picture/"
    assert client.get(page).status_code == 200
    sent = client.post(page, {"picture": upload(bytes_of(drawing())), "alt": "a face"})
    assert (sent.status_code, sent["Location"]) == (302, page)
    alice.refresh_from_db()
    assert address_of(alice.picture, 192) in client.get(page).content.decode()
    client.post(page, {"act": "remove"})
    alice.refresh_from_db()
    assert alice.picture == ""


def test_page_says_what_is_wrong(alice, client_for):
    answer = client_for(alice).post("/en/account/picture/", {"picture": upload(b"<svg/>")})
    assert answer.status_code == 422
    assert "not a picture that can be shown" in answer.content.decode()


def test_page_of_an_organisation(alice, bob, organisation, client_for):
    gazette = organisation("gazette", alice)
    page = reverse("portrait_of", args=["gazette"])
    assert client_for(bob).get(page).status_code == 403
    client_for(alice).post(page, {"picture": upload(bytes_of(drawing()))})
    gazette.refresh_from_db()
    assert gazette.picture


def test_guests_sign_in_first(db, client):
    assert client.get("/en/account/picture/").status_code == 302
