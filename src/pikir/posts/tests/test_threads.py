"""Comments: to any depth, counted, paged, hidden without tearing the thread."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pikir.accounts.models import Account
from pikir.posts import queries, threads
from pikir.posts.actions import hide_post, restore_post, withdraw_post
from pikir.posts.models import Post


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "What shall become of the tower?")


def page_of(client: Client, post: Post, query: str = "") -> str:
    return client.get(f"/en/@{post.account.handle}/{post.pk}/{query}").content.decode()


def test_a_comment_is_written_with_a_plain_form_and_found_at_its_anchor(
    client_for: Any, bob: Account, root: Post
) -> None:
    bobs = client_for(bob)
    assert bobs.get(f"/en/@alice/{root.pk}/comment/").status_code == 200
    answer = bobs.post(f"/en/@alice/{root.pk}/comment/", {"source": "Keep it."})
    comment = Post.objects.get(root=root)
    assert answer["Location"] == f"/en/@alice/{root.pk}/#c{comment.pk}"
    assert f'id="c{comment.pk}"' in page_of(bobs, root)
    assert bobs.get(f"/en/@bob/{comment.pk}/")["Location"] == answer["Location"]


def test_comments_go_to_any_depth(client: Client, bob: Account, root: Post, comment_by: Callable[..., Post]) -> None:
    said = root
    for depth in range(60):
        said = comment_by(bob, said, f"Depth {depth}.")
    page = page_of(client, root)
    assert "Depth 0." in page
    assert "Depth 59." in page
    root.refresh_from_db()
    assert root.reply_count == 60


def test_an_empty_comment_is_refused_in_words(client_for: Any, bob: Account, root: Post, lang: str) -> None:
    answer = client_for(bob).post(f"/{lang}/@alice/{root.pk}/comment/", {"source": " "})
    assert answer.status_code == 422
    assert not Post.objects.filter(root=root).exists()


def test_guests_and_the_suspended_do_not_comment(client: Client, client_for: Any, bob: Account, root: Post) -> None:
    assert client.post(f"/en/@alice/{root.pk}/comment/", {"source": "Hi"}).status_code == 302
    bob.state = "suspended"
    bob.save(update_fields=["state"])
    refused = client_for(bob).post(f"/en/@alice/{root.pk}/comment/", {"source": "Hi, copy me"})
    assert refused.status_code == 403
    assert "Hi, copy me" in refused.content.decode()
    assert not Post.objects.filter(root=root).exists()


@pytest.mark.parametrize("state", ["draft", "hidden", "withdrawn"])
def test_nobody_comments_on_what_is_not_public(client_for: Any, alice: Account, post_by: Any, state: str) -> None:
    post = post_by(alice, "Text", state=state)
    assert client_for(alice).post(f"/en/@alice/{post.pk}/comment/", {"source": "Hi"}).status_code == 403


def test_a_hidden_comment_leaves_its_place_when_it_was_answered(
    client: Client, bob: Account, carol: Account, root: Post, comment_by: Any, viewer_for: Any, moderator: Account
) -> None:
    rude = comment_by(bob, root, "Rude words.")
    comment_by(carol, rude, "Please be kind.")
    alone = comment_by(bob, root, "Rude again.")
    for comment in (rude, alone):
        hide_post(actor=viewer_for(moderator), post=comment, reason="Rule 2.")
    page = page_of(client, root)
    assert "Rude" not in page
    assert "Please be kind." in page
    assert f'id="c{rude.pk}"' in page
    assert f'id="c{alone.pk}"' not in page
    root.refresh_from_db()
    assert root.reply_count == 1
    restore_post(actor=viewer_for(moderator), post=rude, reason="A mistake.")
    assert "Rude words." in page_of(client, root)
    root.refresh_from_db()
    assert root.reply_count == 2


def test_taking_a_comment_back_counts_it_out_once(bob: Account, root: Post, comment_by: Any, viewer_for: Any) -> None:
    withdraw_post(actor=viewer_for(bob), post=comment_by(bob, root, "Hm."))
    root.refresh_from_db()
    assert root.reply_count == 0


def test_a_long_thread_comes_in_pages_and_each_comment_is_found(
    client: Client, bob: Account, root: Post, comment_by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(threads.comments_page.__kwdefaults__, "limit", 5)
    monkeypatch.setattr(queries.thread_place, "__defaults__", (5,))
    comments = [comment_by(bob, root, f"Number {number}.") for number in range(12)]
    seen = page_of(client, root)
    assert "Number 4." in seen
    assert "Number 5." not in seen
    for number, comment in enumerate(comments):
        address = client.get(f"/en/@bob/{comment.pk}/")["Location"]
        assert f"Number {number}." in client.get(address).content.decode(), address


def test_a_page_of_a_thread_takes_the_same_queries_for_one_comment_as_for_many(
    client: Client, bob: Account, root: Post, comment_by: Any, assert_queries: Any
) -> None:
    comment_by(bob, root, "One.")
    page_of(client, root)
    with assert_queries(7):
        page_of(client, root)
    for number in range(20):
        comment_by(bob, root, f"Number {number}.")
    with assert_queries(7):
        page_of(client, root)
