"""Earlier texts of what is published: kept, shown as changes, taken out by staff, gone with the post."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pikir.accounts.kinds import Fate
from pikir.accounts.models import Account
from pikir.posts.actions import Draft, TextError, edit_post, hide_post, hide_revision, leave_posts
from pikir.posts.changes import LINES_MAX, changes_between
from pikir.posts.life import Revision
from pikir.posts.models import Post


@pytest.fixture
def change(viewer_for: Any) -> Callable[..., Post]:
    """Changes a text as its author: ``change(post, "New words.", note="Why")``."""

    def run(post: Post, source: str, *, note: str = "", **more: Any) -> Post:
        draft = Draft(**({"title": post.title, "source": source, "language": post.language} | more))
        return edit_post(actor=viewer_for(post.account), post=Post.objects.get(pk=post.pk), draft=draft, note=note)

    return run


def test_each_change_of_a_published_text_keeps_the_earlier_one(alice: Account, post_by: Any, change: Any) -> None:
    post = post_by(alice, "First words.")
    change(post, "Second words.", note="Clearer")
    change(post, "Third words.", title="Another title")
    kept = Revision.objects.filter(post=post).order_by("number").values_list("number", "source", "title", "note")
    assert list(kept) == [(1, "First words.", "A title", "Clearer"), (2, "Second words.", "A title", "")]
    assert Post.objects.get().edited_at is not None


def test_a_draft_and_a_save_without_a_change_keep_nothing(alice: Account, post_by: Any, change: Any) -> None:
    change(post_by(alice, "First words.", state="draft"), "Second words.")
    published = post_by(alice, "First words.")
    change(published, "First words.")
    assert not Revision.objects.exists()
    assert not Post.objects.filter(edited_at__isnull=False).exists()


def test_two_windows_at_a_time_lose_no_text(alice: Account, post_by: Any, viewer_for: Any) -> None:
    post = post_by(alice, "First.")
    other = Post.objects.get()
    for one, source in ((post, "Second."), (other, "Third.")):
        edit_post(actor=viewer_for(alice), post=one, draft=Draft(title="A title", source=source, language="en"))
    assert list(Revision.objects.order_by("number").values_list("source", flat=True)) == ["First.", "Second."]


def test_everyone_who_may_read_the_text_reads_what_changed(
    client: Client, alice: Account, post_by: Any, change: Any
) -> None:
    post = post_by(alice, "The tower is tall <b>.")
    change(post, "The tower was tall <b>.", note="It fell")
    page = client.get(f"/en/@alice/{post.pk}/").content.decode()
    assert f'href="/en/@alice/{post.pk}/history/"' in page
    listed = client.get(f"/en/@alice/{post.pk}/history/").content.decode()
    assert "It fell" in listed
    shown = client.get(f"/en/@alice/{post.pk}/history/1/").content.decode()
    assert "is </span>" not in shown
    for words in ("<del>", "<ins>", "added:", "taken out:", "tall &lt;b&gt;."):
        assert words in shown
    assert client.get(f"/en/@alice/{post.pk}/history/2/").status_code == 404


@pytest.mark.parametrize(("fields", "status"), [({"visibility": "followers"}, 404), ({"visibility": "private"}, 404)])
def test_the_history_is_seen_by_whom_the_text_is_seen(
    fields: dict[str, str], status: int, client_for: Any, alice: Account, bob: Account, post_by: Any, change: Any
) -> None:
    post = post_by(alice, "First.", **fields)
    change(post, "Second.")
    for address in (f"/en/@alice/{post.pk}/history/", f"/en/@alice/{post.pk}/history/1/"):
        assert client_for(bob).get(address).status_code == status
        assert client_for(alice).get(address).status_code == 200


def test_the_history_goes_out_of_sight_with_the_text(
    client: Client, alice: Account, moderator: Account, post_by: Any, change: Any, viewer_for: Any
) -> None:
    post = change(post_by(alice, "First."), "Second.")
    assert client.get(f"/en/@alice/{post.pk}/history/1/").status_code == 200
    hide_post(actor=viewer_for(moderator), post=post, reason="Rule 3.")
    assert client.get(f"/en/@alice/{post.pk}/history/1/").status_code == 410


def test_staff_takes_one_earlier_text_out_with_a_reason(
    client: Client, client_for: Any, alice: Account, moderator: Account, post_by: Any, change: Any
) -> None:
    post = post_by(alice, "Call 87771234567.")
    change(post, "Call me.", note="Number 87771234567 was there")
    change(post, "Call us.")
    judge, address = client_for(moderator), f"/en/desk/posts/{post.pk}/history/1/"
    assert client_for(alice).get(address).status_code == 403
    assert judge.get(address).status_code == 200
    assert judge.post(address, {"reason": ""}).status_code == 422
    assert judge.post(address, {"reason": "A telephone number."}).status_code == 302
    for reader in (client, client_for(alice)):
        for page in ("", "1/", "2/"):
            text = reader.get(f"/en/@alice/{post.pk}/history/{page}").content.decode()
            assert "87771234567" not in text
    assert "A telephone number." in client.get(f"/en/@alice/{post.pk}/history/1/").content.decode()
    assert "87771234567" in judge.get(f"/en/@alice/{post.pk}/history/1/").content.decode()


def test_a_text_leaves_the_history_by_others_hands_only_and_with_a_reason(
    alice: Account, moderator: Account, post_by: Any, change: Any, viewer_for: Any
) -> None:
    change(post_by(alice, "First."), "Second.")
    revision = Revision.objects.select_related("post__account").get()
    with pytest.raises(PermissionDenied):
        hide_revision(actor=viewer_for(alice), revision=revision, reason="Mine")
    with pytest.raises(TextError):
        hide_revision(actor=viewer_for(moderator), revision=revision, reason=" ")


def test_a_long_history_is_read_in_pages_by_few_queries(
    alice: Account, post_by: Any, client: Client, assert_queries: Any
) -> None:
    post = post_by(alice, "Now.")
    Revision.objects.bulk_create(
        [Revision(post=post, number=n, source=str(n), language="en", at=post.created_at) for n in range(1, 36)]
    )
    client.get("/en/")
    with assert_queries(2):
        page = client.get(f"/en/@alice/{post.pk}/history/").content.decode()
    assert "Change 35" in page
    assert "?before=6" in page
    older = client.get(f"/en/@alice/{post.pk}/history/?before=6").content.decode()
    assert "Change 5<" in older


def test_what_is_erased_leaves_no_earlier_text(
    alice: Account, bob: Account, post_by: Any, change: Any, comment_by: Any
) -> None:
    post = post_by(alice, "First.")
    comment_by(bob, post, "An answer keeps the place.")
    change(post, "Second.")
    leave_posts(account_id=alice.pk, fate=Fate.ERASE)
    assert Post.objects.filter(pk=post.pk).exists()
    assert not Revision.objects.exists()


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_the_pieces_hold_both_texts_whole(before: str, after: str) -> None:
    pieces = changes_between(before, after)
    if before == after:
        assert not pieces
        return
    assert "".join(piece.text for piece in pieces if piece.mark != "new") == before
    assert "".join(piece.text for piece in pieces if piece.mark != "gone") == after


def test_words_are_found_and_what_stayed_is_cut_short() -> None:
    long = "word " * 200
    pieces = changes_between(f"{long}one tail", f"{long}two tail")
    assert [(piece.mark, piece.cut) for piece in pieces] == [
        ("same", True), ("gone", False), ("new", False), ("same", False),
    ]  # fmt: skip
    assert [piece.text for piece in pieces[1:]] == ["one ", "two ", "tail"]


@pytest.mark.parametrize("number", [LINES_MAX + 1, 1])
def test_what_would_take_too_long_is_shown_whole(number: int) -> None:
    before = "\n".join("a" + " a b" * (6000 // number) for _ in range(number)) + "!"
    after = "\n".join("c" + " b a" * (6000 // number) for _ in range(number))
    assert {piece.mark for piece in changes_between(before, after)} == {"gone", "new"}
