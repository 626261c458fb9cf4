"""What stands on a profile: kinds, months, pins."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from harness.people import viewer_of
from pikir.accounts.access import Viewer
from pikir.accounts.models import Account
from pikir.posts.actions import Draft, PinError, pin_post, publish_post, start_post, unpin_post, withdraw_post
from pikir.posts.models import Post
from pikir.posts.profiles import counts_of_account, months_of_account, pinned_posts

pytestmark = pytest.mark.django_db
GUEST = Viewer.guest()


def said_at(account: Account, at: datetime, title: str = "Then") -> Post:
    draft = Draft(kind="entry", title=title, source="Text", language="en")
    post = start_post(actor=viewer_of(account), account_id=account.pk, draft=draft, at=at)
    return publish_post(actor=viewer_of(account), post=post, at=at)


def test_tabs_hold_their_kind(alice: Account, bob: Account, post_by: Callable, comment_by: Callable) -> None:
    entry = post_by(alice, "Text", title="Long one")
    post_by(alice, "Short one", kind="note", title="")
    comment_by(alice, post_by(bob, "Text"), "Wordy comment")
    held = {"": ("Long one", "Short one"), "entries": ("Long one",), "notes": ("Short one",), "comments": ("Wordy",)}
    for tab, words in held.items():
        page = Client().get(f"/en/@alice/?tab={tab}").content.decode()
        assert {word for word in ("Long one", "Short one", "Wordy") if word in page} == set(words)
    counts = counts_of_account(account=alice, viewer=GUEST)
    assert (counts.posts, counts.entries, counts.notes, counts.comments, counts.many) == (2, 1, 1, 1, False)
    withdraw_post(actor=viewer_of(alice), post=entry)
    assert counts_of_account(account=alice, viewer=GUEST).posts == 1


def test_counts_are_bounded(alice: Account, post_by: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pikir.posts.profiles.COUNT_LIMIT", 2)
    for _ in range(3):
        post_by(alice, "Text")
    counts = counts_of_account(account=alice, viewer=GUEST)
    assert (counts.posts, counts.many) == (2, True)
    assert "2+" in Client().get("/en/@alice/").content.decode()


def test_months_are_those_of_the_square(alice: Account, client_for, lang: str) -> None:
    said_at(alice, datetime(2026, 1, 31, 20, 30, tzinfo=UTC), "zqnight")  # 1 February in Almaty
    said_at(alice, datetime(2026, 1, 10, 9, 0, tzinfo=UTC), "zqday")
    with timezone.override("Asia/Almaty"):
        assert months_of_account(account=alice, viewer=GUEST) == [(date(2026, 2, 1), 1), (date(2026, 1, 1), 1)]
    with timezone.override("UTC"):
        assert months_of_account(account=alice, viewer=GUEST) == [(date(2026, 1, 1), 2)]
    page = Client().get(f"/{lang}/@alice/archive/").content.decode()
    assert f'href="/{lang}/@alice/2026/1/"' in page
    listed = [Client().get(f"/{lang}/@alice/2026/{month}/").content.decode() for month in (1, 2)]
    for title in ("zqnight", "zqday"):
        assert sum(title in text for text in listed) == 1


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "0/1", "9999/12"])
def test_a_month_that_is_none_is_not_found(client: Client, alice: Account, month: str) -> None:
    assert client.get(f"/en/@alice/{month}/").status_code == 404


def test_an_archive_shows_what_the_reader_may_find(alice: Account, post_by: Callable, client_for) -> None:
    post = post_by(alice, "Text", visibility="unlisted", title="Hidden away")
    month = f"/en/@alice/{post.published_at:%Y/%m}/"
    assert "Hidden away" not in Client().get(month).content.decode()
    assert months_of_account(account=alice, viewer=GUEST) == []
    assert "Hidden away" in client_for(alice).get(month).content.decode()


def test_at_most_three_posts_are_pinned_the_last_first(alice: Account, post_by: Callable, client_for) -> None:
    client = client_for(alice)
    posts = [post_by(alice, "Text", title=f"Number {number}") for number in range(4)]
    for post in posts:
        client.post(f"/en/pin/{post.pk}/", {"act": "pin"})
    assert [post.title for post in pinned_posts(account=alice, viewer=GUEST)] == ["Number 2", "Number 1", "Number 0"]
    with pytest.raises(PinError):
        pin_post(actor=viewer_of(alice), post=posts[3])
    assert 'id="pins"' in Client().get("/en/@alice/").content.decode()
    assert 'id="pins"' not in Client().get("/en/@alice/?tab=notes").content.decode()
    client.post(f"/en/pin/{posts[0].pk}/", {"act": "unpin"})
    pin_post(actor=viewer_of(alice), post=posts[3])
    withdraw_post(actor=viewer_of(alice), post=posts[3])
    assert [post.title for post in pinned_posts(account=alice, viewer=GUEST)] == ["Number 2", "Number 1"]


def test_only_its_own_people_pin(alice: Account, bob: Account, post_by: Callable, comment_by: Callable) -> None:
    post = post_by(alice, "Text")
    for act in (pin_post, unpin_post):
        with pytest.raises(PermissionDenied):
            act(actor=viewer_of(bob), post=post)
    with pytest.raises(PermissionDenied):
        pin_post(actor=viewer_of(alice), post=comment_by(alice, post, "Mine"))
    with pytest.raises(PermissionDenied):
        pin_post(actor=viewer_of(alice), post=post_by(alice, "Text", state="draft"))


def test_a_profile_costs_the_same_however_much_it_holds(alice: Account, post_by: Callable, assert_queries) -> None:
    post_by(alice, "Text")
    Client().get("/en/@alice/")
    for path in ("", "archive/"):
        with assert_queries(9 if not path else 2):
            Client().get(f"/en/@alice/{path}")
    for number in range(5):
        pin = post_by(alice, "Text", title=f"{number}")
        if number < 3:
            pin_post(actor=viewer_of(alice), post=pin)
    for path in ("", "archive/"):
        with assert_queries(9 if not path else 2):
            Client().get(f"/en/@alice/{path}")
