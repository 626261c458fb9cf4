"""What people decide about each other: follow, ask, block, mute, filter; and what the other one learns of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from pikir.accounts import actions
from pikir.accounts.actions import RelationError
from pikir.accounts.circles import filters_of, may_mention, may_write_to, profile_account, stance_of
from pikir.accounts.events import Blocked, Followed, FollowRequested, Muted, Unblocked, Unfollowed
from pikir.accounts.kinds import RelationKind
from pikir.accounts.models import Account, Filter, Relation
from pikir.kernel import events

KINDS = (Followed, FollowRequested, Unfollowed, Blocked, Unblocked, Muted)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the room says has happened, in order."""
    said: list[object] = []
    handlers = {kind: [said.append] for kind in KINDS}
    monkeypatch.setattr(events, "_handlers", {**events._handlers, **handlers})
    return said


@pytest.fixture
def asks(alice: Account, viewer_for: Any) -> Account:
    """alice, who wants to be asked."""
    policies = {"mentions_from": "everyone", "writes_from": "everyone", "hides_follows": False}
    return actions.set_policies(actor=viewer_for(alice), follow_policy="request", **policies)


def relations() -> set[tuple[str, str, str]]:
    rows = Relation.objects.select_related("source", "target")
    return {(row.source.handle, row.kind, row.target.handle) for row in rows}


def test_following_is_at_once_and_once(alice: Account, bob: Account, viewer_for: Any, told: list[object]) -> None:
    for _ in range(2):
        assert actions.follow(actor=viewer_for(bob), target_id=alice.pk) == RelationKind.FOLLOW
    assert relations() == {("bob", "follow", "alice")}
    actions.unfollow(actor=viewer_for(bob), target_id=alice.pk)
    actions.unfollow(actor=viewer_for(bob), target_id=alice.pk)
    assert relations() == set()
    pair = {"follower_id": bob.pk, "followed_id": alice.pk}
    assert told == [Followed(**pair), Unfollowed(**pair)]


def test_who_wants_to_be_asked_is_asked(asks: Account, bob: Account, viewer_for: Any, told: list[object]) -> None:
    for _ in range(2):
        assert actions.follow(actor=viewer_for(bob), target_id=asks.pk) == RelationKind.REQUEST
    assert relations() == {("bob", "request", "alice")}
    actions.accept_request(actor=viewer_for(asks), target_id=bob.pk)
    assert relations() == {("bob", "follow", "alice")}
    pair = {"follower_id": bob.pk, "followed_id": asks.pk}
    assert told == [FollowRequested(**pair), Followed(**pair, accepted=True)]
    with pytest.raises(RelationError):
        actions.accept_request(actor=viewer_for(asks), target_id=bob.pk)


def test_a_declined_request_is_gone_and_a_removed_follower_too(
    asks: Account, bob: Account, viewer_for: Any, told: list[object]
) -> None:
    actions.follow(actor=viewer_for(bob), target_id=asks.pk)
    actions.decline_request(actor=viewer_for(asks), target_id=bob.pk)
    assert relations() == set()
    actions.follow(actor=viewer_for(bob), target_id=asks.pk)
    actions.accept_request(actor=viewer_for(asks), target_id=bob.pk)
    actions.remove_follower(actor=viewer_for(asks), target_id=bob.pk)
    assert relations() == set()
    assert isinstance(told[-1], Unfollowed)


def test_a_block_ends_what_was_and_is_silent(
    alice: Account, bob: Account, viewer_for: Any, told: list[object], client_for: Callable[..., Client]
) -> None:
    for one, other in ((alice, bob), (bob, alice)):
        actions.follow(actor=viewer_for(one), target_id=other.pk)
    actions.block(actor=viewer_for(alice), target_id=bob.pk)
    assert relations() == {("alice", "block", "bob")}
    told.clear()
    assert actions.follow(actor=viewer_for(bob), target_id=alice.pk) == RelationKind.REQUEST
    assert told == []
    assert stance_of(viewer_for(bob), alice.pk).requested
    assert not stance_of(viewer_for(bob), alice.pk).blocks
    assert not stance_of(viewer_for(alice), bob.pk).asked_by
    assert "@bob" not in client_for(alice).get("/en/account/relations/requests/").content.decode()
    with pytest.raises(RelationError):
        actions.accept_request(actor=viewer_for(alice), target_id=bob.pk)
    with pytest.raises(RelationError):
        actions.follow(actor=viewer_for(alice), target_id=bob.pk)
    actions.unblock(actor=viewer_for(alice), target_id=bob.pk)
    assert relations() == set()
    assert told == [Unblocked(blocker_id=alice.pk, blocked_id=bob.pk)]


def test_the_answer_to_a_blocked_follower_is_that_of_who_wants_to_be_asked(
    asks: Account, bob: Account, carol: Account, viewer_for: Any, client_for: Callable[..., Client]
) -> None:
    actions.block(actor=viewer_for(bob), target_id=carol.pk)
    reader = client_for(carol)
    words = []
    for handle in ("alice", "bob"):
        answer = reader.post(f"/en/account/relations/@{handle}/follow/", follow=True)
        page = answer.content.decode().replace("Alice", "X").replace("Bob", "X").replace(handle, "x")
        words.append((answer.status_code, "You asked to follow X" in page, "Take the request back" in page))
    assert words == [(200, True, True)] * 2


