"""Relations at work on pages: what one meets of those one follows, blocks, mutes or filters, and of who blocks one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pikir.accounts import actions
from pikir.accounts.models import Account, Relation
from pikir.posts.models import Post

LISTS = ("/en/", "/en/newest/", "/en/home/", "/en/@alice/", "/en/@alice/?tab=comments")


@pytest.fixture
def reader(bob: Account, client_for: Callable[..., Client]) -> Client:
    """bob, who looks at what alice says."""
    return client_for(bob)


@pytest.fixture
def act(viewer_for: Any) -> Callable[..., Any]:
    """``act("block", alice, bob)``: alice blocks bob."""

    def run(name: str, source: Account, target: Account, **more: Any) -> Any:
        return getattr(actions, name)(actor=viewer_for(source), target_id=target.pk, **more)

    return run


def text(client: Client, address: str) -> str:
    """The page without its tokens, which hold any letters."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(address).content.decode())


def test_followers_read_what_is_said_to_them(
    alice: Account, bob: Account, reader: Client, client: Client, post_by: Callable[..., Post], act: Any
) -> None:
    post = post_by(alice, "For friends.", title="Zqfriends", visibility="followers")
    address = f"/en/@alice/{post.pk}/"
    assert (reader.get(address).status_code, client.get(address).status_code) == (404, 404)
    act("follow", bob, alice)
    assert reader.get(address).status_code == 200
    assert "Zqfriends" in text(reader, "/en/home/")
    assert "Zqfriends" in text(reader, "/en/@alice/")
    assert "Zqfriends" not in text(reader, "/en/newest/")
    assert "Zqfriends" not in text(client, "/en/@alice/")
    act("remove_follower", alice, bob)
    assert reader.get(address).status_code == 404


def test_an_open_request_opens_nothing(
    alice: Account, bob: Account, reader: Client, post_by: Callable[..., Post], viewer_for: Any, act: Any
) -> None:
    actions.set_policies(
        actor=viewer_for(alice), follow_policy="request", mentions_from="everyone", writes_from="everyone",
        hides_follows=False,
    )  # fmt: skip
    post = post_by(alice, "For friends.", visibility="followers")
    act("follow", bob, alice)
    assert reader.get(f"/en/@alice/{post.pk}/").status_code == 404


def test_who_is_blocked_finds_nothing_and_learns_nothing(
    alice: Account,
    bob: Account,
    carol: Account,
    reader: Client,
    client: Client,
    post_by: Any,
    comment_by: Any,
    act: Any,
) -> None:
    post = post_by(alice, "Zqwords", title="Zqtitle")
    elsewhere = post_by(carol, "Carol's")
    comment_by(alice, elsewhere, "Zqcomment")
    act("follow", bob, alice)
    act("block", alice, bob)
    assert Relation.objects.count() == 1
    for address in (*LISTS, f"/en/@carol/{elsewhere.pk}/"):
        assert "Zq" not in text(reader, address), address
    refused, nothing = reader.get(f"/en/@alice/{post.pk}/"), reader.get("/en/@alice/1/")
    assert refused.status_code == nothing.status_code == 404
    assert text(reader, f"/en/@alice/{post.pk}/").replace(str(post.pk), "1") == text(reader, "/en/@alice/1/")
    assert reader.post(f"/en/@alice/{post.pk}/comment/", {"source": "Hi"}).status_code == 404
    assert "Zqwords" in text(client, f"/en/@alice/{post.pk}/")
    assert "blocks you" not in text(reader, "/en/@alice/")


def test_what_was_taken_back_is_missing_and_not_gone_for_who_is_blocked(
    alice: Account, bob: Account, reader: Client, client: Client, post_by: Any, act: Any
) -> None:
    post = post_by(alice, "Text", state="withdrawn")
    act("block", alice, bob)
    address = f"/en/@alice/{post.pk}/"
    assert (reader.get(address).status_code, client.get(address).status_code) == (404, 410)


def test_one_takes_back_one_s_own_comment_below_who_blocks_one(
    alice: Account, bob: Account, reader: Client, post_by: Any, comment_by: Any, act: Any
) -> None:
    comment = comment_by(bob, post_by(alice, "Text"), "Mine.")
    act("block", alice, bob)
    reader.post(f"/en/withdraw/{comment.pk}/")
    comment.refresh_from_db()
    assert comment.state == "withdrawn"


def test_moderators_see_what_they_judge_whoever_blocks_them(
    alice: Account, moderator: Account, client_for: Any, post_by: Any, act: Any
) -> None:
    post = post_by(alice, "Zqrude")
    act("block", alice, moderator)
    judge = client_for(moderator)
    assert "Zqrude" in text(judge, f"/en/@alice/{post.pk}/")
    assert judge.post(f"/en/@alice/{post.pk}/comment/", {"source": "Hi"}).status_code == 403


