"""What officials say as holders of a position: part by part, each closed with its last day, under both names."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from harness.offices import make_holder, make_office, make_position
from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.offices import actions
from pikir.offices.models import Appointment, BlogText, Office, Position
from pikir.posts.actions import Draft, hide_post, publish_post, schedule_post, start_post, withdraw_post
from pikir.posts.actions.moving import publish_due_posts
from pikir.posts.kinds import State
from pikir.posts.models import Post

Enter = Callable[..., Client]
DAY = timedelta(days=1)
FEED = "/feeds/en/offices/@clinics/minister"
PAGE = "/en/offices/@clinics/minister/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def minister(akimat: Office, alice: Account) -> Position:
    """A position that alice holds."""
    position = make_position(make_office("clinics", body="ministry", parent=akimat), "minister", is_head=True)
    make_holder(position, "alisa", account=alice)
    alice.refresh_from_db()
    return position


def held_by(account: Account) -> Appointment:
    row: Appointment = Appointment.objects.get(official__account=account)
    return row


def say(author: Account, title: str, position: Appointment | None = None, *, public: bool = True) -> Post:
    capacity = str(position.pk) if position else ""
    draft = Draft(kind="entry", title=title, source="Words.")
    post = start_post(actor=viewer_of(author), account_id=author.pk, draft=draft, capacity=capacity)
    return publish_post(actor=viewer_of(author), post=post) if public else post


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def leave(account: Account, last_day: date | None = None) -> None:
    day = last_day or timezone.localdate() - DAY
    actions.end_appointment(actor=None, appointment=held_by(account), last_day=day)
    account.refresh_from_db()


def test_the_composer_offers_the_position_and_the_text_stands_in_its_blog(
    minister: Position, alice: Account, client_for: Enter
) -> None:
    client, row = client_for(alice), held_by(alice)
    voice = f"{alice.pk}:{row.pk}"
    assert f'value="{voice}"' in read(client, "/en/write/")
    form = {"kind": "entry", "title": "Beds", "source": "More.", "visibility": "public", "account": voice}
    client.post("/en/write/", form | {"act": "save"})
    post = Post.objects.get()
    assert (post.account_id, post.audience_id) == (alice.pk, minister.office_id)
    assert f'value="{voice}" selected' in read(client, f"/en/write/{post.pk}/")
    client.post(f"/en/write/{post.pk}/", form | {"act": "publish"})
    guest = client_for()
    for address in (PAGE, f"{PAGE}blog/{row.pk}/", "/en/@alice/"):
        assert "Beds" in read(guest, address), address
    page = read(guest, f"/en/@alice/{post.pk}/")
    assert "From the blog of a position" in page
    assert f"{PAGE}blog/{row.pk}/" in page
    assert f'value="{voice}"' not in read(client, f"/en/write/{post.pk}/")  # said is said


def test_a_draft_may_change_its_voice(minister: Position, alice: Account, client_for: Enter) -> None:
    post = say(alice, "Beds", held_by(alice), public=False)
    form = {"kind": "entry", "title": "Beds", "source": "More.", "visibility": "public", "account": str(alice.pk)}
    client_for(alice).post(f"/en/write/{post.pk}/", form | {"act": "publish"})
    post.refresh_from_db()
    assert post.state == State.PUBLISHED
    assert post.audience_id is None
    assert "Beds" not in read(client_for(), PAGE)


def test_after_the_last_day_the_part_is_an_archive_under_both_names_and_a_new_one_begins(
    minister: Position, alice: Account, bob: Account, client_for: Enter
) -> None:
    today, first = timezone.localdate(), held_by(alice)
    old = say(alice, "Beds", first)
    Post.objects.filter(pk=old.pk).update(published_at=timezone.now() - DAY * 3)
    leave(alice)
    make_holder(minister, "bek", today, account=bob)
    bob.refresh_from_db()
    second = held_by(bob)
    say(bob, "Nurses", second)
    later = say(alice, "Free again")
    guest = client_for()
    page = read(guest, PAGE)
    assert page.index("Nurses") < page.index("Earlier parts") < page.index(f"{PAGE}blog/{first.pk}/")
    archive = read(guest, f"{PAGE}blog/{first.pk}/")
    assert "This part of the blog is an archive: Alisa" in archive
    assert "Beds" in archive
    assert "Nurses" not in archive
    assert "Free again" not in archive
    assert "Beds" not in read(guest, f"{PAGE}blog/{second.pk}/")
    profile = read(guest, "/en/@alice/")
    assert f"{PAGE}blog/{first.pk}/" in profile
    badge = "Minister, Clinics"
    assert badge in read(guest, f"/en/@alice/{old.pk}/")
    assert "Alisa held it until" in read(guest, f"/en/@alice/{old.pk}/")
    assert badge not in read(guest, f"/en/@alice/{later.pk}/")


def test_nobody_writes_in_a_position_they_do_not_hold(
    minister: Position, alice: Account, bob: Account, client_for: Enter
) -> None:
    with pytest.raises(PermissionDenied):
        say(bob, "Beds", held_by(alice))
    assert f":{held_by(alice).pk}" not in read(client_for(bob), "/en/write/")
    leave(alice)
    with pytest.raises(PermissionDenied):
        say(alice, "Beds", held_by(alice))
    assert not BlogText.objects.exists()


def test_what_becomes_public_after_the_last_day_stands_in_the_own_name(
    minister: Position, alice: Account, client_for: Enter
) -> None:
    post = say(alice, "Beds", held_by(alice), public=False)
    moment = timezone.now() + DAY
    schedule_post(actor=viewer_of(alice), post=post, publish_at=moment)
    leave(alice)
    assert publish_due_posts(now=moment + DAY) == 1
    post.refresh_from_db()
    assert (post.state, post.audience_id) == (State.PUBLISHED, None)
    assert not BlogText.objects.exists()
    assert "Beds" not in read(client_for(), PAGE)


@pytest.mark.parametrize("way", ["hidden", "withdrawn"])
def test_what_is_taken_down_leaves_the_blog(
    minister: Position, alice: Account, moderator: Account, client_for: Enter, way: str
) -> None:
    post, guest = say(alice, "Beds", held_by(alice)), client_for()
    assert "Beds" in read(guest, PAGE)
    if way == "hidden":
        hide_post(actor=viewer_of(moderator), post=post, reason="Rule 3")
    else:
        withdraw_post(actor=viewer_of(alice), post=post)
    assert "Beds" not in read(guest, PAGE)
    assert guest.get(f"{PAGE}blog/{held_by(alice).pk}/").status_code == 404


def test_the_feed_of_a_position_goes_on_with_the_next_holder(
    minister: Position, alice: Account, bob: Account, client_for: Enter
) -> None:
    say(alice, "Beds", held_by(alice))
    leave(alice)
    make_holder(minister, "bek", timezone.localdate(), account=bob)
    bob.refresh_from_db()
    say(bob, "Nurses", held_by(bob))
    say(bob, "At home")
    guest = client_for()
    feed = json.loads(read(guest, f"{FEED}.json"))
    assert feed["title"] == "Minister, Clinics"
    assert feed["home_page_url"].endswith(PAGE)
    assert [item["title"] for item in feed["items"]] == ["Nurses", "Beds"]
    assert all("<p>Words.</p>" in item["content_html"] for item in feed["items"])
    assert json.loads(read(guest, f"{FEED}.json?in=kk"))["items"] == []
    for address in (PAGE, f"{PAGE}blog/{held_by(bob).pk}/"):
        assert f'href="{FEED}.atom"' in read(guest, address), address
    assert guest.get("/feeds/en/offices/@clinics/deputy.rss").status_code == 404
    assert guest.get("/feeds/en/offices/@alice/minister.rss").status_code == 404


def test_a_part_of_another_position_is_none_of_this(minister: Position, alice: Account, client_for: Enter) -> None:
    say(alice, "Beds", held_by(alice))
    make_position(minister.office, "deputy")
    row: Any = held_by(alice)
    assert client_for().get(f"/en/offices/@clinics/deputy/blog/{row.pk}/").status_code == 404
