"""Corrections and retractions: public, dated, at the head of the text, in feeds; nothing else moves."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from pikir.accounts.kinds import Fate
from pikir.accounts.models import Account
from pikir.posts.actions import CorrectionError, correct_post, hide_post, leave_posts, retract_post, withdraw_post
from pikir.posts.kinds import CORRECTIONS_KEPT, State
from pikir.posts.life import Correction
from pikir.posts.models import Post


def test_a_correction_stands_above_the_text_for_everyone_and_in_feeds(
    client: Client, client_for: Any, alice: Account, post_by: Any
) -> None:
    post = post_by(alice, "The tower is 50 m tall.")
    author, address = client_for(alice), f"/en/correct/{post.pk}/"
    assert "50 m" in client.get(f"/en/@alice/{post.pk}/").content.decode()
    assert address in author.get(f"/en/@alice/{post.pk}/").content.decode()
    assert author.get(address).status_code == 200
    assert author.post(address, {"words": " "}).status_code == 422
    assert author.post(address, {"words": "It is <40> m tall.", "act": "correct"}).status_code == 302
    page = client.get(f"/en/@alice/{post.pk}/").content.decode().partition("<main")[2]
    assert page.index("It is &lt;40&gt; m tall.") < page.index("50 m")
    for form in ("rss", "atom", "json"):
        feed = client.get(f"/feeds/en/@alice.{form}").content.decode()
        assert "Correction, " in feed
        assert "40" in feed
    before = (post.state, post.listed_at_id, post.edited_at)
    post.refresh_from_db()
    assert (post.state, post.listed_at_id, post.edited_at) == before
    assert post.corrected_at is not None


def test_a_text_is_retracted_once(alice: Account, post_by: Any, viewer_for: Any) -> None:
    post = post_by(alice, "Words.")
    retract_post(actor=viewer_for(alice), post=post, words="All wrong.")
    with pytest.raises(CorrectionError):
        retract_post(actor=viewer_for(alice), post=post, words="Again")


def test_a_retraction_stands_before_later_corrections(
    client: Client, alice: Account, post_by: Any, viewer_for: Any
) -> None:
    post = post_by(alice, "Words.")
    for words, act in (("First.", correct_post), ("Gone.", retract_post), ("Second.", correct_post)):
        act(actor=viewer_for(alice), post=post, words=words)
    page = client.get(f"/en/@alice/{post.pk}/").content.decode().partition("<main")[2]
    assert page.index("Gone.") < page.index("Second.") < page.index("First.")
    assert Post.objects.get().retracted_at is not None


def test_only_the_author_and_only_what_is_published_is_corrected(
    client_for: Any, alice: Account, bob: Account, moderator: Account, post_by: Any, comment_by: Any, viewer_for: Any
) -> None:
    post = post_by(alice, "Words.")
    assert client_for(bob).get(f"/en/correct/{post.pk}/").status_code == 403
    assert client_for(alice).get(f"/en/correct/{comment_by(alice, post, 'Mine').pk}/").status_code == 403
    stale = Post.objects.select_related("account").get(pk=post.pk)
    hide_post(actor=viewer_for(moderator), post=post, reason="Rule 3.")
    for found in (post, stale):
        with pytest.raises(PermissionDenied):
            correct_post(actor=viewer_for(alice), post=found, words="Too late")
    with pytest.raises(PermissionDenied):
        correct_post(actor=viewer_for(alice), post=post_by(alice, "Draft", state="draft"), words="Too early")


def test_a_text_takes_so_many_corrections(alice: Account, post_by: Any, viewer_for: Any) -> None:
    post = post_by(alice, "Words.")
    for _ in range(CORRECTIONS_KEPT):
        correct_post(actor=viewer_for(alice), post=post, words="Wrong.")
    with pytest.raises(CorrectionError):
        correct_post(actor=viewer_for(alice), post=post, words="Wrong.")


def test_a_notice_goes_with_its_text(
    client: Client, alice: Account, bob: Account, post_by: Any, comment_by: Any, viewer_for: Any
) -> None:
    post = post_by(alice, "Words.")
    comment_by(bob, post, "An answer keeps the place.")
    correct_post(actor=viewer_for(alice), post=post, words="A telephone number.")
    withdraw_post(actor=viewer_for(alice), post=post)
    assert "telephone" not in client.get(f"/en/@alice/{post.pk}/").content.decode()
    leave_posts(account_id=alice.pk, fate=Fate.ERASE)
    assert Post.objects.get(pk=post.pk).state == State.WITHDRAWN
    assert not Correction.objects.exists()