def test_a_mute_has_a_term_that_counts_by_itself(alice: Account, bob: Account, viewer_for: Any) -> None:
    actions.mute(actor=viewer_for(alice), target_id=bob.pk, until=timezone.now() + timedelta(days=1))
    assert stance_of(viewer_for(alice), bob.pk).mutes
    actions.mute(actor=viewer_for(alice), target_id=bob.pk)
    assert stance_of(viewer_for(alice), bob.pk).muted_until is None
    Relation.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not stance_of(viewer_for(alice), bob.pk).mutes
    with pytest.raises(RelationError):
        actions.mute(actor=viewer_for(alice), target_id=bob.pk, until=timezone.now())
    actions.add_filter(actor=viewer_for(alice), words="snow", until=timezone.now() + timedelta(days=1))
    assert actions.forget_ended(now=timezone.now()) == 1
    assert actions.forget_ended(now=timezone.now() + timedelta(days=2)) == 1
    assert not Relation.objects.exists()
    assert not Filter.objects.exists()


@pytest.mark.parametrize(
    ("words", "whole", "text", "found"),
    [
        ("Snow", True, "So much SNOW today", True),
        ("snow", True, "Snowfall", False),
        ("snow", False, "Snowfall", True),
        ("ёлка", True, "Наша ЕЛКА", True),
        ("Құрылыс", True, "бұл құрылыс", True),
        ("a.b", True, "a-b", False),
        ("bus  four", True, "the bus four is late", True),
    ],
)
def test_filters_find_words_in_every_case(
    words: str, whole: bool, text: str, found: bool, alice: Account, bob: Account, viewer_for: Any
) -> None:
    actions.add_filter(actor=viewer_for(alice), words=words, whole_word=whole)
    match = filters_of(viewer_for(alice)).match(bob.pk, "", text)
    assert bool(match) is found
    assert filters_of(viewer_for(alice)).match(alice.pk, text) == ""
    assert filters_of(viewer_for(bob)).match(bob.pk, text) == ""


@pytest.mark.parametrize("words", ["", " ", "a", "\u200b\u200b"])
def test_filters_need_words(words: str, alice: Account, viewer_for: Any) -> None:
    with pytest.raises(RelationError):
        actions.add_filter(actor=viewer_for(alice), words=words)


def test_one_does_nothing_to_oneself_or_to_nobody(alice: Account, viewer_for: Any) -> None:
    for act in (actions.follow, actions.block, actions.mute, actions.remove_follower):
        with pytest.raises(RelationError):
            act(actor=viewer_for(alice), target_id=alice.pk)
        with pytest.raises(Http404):
            act(actor=viewer_for(alice), target_id=1)


def test_limits_hold(alice: Account, bob: Account, carol: Account, viewer_for: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("pikir.accounts.actions.relations.RELATIONS_KEPT", 1)
    monkeypatch.setattr("pikir.accounts.actions.relations.FILTERS_KEPT", 1)
    actions.mute(actor=viewer_for(alice), target_id=bob.pk)
    actions.add_filter(actor=viewer_for(alice), words="snow")
    actions.add_filter(actor=viewer_for(alice), words="SNOW")
    with pytest.raises(RelationError):
        actions.mute(actor=viewer_for(alice), target_id=carol.pk)
    with pytest.raises(RelationError):
        actions.add_filter(actor=viewer_for(alice), words="rain")


@pytest.mark.parametrize(
    ("circle", "followed", "stranger"), [("everyone", True, True), ("followed", True, False), ("nobody", False, False)]
)
def test_circles_say_who_writes_and_mentions(
    circle: str, followed: bool, stranger: bool, alice: Account, bob: Account, carol: Account, viewer_for: Any
) -> None:
    actions.follow(actor=viewer_for(alice), target_id=bob.pk)
    own = actions.set_policies(
        actor=viewer_for(alice), follow_policy="anyone", mentions_from=circle, writes_from=circle, hides_follows=False
    )
    for ask in (may_write_to, may_mention):
        assert ask(own.pk, own)
        assert ask(bob.pk, own) is followed
        assert ask(carol.pk, own) is stranger
        actions.block(actor=viewer_for(alice), target_id=carol.pk)
        assert not ask(carol.pk, own)
        actions.unblock(actor=viewer_for(alice), target_id=carol.pk)


def test_counts_are_those_of_the_rows(alice: Account, bob: Account, carol: Account, viewer_for: Any) -> None:
    for one in (bob, carol):
        actions.follow(actor=viewer_for(one), target_id=alice.pk)
    actions.follow(actor=viewer_for(alice), target_id=bob.pk)
    found = profile_account("Alice")
    assert found is not None
    assert (found.follower_count, found.following_count) == (2, 1)
    assert relations() == {("bob", "follow", "alice"), ("carol", "follow", "alice"), ("alice", "follow", "bob")}
