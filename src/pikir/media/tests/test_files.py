"""Who gets the file of a picture, and how long it may be kept."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.audit.models import Entry
from pikir.kernel import events
from pikir.media.access import visible_pictures
from pikir.media.actions import hide_picture, restore_picture
from pikir.media.events import PictureMoved
from pikir.media.kinds import PictureUse
from pikir.media.models import Picture
from pikir.media.queries import pictures_by_key
from pikir.media.tests.samples import fetch

FOREVER = "public, max-age=31536000, immutable"
NOT_KEPT = "private, no-store"

pytestmark = pytest.mark.django_db


def row(account: Account, **fields) -> Picture:
    """A picture without files."""
    values = {"width": 1600, "height": 900, "format": "jpeg", "size": 1, "sha256": "0" * 64, **fields}
    return Picture.objects.create(account=account, **values)


def test_public_picture(alice, give, show_to, client, file_of):
    show_to(lambda _: True)
    answer = fetch(client, give(alice).src)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == FOREVER
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("inline")
    assert "Cookie" not in answer.get("Vary", "")
    assert answer.body == file_of(Picture.objects.get()).read_bytes()


def test_every_width_and_no_other(alice, give, show_to, client):
    show_to(lambda _: True)
    picture = give(alice)
    found = [
        fetch(client, f"/media/{picture.name}-{width}.webp").status_code for width in (480, 960, 1000, 1600, 99999)
    ]
    assert found == [200, 200, 200, 404, 404]


def test_known_picture_is_not_sent_again(alice, give, show_to, client):
    show_to(lambda _: True)
    picture = give(alice)
    etag = fetch(client, picture.src)["ETag"]
    answer = fetch(client, picture.src, **{"If-None-Match": etag})
    assert (answer.status_code, answer.body, answer["Cache-Control"]) == (304, b"", FOREVER)
    assert fetch(client, picture.src, **{"If-None-Match": '"other"'}).status_code == 200


def test_unused_picture_is_seen_by_its_uploader_alone(alice, bob, operator, moderator, give, gates, client_for):
    picture = give(alice)
    seen = {person: fetch(client_for(person), picture.src) for person in (alice, bob, operator, moderator, None)}
    assert {person: answer.status_code for person, answer in seen.items()} == {
        alice: 200,
        bob: 404,
        operator: 404,
        moderator: 404,
        None: 404,
    }
    assert seen[alice]["Cache-Control"] == NOT_KEPT
    assert seen[None]["Cache-Control"] == "no-store"


def test_picture_of_something_not_public(alice, bob, carol, give, show_to, client_for):
    show_to(lambda viewer: viewer.account_id == bob.id)
    picture = give(alice)
    answer = fetch(client_for(bob), picture.src)
    assert (answer.status_code, answer["Cache-Control"]) == (200, NOT_KEPT)
    assert fetch(client_for(carol), picture.src).status_code == 404
    assert fetch(client_for(None), picture.src, **{"If-None-Match": answer["ETag"]}).status_code == 404


def test_operators_of_an_organisation_see_its_pictures(alice, bob, organisation, viewer_for, gates):
    gazette = organisation("gazette", alice)
    picture = row(gazette)
    assert visible_pictures(viewer_for(alice), [picture]) == {picture.id}
    assert visible_pictures(viewer_for(bob), [picture]) == set()


def test_unknown_names(client, db):
    assert fetch(client, f"/media/{'0' * 32}-480.webp").status_code == 404
    assert fetch(client, "/media/../secrets/secret").status_code == 404


def test_missing_file_is_not_an_error(alice, give, show_to, client, file_of):
    show_to(lambda _: True)
    picture = give(alice)
    file_of(picture).unlink()
    assert fetch(client, picture.src).status_code == 404


def test_only_reading(alice, give, show_to, client):
    show_to(lambda _: True)
    picture = give(alice)
    assert client.post(picture.src).status_code == 405
    head = client.head(picture.src)
    head.getvalue()
    assert head.status_code == 200


def test_hidden_picture_is_gone_at_once(alice, bob, moderator, give, show_to, viewer_for, client_for):
    show_to(lambda _: True)
    picture = give(alice)
    old = picture.src
    told: list[PictureMoved] = []
    events.subscribe(PictureMoved, told.append)
    hidden = hide_picture(actor=viewer_for(moderator), picture_id=picture.id, reason="a face without consent")
    assert hidden.name != picture.name
    assert [fetch(client_for(person), old).status_code for person in (alice, bob, None)] == [410, 410, 410]
    assert [fetch(client_for(person), hidden.src).status_code for person in (bob, None)] == [410, 410]
    for person in (alice, moderator):
        answer = fetch(client_for(person), hidden.src)
        assert (answer.status_code, answer["Cache-Control"]) == (200, NOT_KEPT)
    assert Entry.objects.get(verb="hide_picture").reason == hidden.state_reason == "a face without consent"
    assert told == [PictureMoved(picture_id=picture.id, verb="hide_picture")]


def test_restored_picture_is_shown_under_its_new_name(alice, moderator, give, show_to, viewer_for, client):
    show_to(lambda _: True)
    picture = give(alice)
    actor = viewer_for(moderator)
    hide_picture(actor=actor, picture_id=picture.id, reason="doubt")
    restored = restore_picture(actor=actor, picture_id=picture.id, reason="consent was given")
    assert fetch(client, picture.src).status_code == 410
    assert fetch(client, restored.src).status_code == 200


def test_who_may_hide(alice, bob, moderator, viewer_for):
    own, other, face = row(moderator), row(alice), row(alice, use=PictureUse.PORTRAIT, width=192)
    for person, picture in ((bob, other), (alice, other), (moderator, own), (moderator, face)):
        with pytest.raises(PermissionDenied):
            hide_picture(actor=viewer_for(person), picture_id=picture.id, reason="x")
    with pytest.raises(Http404):
        restore_picture(actor=viewer_for(moderator), picture_id=other.id, reason="x")


def test_pictures_by_the_keys_of_texts(alice, moderator, viewer_for, assert_queries):
    kept, moved, hidden = row(alice), row(alice), row(alice)
    actor = viewer_for(moderator)
    for picture in (moved, hidden):
        hide_picture(actor=actor, picture_id=picture.id, reason="x")
    restore_picture(actor=actor, picture_id=moved.id, reason="x")
    keys = [str(kept.id), kept.name, moved.name, hidden.name, str(hidden.id), "9" * 19, "0" * 32]
    with assert_queries(2):
        found = pictures_by_key(keys)
    assert found == {str(kept.id): kept, kept.name: kept, moved.name: moved}


def test_no_keys_no_pictures(db):
    assert pictures_by_key([]) == {}


@pytest.mark.parametrize("count", [1, 40])
def test_many_pictures_cost_one_question_a_gate(alice, show_to, assert_queries, count):
    asked = []
    show_to(lambda viewer: asked.append(viewer) or True)
    for _ in range(count):
        row(alice)
    with assert_queries(1):
        pictures = list(Picture.objects.select_related("account"))
        assert len(visible_pictures(Viewer.guest(), pictures)) == count
    assert len(asked) == 1


def test_a_file_costs_one_query_beside_the_gates(alice, give, show_to, client, assert_queries):
    show_to(lambda _: True)
    picture = give(alice)
    fetch(client, picture.src)  # the square itself is remembered from here on
    with assert_queries(1):
        fetch(client, picture.src)
