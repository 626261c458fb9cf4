"""What an author decides about a thread while somebody is writing there."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from pikir.accounts.models import Account
from pikir.posts.actions import add_comment, comments, rule_thread, threads
from pikir.posts.models import Post

PATIENCE = 60  # seconds after which a test has hung


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "Text")


def test_a_thread_that_is_closed_while_a_comment_is_made_takes_it_no_more(
    root: Post, bob: Account, client_for: Any, viewer_for: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = comments.render_into
    author = viewer_for(root.account)

    def close_meanwhile(post: Post) -> None:
        rule_thread(actor=author, post=Post.objects.get(pk=root.pk), comments_from="", closed=True, slow_seconds=0)
        render(post)

    monkeypatch.setattr(comments, "render_into", close_meanwhile)
    refused = client_for(bob).post(f"/en/@alice/{root.pk}/comment/", {"source": "My long thought"})
    assert refused.status_code == 403
    assert "My long thought" in refused.content.decode()
    assert "The author closed the comments." in refused.content.decode()
    root.refresh_from_db()
    assert root.reply_count == 0
    assert not Post.objects.filter(root=root).exists()


@pytest.mark.django_db(transaction=True)
def test_a_comment_waits_for_who_is_closing_the_thread(
    root: Post, bob: Account, viewer_for: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, answered = viewer_for(bob), Post.objects.select_related("account", "root").get(pk=root.pk)
    reached, outcome = threading.Event(), []
    render, touch = comments.render_into, threads.touch_pages

    def render_and_say(post: Post) -> None:
        render(post)
        reached.set()

    def write() -> None:
        try:
            add_comment(actor=writer, account_id=bob.pk, reply_to=answered, source="Too late")
        except PermissionDenied:
            outcome.append("refused")
        finally:
            connection.close()

    other = threading.Thread(target=write)

    def write_before_the_commit(post: Post) -> None:
        other.start()
        assert reached.wait(PATIENCE), "the comment never came to its transaction"
        touch(post)

    monkeypatch.setattr(comments, "render_into", render_and_say)
    monkeypatch.setattr(threads, "touch_pages", write_before_the_commit)
    rule_thread(actor=viewer_for(root.account), post=root, comments_from="", closed=True, slow_seconds=0)
    other.join(PATIENCE)
    assert outcome == ["refused"]
    assert not Post.objects.filter(root=root).exists()