@pytest.mark.parametrize("stance", ["mute", "block"])
def test_whom_one_does_not_want_to_see_is_in_no_list_and_silent_in_threads(
    stance: str, alice: Account, bob: Account, carol: Account, reader: Client, post_by: Any, comment_by: Any, act: Any
) -> None:
    post = post_by(alice, "Zqtext", title="Zqtitle")
    root = post_by(carol, "Root")
    said = comment_by(alice, root, "Zqanswered")
    comment_by(carol, said, "Indeed.")
    alone = comment_by(alice, root, "Zqalone")
    act("follow", bob, alice)
    act(stance, bob, alice)
    for address in LISTS:
        assert "Zq" not in text(reader, address), address
    page = text(reader, f"/en/@carol/{root.pk}/")
    assert "Zq" not in page
    assert f'id="c{said.pk}"' in page
    assert "This comment is not shown to you." in page
    assert f'id="c{alone.pk}"' not in page
    assert "Zqtext" in text(reader, f"/en/@alice/{post.pk}/")


def test_filters_fold_into_a_visible_line_that_opens(
    alice: Account,
    bob: Account,
    reader: Client,
    client: Client,
    post_by: Any,
    comment_by: Any,
    viewer_for: Any,
    act: Any,
) -> None:
    post = post_by(alice, "Body", title="All about SNOW")
    comment_by(alice, post, "More **snow**, please.")
    own = post_by(bob, "Body", title="My snow")
    act("follow", bob, alice)
    actions.add_filter(actor=viewer_for(bob), words="Snow")
    for address in (*LISTS, f"/en/@alice/{post.pk}/"):
        page = text(reader, address)
        assert page.count("Filtered: <b>Snow</b></summary>") == 1, address
        assert "Filtered" not in text(client, address)
    assert "Filtered" not in text(reader, f"/en/@bob/{own.pk}/")
    assert "Filtered" not in text(reader, "/en/@bob/")


@pytest.mark.parametrize(("circle", "status"), [("everyone", 302), ("followed", 403), ("nobody", 403)])
def test_the_author_says_who_comments(
    circle: str, status: int, alice: Account, bob: Account, reader: Client, post_by: Any, viewer_for: Any, act: Any
) -> None:
    actions.set_policies(
        actor=viewer_for(alice),
        follow_policy="anyone",
        mentions_from="everyone",
        writes_from=circle,
        hides_follows=False,
    )
    post = post_by(alice, "Text")
    address = f"/en/@alice/{post.pk}/comment/"
    assert reader.post(address, {"source": "Hello"}).status_code == status
    assert ("Publish the comment" in text(reader, f"/en/@alice/{post.pk}/")) is (status == 302)
    act("follow", alice, bob)
    assert reader.post(address, {"source": "Hello again"}).status_code == (403 if circle == "nobody" else 302)


def test_home_is_for_the_signed_in_and_in_pages(
    alice: Account, bob: Account, reader: Client, client: Client, post_by: Any, act: Any
) -> None:
    assert client.get("/en/home/").status_code == 302
    assert "Nothing here yet" in text(reader, "/en/home/")
    act("follow", bob, alice)
    for number in range(32):
        post_by(alice, "Text", title=f"Number {number}.")
    first = text(reader, "/en/home/")
    assert first.index("Number 31.") < first.index("Number 30.")
    assert "Number 1." not in first
    assert "before=" in first


def test_pages_of_a_reader_with_relations_take_the_same_queries_whatever_there_is(
    alice: Account, bob: Account, carol: Account, reader: Client, post_by: Any, comment_by: Any, viewer_for: Any,
    act: Any, assert_queries: Any,
) -> None:  # fmt: skip
    post = post_by(alice, "Text")
    act("follow", bob, alice)
    act("mute", bob, carol)
    actions.add_filter(actor=viewer_for(bob), words="snow")
    most = {"/en/": 8, "/en/newest/": 6, "/en/home/": 8, "/en/@alice/": 14, f"/en/@alice/{post.pk}/": 14}
    counts = {}
    for address, limit in most.items():
        reader.get(address)
        with CaptureQueriesContext(connection) as sent:
            reader.get(address)
        counts[address] = len(sent)
        assert len(sent) <= limit, sent.captured_queries
    for _ in range(8):
        comment_by(carol, post_by(alice, "Snow"), "Snow.")
        comment_by(alice, post, "Snow.")
    for address, count in counts.items():
        with assert_queries(count):
            reader.get(address)
