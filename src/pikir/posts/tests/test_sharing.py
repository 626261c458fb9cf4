"""Sharing: into the home of followers, with a word as a note that quotes, and only as the author lets."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from pikir.accounts.actions import block, follow, mute, unfollow, unmute
from pikir.accounts.models import Account
from pikir.posts import home
from pikir.posts.actions import (
    boost_post,
    choose_sharing,
    detach_quote,
    hide_post,
    quote_post,
    unboost_post,
    withdraw_post,
)
from pikir.posts.home import home_page
from pikir.posts.models import Boost, Post


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "Zqtext of alice", title="Zqtitle")


@pytest.fixture
def reader(bob: Account, carol: Account, viewer_for: Any, client_for: Any) -> Client:
    """carol, who follows bob and not alice."""
    follow(actor=viewer_for(carol), target_id=bob.pk)
    return client_for(carol)


def home_of(client: Client) -> str:
    return client.get("/en/home/").content.decode()


def test_what_is_shared_stands_in_the_home_of_followers_with_who_shared_it(
    client_for: Any, reader: Client, root: Post, bob: Account
) -> None:
    bobs, address = client_for(bob), f"/en/@alice/{root.pk}/share/"
    assert "Zqtitle" in bobs.get(address).content.decode()
    assert bobs.post(address).status_code == 302
    page = home_of(reader)
    assert page.count("Zqtitle") == 1
    assert f"Shared by {bob.name}" in page
    assert "Share it no longer" in bobs.get(address).content.decode()
    bobs.post(address, {"act": "off"})
    assert "Zqtitle" not in home_of(reader)
    assert Post.objects.get(pk=root.pk).boost_count == 0


def test_each_post_stands_once_and_every_page_goes_on_where_the_last_ended(
    alice: Account, bob: Account, carol: Account, reader: Client, post_by: Any, viewer_for: Any
) -> None:
    dana = post_by(alice, "x").account
    posts = [post_by(dana, f"Of alice {number}") for number in range(6)]
    for number, post in enumerate(posts):
        post_by(bob, f"Of bob {number}")
        boost_post(actor=viewer_for(bob), account_id=bob.pk, post=post)
    again = post_by(bob, "Another of bob")
    boost_post(actor=viewer_for(alice), account_id=alice.pk, post=again)
    follow(actor=viewer_for(carol), target_id=alice.pk)  # now alice's own posts stand at their own places
    viewer = viewer_for(carol)
    for followed in (True, False):
        seen, before = [], None
        while True:
            page = home_page(viewer=viewer, before=before, limit=4)
            seen += page.items
            if page.older is None:
                break
            before = page.older
        assert len({item.post.pk for item in seen}) == len(seen) == Post.objects.count() - (not followed)
        assert [item.place for item in seen] == sorted((item.place for item in seen), reverse=True)
        assert any(item.shared_by for item in seen) is not followed
        unfollow(actor=viewer, target_id=alice.pk)


def test_home_keeps_out_whom_one_does_not_want_and_who_is_blocked(
    root: Post, alice: Account, bob: Account, carol: Account, reader: Client, viewer_for: Any
) -> None:
    boost_post(actor=viewer_for(bob), account_id=bob.pk, post=root)
    assert "Zqtitle" in home_of(reader)
    mute(actor=viewer_for(carol), target_id=alice.pk)
    assert "Zqtitle" not in home_of(reader)
    unmute(actor=viewer_for(carol), target_id=alice.pk)
    block(actor=viewer_for(alice), target_id=bob.pk)
    assert "Zqtitle" not in home_of(reader), "who shared it may not even see it now"


def test_what_is_taken_down_or_back_leaves_the_home(
    root: Post, alice: Account, bob: Account, reader: Client, viewer_for: Any, post_by: Any, moderator: Account
) -> None:
    other = post_by(alice, "x", title="Zqother")
    for post in (root, other):
        boost_post(actor=viewer_for(bob), account_id=bob.pk, post=post)
    hide_post(actor=viewer_for(moderator), post=root, reason="Rule 2.")
    withdraw_post(actor=viewer_for(alice), post=other)
    assert "Zq" not in re.sub(r'value="\w+"', "", home_of(reader))


@pytest.mark.parametrize("visibility", ["unlisted", "followers", "private"])
def test_only_what_everyone_reads_is_shared(
    visibility: str, alice: Account, bob: Account, post_by: Any, viewer_for: Any, client_for: Any, comment_by: Any
) -> None:
    follow(actor=viewer_for(bob), target_id=alice.pk)
    post = post_by(alice, "Text", visibility=visibility)
    assert client_for(bob).post(f"/en/@alice/{post.pk}/share/").status_code == 404
    with pytest.raises(PermissionDenied):
        quote_post(actor=viewer_for(bob), account_id=bob.pk, post=post, source="Look")
    assert not Boost.objects.exists()


@pytest.mark.parametrize(
    ("circle", "stranger", "follower"), [("everyone", 1, 1), ("followers", 0, 1), ("nobody", 0, 0)]
)
def test_the_author_says_who_shares_and_quotes(
    circle: str, stranger: int, follower: int, root: Post, alice: Account, bob: Account, carol: Account,
    viewer_for: Any, client_for: Any, lang: str,
) -> None:  # fmt: skip
    follow(actor=viewer_for(carol), target_id=alice.pk)
    assert client_for(alice).post(f"/{lang}/account/sharing/", {"circle": circle}).status_code == 302
    for account, allowed in ((bob, stranger), (carol, follower)):
        for words in ("", "Look at this"):
            answer = client_for(account).post(f"/{lang}/@alice/{root.pk}/share/", {"source": words})
            assert answer.status_code == (302 if allowed else 403)
            assert allowed or words in answer.content.decode()
    assert Boost.objects.count() == stranger + follower
    assert Post.objects.filter(quote_of=root).count() == stranger + follower


def test_ones_own_text_is_quoted_but_not_shared_bare(root: Post, alice: Account, client_for: Any) -> None:
    alices, address = client_for(alice), f"/en/@alice/{root.pk}/share/"
    assert alices.post(address).status_code == 422
    assert alices.post(address, {"source": "I said it a year ago."}).status_code == 302
    assert not Boost.objects.exists()


def test_a_quotation_is_shown_as_far_as_its_reader_may_see_it(
    root: Post, alice: Account, bob: Account, carol: Account, client: Client, client_for: Any, viewer_for: Any,
    moderator: Account, lang: str,
) -> None:  # fmt: skip
    note = quote_post(actor=viewer_for(bob), account_id=bob.pk, post=root, source="Zqlook")
    page = f"/{lang}/@bob/{note.pk}/"
    assert "Zqtitle" in client.get(page).content.decode()
    block(actor=viewer_for(alice), target_id=carol.pk)
    shown = client_for(carol).get(page).content.decode()
    line = {
        "en": "The quoted text cannot be read now.",
        "ru": "Процитированный текст сейчас недоступен.",
        "kk": "Дәйексөз мәтіні қазір қолжетімсіз.",
    }[lang]
    assert "Zqtitle" not in shown
    assert line in shown
    hide_post(actor=viewer_for(moderator), post=root, reason="Rule 2.")
    assert line in client.get(page).content.decode()


def test_who_is_quoted_is_told_and_can_take_their_words_out(
    root: Post, alice: Account, bob: Account, client: Client, client_for: Any, viewer_for: Any, run_jobs: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        note = quote_post(actor=viewer_for(bob), account_id=bob.pk, post=root, source="Zqlook")
    run_jobs()
    alices = client_for(alice)
    inbox = alices.get("/en/inbox/").content.decode()
    assert "quoted “Zqtitle”" in inbox
    page = f"/en/@bob/{note.pk}/"
    assert "Take my words out of here" in alices.get(page).content.decode()
    assert "Take my words" not in client_for(bob).get(page).content.decode()
    assert client_for(bob).post(f"/en/detach/{note.pk}/").status_code == 403
    alices.post(f"/en/detach/{note.pk}/")
    shown = client.get(page).content.decode()
    assert "Zqtitle" not in shown
    assert "The author of the quoted text took it out of here." in shown
    with pytest.raises(PermissionDenied):
        detach_quote(actor=viewer_for(alice), quoting=Post.objects.get(pk=note.pk))


def test_a_home_with_shares_takes_the_same_queries_however_many(
    reader: Client, alice: Account, bob: Account, post_by: Any, viewer_for: Any, assert_queries: Any
) -> None:
    boost_post(actor=viewer_for(bob), account_id=bob.pk, post=post_by(alice, "One"))
    home_of(reader)
    for _ in range(2):
        with assert_queries(8):
            home_of(reader)
        for number in range(6):
            boost_post(actor=viewer_for(bob), account_id=bob.pk, post=post_by(alice, f"More {number}"))


def test_taking_back_what_was_not_shared_changes_nothing(root: Post, bob: Account, viewer_for: Any) -> None:
    unboost_post(actor=viewer_for(bob), account_id=bob.pk, post=root)
    choose_sharing(actor=viewer_for(root.account), account_id=root.account_id, circle="nobody")
    with pytest.raises(PermissionDenied):
        choose_sharing(actor=viewer_for(bob), account_id=root.account_id, circle="everyone")
    assert Post.objects.get(pk=root.pk).boost_count == 0
    assert home.home_page(viewer=viewer_for(bob)).items == []
