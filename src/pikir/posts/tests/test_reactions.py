"""Support, and counters that cannot drift."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pikir.accounts.actions import block
from pikir.accounts.models import Account
from pikir.notifications.models import Notice
from pikir.posts import tasks
from pikir.posts.actions import boost_post, hide_post, repair_counts, support_post, unsupport_post
from pikir.posts.models import Boost, CountCheck, Post, Support
from pikir.web import freshness


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "Text", title="The title")


def count_of(post: Post) -> int:
    return Post.objects.get(pk=post.pk).support_count


def test_support_counts_once_and_is_taken_back_once(client_for: Any, client: Client, root: Post, bob: Account) -> None:
    bobs, address = client_for(bob), f"/en/support/{root.pk}/"
    assert bobs.post(address)["Location"] == f"/en/@alice/{root.pk}/"
    bobs.post(address)
    assert count_of(root) == 1
    assert 'aria-pressed="true">Support <b class="num">1</b>' in bobs.get(f"/en/@alice/{root.pk}/").content.decode()
    shown = client.get(f"/en/@alice/{root.pk}/").content.decode()
    assert 'Supported: <b class="num">1</b>' in shown
    assert "aria-pressed" not in shown
    bobs.post(address, {"act": "off"})
    bobs.post(address, {"act": "off"})
    assert count_of(root) == 0
    assert not Support.objects.exists()


def test_who_may_not_support(
    client: Client, client_for: Any, root: Post, bob: Account, carol: Account, viewer_for: Any, comment_by: Any,
    moderator: Account,
) -> None:  # fmt: skip
    address = f"/en/support/{root.pk}/"
    assert client.post(address).status_code == 302
    assert client_for(root.account).post(address).status_code == 403
    comment = comment_by(bob, root, "Mine.")
    assert client_for(bob).post(f"/en/support/{comment.pk}/").status_code == 403
    for blocked, status in ((carol, 404), (moderator, 403)):
        block(actor=viewer_for(root.account), target_id=blocked.pk)
        assert client_for(blocked).post(address).status_code == status
    bob.state = "suspended"
    bob.save(update_fields=["state"])
    assert client_for(bob).post(address).status_code == 403
    assert not Support.objects.exists()
    assert client_for(bob).get(address).status_code == 405


@pytest.mark.parametrize("state", ["draft", "hidden", "withdrawn"])
def test_nobody_supports_what_is_not_public(
    client_for: Any, alice: Account, bob: Account, post_by: Any, state: str
) -> None:
    post = post_by(alice, "Text", state=state)
    assert client_for(bob).post(f"/en/support/{post.pk}/").status_code in (404, 410)
    assert not Support.objects.exists()


def test_the_author_is_told_calmly_once_and_never_by_letter(
    root: Post, alice: Account, bob: Account, carol: Account, viewer_for: Any, client_for: Any, run_jobs: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        for account in (bob, carol):
            support_post(actor=viewer_for(account), post=root)
            unsupport_post(actor=viewer_for(account), post=root)
            support_post(actor=viewer_for(account), post=root)
    run_jobs()
    assert Notice.objects.filter(kind="support", receiver=alice.user, by_mail=False).count() == 2
    inbox = client_for(alice).get("/en/inbox/").content.decode()
    assert "and 1 other support “The title”" in inbox
    unsupport_post(actor=viewer_for(bob), post=root)
    unsupport_post(actor=viewer_for(carol), post=root)
    assert "The title" not in client_for(alice).get("/en/inbox/").content.decode()


def test_a_storm_of_support_makes_only_the_page_of_the_post_anew(
    root: Post, bob: Account, carol: Account, viewer_for: Any, comment_by: Any, django_capture_on_commit_callbacks: Any
) -> None:
    comment = comment_by(bob, root, "Text")
    tags = ("front", "newest", "account:alice", "site", f"post:{root.pk}")
    slots = tuple(freshness.slot_of(tag) for tag in tags)
    before = freshness.generations(slots)
    with django_capture_on_commit_callbacks(execute=True):
        for post in (root, comment):
            support_post(actor=viewer_for(carol), post=post)
    after = freshness.generations(slots)
    assert after[:-1] == before[:-1]
    assert after[-1] == before[-1] + 2


def test_counters_that_are_wrong_are_repaired_and_it_is_said(
    root: Post, bob: Account, carol: Account, viewer_for: Any, comment_by: Any, post_by: Any, moderator: Account,
    caplog: pytest.LogCaptureFixture, client_for: Any, operator: Account,
) -> None:  # fmt: skip
    support_post(actor=viewer_for(bob), post=root)
    boost_post(actor=viewer_for(bob), account_id=bob.pk, post=root)
    comment = comment_by(bob, root, "Text")
    hide_post(actor=viewer_for(moderator), post=comment_by(bob, root, "Rude"), reason="Rule 2.")
    support_post(actor=viewer_for(carol), post=comment)
    others = [post_by(bob, f"Other {number}") for number in range(4)]
    assert repair_counts(chunk=2).repaired == 0
    Post.objects.filter(pk=root.pk).update(support_count=9, boost_count=0, reply_count=7)
    Post.objects.filter(pk=comment.pk).update(support_count=0)
    Post.objects.filter(pk=others[0].pk).update(boost_count=3)
    caplog.set_level(logging.INFO, logger="pikir.posts")
    tasks.compare_counts.func()
    root.refresh_from_db()
    assert (root.support_count, root.boost_count, root.reply_count) == (1, 1, 1)
    assert count_of(comment) == 1
    assert Post.objects.get(pk=others[0].pk).boost_count == 0
    found = CountCheck.objects.latest("id")
    assert (found.checked, found.repaired) == (Post.objects.count(), 3)
    assert [record.levelname for record in caplog.records if "3 repaired" in record.getMessage()] == ["WARNING"]
    assert "repaired: 3" in client_for(operator).get("/en/desk/health/").content.decode()
    assert repair_counts().repaired == 0


def test_outcomes_of_old_nights_are_forgotten(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pikir.posts.actions.counting.CHECKS_KEPT", 3)
    for _ in range(5):
        newest = repair_counts()
    assert CountCheck.objects.count() == 3
    assert CountCheck.objects.latest("id") == newest


def test_a_share_stands_once(root: Post, bob: Account, viewer_for: Any) -> None:
    for _ in range(2):
        boost_post(actor=viewer_for(bob), account_id=bob.pk, post=root)
    assert Boost.objects.count() == Post.objects.get(pk=root.pk).boost_count == 1
