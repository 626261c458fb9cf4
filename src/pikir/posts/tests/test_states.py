"""The ways of a post from state to state: only those in the table, by those who may, each with its log entry."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pikir.accounts.models import Account
from pikir.posts.actions import (
    MoveError,
    hide_post,
    publish_due_posts,
    publish_post,
    remove_post,
    restore_post,
    schedule_post,
    unschedule_post,
    withdraw_post,
)
from pikir.posts.kinds import TRANSITIONS, State
from pikir.posts.models import Post

ACTS: dict[str, Callable[..., Post]] = {
    "publish": publish_post,
    "schedule": lambda **given: schedule_post(publish_at=timezone.now() + timedelta(hours=1), **given),
    "unschedule": unschedule_post,
    "withdraw": withdraw_post,
    "hide": lambda **given: hide_post(reason="Rule 1.", **given),
    "remove": lambda **given: remove_post(reason="Rule 1.", **given),
    "restore": lambda **given: restore_post(reason="A mistake.", **given),
}


def test_every_way_is_in_the_table() -> None:
    # "leave" goes with the author, see tests/test_leaving.py; "hold" and "release" with rules, see moderation's tests.
    assert set(ACTS) | {"leave", "hold", "release"} == set(TRANSITIONS)


@pytest.mark.parametrize("seed", range(12))
def test_no_walk_leaves_the_table_or_moves_a_post_in_the_lists(
    seed: int, alice: Account, moderator: Account, post_by: Any, viewer_for: Any
) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same walk every time
    post = post_by(alice, "Text", state="draft")
    listed = None
    for _ in range(40):
        verb = chance.choice(list(ACTS))
        way, before = TRANSITIONS[verb], post.state
        actor = viewer_for(moderator if way.by_staff else alice)
        if before in way.sources:
            ACTS[verb](actor=actor, post=post)
            assert post.state == way.target
        else:
            with pytest.raises(MoveError):
                ACTS[verb](actor=actor, post=post)
            assert post.state == before
        kept = Post.objects.get(pk=post.pk)
        assert kept.state == post.state
        listed = listed or kept.listed_at_id
        assert kept.listed_at_id == listed
        assert (kept.listed_at_id is None) == (kept.state in (State.DRAFT, State.SCHEDULED) and listed is None)


@pytest.mark.parametrize("verb", [verb for verb in ACTS if TRANSITIONS[verb].by_staff])
def test_staff_never_judges_its_own_posts_and_others_never_judge(
    verb: str, moderator: Account, bob: Account, post_by: Any, viewer_for: Any
) -> None:
    for actor in (moderator, bob):
        with pytest.raises(PermissionDenied):
            ACTS[verb](actor=viewer_for(actor), post=post_by(moderator, "Text"))


@pytest.mark.parametrize("verb", [verb for verb in ACTS if not TRANSITIONS[verb].by_staff])
def test_nobody_moves_the_posts_of_others(
    verb: str, moderator: Account, alice: Account, post_by: Any, viewer_for: Any
) -> None:
    with pytest.raises(PermissionDenied):
        ACTS[verb](actor=viewer_for(moderator), post=post_by(alice, "Text"))


def test_a_takedown_without_a_reason_does_nothing(
    alice: Account, moderator: Account, post_by: Any, viewer_for: Any
) -> None:
    post = post_by(alice, "Text")
    with pytest.raises(MoveError):
        hide_post(actor=viewer_for(moderator), post=post, reason="  ")
    assert Post.objects.get(pk=post.pk).state == State.PUBLISHED


def test_two_who_act_at_once_do_not_both_win(alice: Account, moderator: Account, post_by: Any, viewer_for: Any) -> None:
    post = post_by(alice, "Text")
    same = Post.objects.get(pk=post.pk)
    withdraw_post(actor=viewer_for(alice), post=post)
    with pytest.raises(MoveError):
        hide_post(actor=viewer_for(moderator), post=same, reason="Rule 1.")


def test_scheduled_posts_come_out_once_when_their_moment_has_come(alice: Account, post_by: Any, client: Any) -> None:
    post = post_by(alice, "Later.", state="scheduled")
    assert publish_due_posts(now=timezone.now()) == 0
    moment = post.publish_at + timedelta(seconds=1)
    assert publish_due_posts(now=moment) == 1
    assert publish_due_posts(now=moment) == 0
    post.refresh_from_db()
    assert (post.state, post.published_at) == (State.PUBLISHED, post.publish_at or post.published_at)
    assert client.get(f"/en/@alice/{post.pk}/").status_code == 200
