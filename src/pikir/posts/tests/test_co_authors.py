"""Co-authors: asked, shown after they agreed, gone when they leave, never against a block."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from harness.inbox import Lines
from pikir.accounts.actions import block
from pikir.accounts.models import Account
from pikir.media.tests.samples import bytes_of, drawing, fetch, upload
from pikir.posts.actions import (
    CoAuthorError,
    Draft,
    accept_co_author,
    correct_post,
    decline_co_author,
    edit_post,
    invite_co_author,
    remove_co_author,
    retract_post,
    start_post,
)
from pikir.posts.kinds import CO_AUTHORS_KEPT
from pikir.posts.models import CoAuthor, Post


@pytest.fixture
def post(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "We measured it.", title="The tower")


@pytest.fixture
def asked(post: Post, alice: Account, viewer_for: Any) -> Callable[[Account], CoAuthor]:
    def ask(account: Account) -> CoAuthor:
        return invite_co_author(actor=viewer_for(alice), post=post, handle=account.handle)

    return ask


def test_who_is_asked_is_told_reads_agrees_is_shown_and_leaves(
    post: Post, alice: Account, bob: Account, client: Client, client_for: Any, lines: Lines
) -> None:
    author, other, address = client_for(alice), client_for(bob), f"/en/co-author/{post.pk}/"
    assert author.post(f"/en/co-authors/{post.pk}/", {"handle": "@Bob"}).status_code == 302
    assert [entry.text for entry in lines(bob)] == ["Alice asks you to be a co-author of “The tower”"]
    assert lines(bob)[0].url == address
    page = f"/en/@alice/{post.pk}/"
    assert ">Bob<" not in client.get(page).content.decode()
    assert "The tower" not in client.get("/en/@bob/").content.decode()
    assert "We measured it." in other.get(address).content.decode()
    other.post(address, {"act": "accept"})
    assert ">Bob<" in client.get(page).content.decode()
    assert "The tower" in client.get("/en/@bob/").content.decode()
    assert "The tower" in client.get("/feeds/en/@bob.atom").content.decode()
    assert not lines(bob)
    assert [entry.text for entry in lines(alice)] == ["Bob is now a co-author of “The tower”"]
    other.post(address, {"act": "leave"})
    assert ">Bob<" not in client.get(page).content.decode()
    assert "The tower" not in client.get("/en/@bob/").content.decode()
    assert other.get(address).status_code == 404
    assert author.post(f"/en/co-authors/{post.pk}/", {"handle": "bob"}).status_code == 422


def test_a_draft_is_read_by_whom_it_asks_on_that_page_alone(
    alice: Account, bob: Account, carol: Account, post_by: Any, client_for: Any, viewer_for: Any
) -> None:
    draft = post_by(alice, "Not yet.", state="draft")
    invite_co_author(actor=viewer_for(alice), post=draft, handle="bob")
    assert client_for(bob).get(f"/en/co-author/{draft.pk}/").status_code == 200
    assert client_for(bob).get(f"/en/@alice/{draft.pk}/").status_code == 404
    assert client_for(carol).get(f"/en/co-author/{draft.pk}/").status_code == 404


def test_what_is_not_for_everyone_stands_on_no_other_profile(
    alice: Account, bob: Account, client_for: Any, post_by: Any, viewer_for: Any
) -> None:
    private = post_by(alice, "Hush.", title="A secret", visibility="followers")
    accept_co_author(actor=viewer_for(bob), row=invite_co_author(actor=viewer_for(alice), post=private, handle="bob"))
    for reader in (bob, None):
        assert "A secret" not in client_for(reader).get("/en/@bob/").content.decode()


@pytest.mark.parametrize("by_author", [True, False])
def test_nobody_is_asked_across_a_block_nor_agrees(
    by_author: bool, asked: Any, alice: Account, bob: Account, carol: Account, viewer_for: Any
) -> None:
    row = asked(bob)
    for other in (bob, carol):
        source, target = (alice, other) if by_author else (other, alice)
        block(actor=viewer_for(source), target_id=target.pk)
    with pytest.raises(PermissionDenied):
        accept_co_author(actor=viewer_for(bob), row=row)
    with pytest.raises(CoAuthorError):
        asked(carol)


def test_only_the_author_asks_and_only_who_is_asked_answers(
    post: Post, asked: Any, bob: Account, carol: Account, viewer_for: Any, client_for: Any
) -> None:
    row = asked(bob)
    assert client_for(carol).get(f"/en/co-authors/{post.pk}/").status_code == 403
    for act in (accept_co_author, decline_co_author, remove_co_author):
        with pytest.raises(PermissionDenied):
            act(actor=viewer_for(carol), row=row)


def test_the_author_takes_a_question_or_a_name_away(
    post: Post, asked: Any, alice: Account, bob: Account, client: Client, client_for: Any, viewer_for: Any
) -> None:
    row = asked(bob)
    accept_co_author(actor=viewer_for(bob), row=row)
    assert ">Bob<" in client.get(f"/en/@alice/{post.pk}/").content.decode()
    client_for(alice).post(f"/en/co-authors/{post.pk}/", {"remove": str(row.pk)})
    assert ">Bob<" not in client.get(f"/en/@alice/{post.pk}/").content.decode()
    assert not CoAuthor.objects.exists()


@pytest.mark.parametrize("handle", ["alice", "nobody", ""])
def test_nobody_there_is_said(handle: str, post: Post, alice: Account, client_for: Any) -> None:
    assert client_for(alice).post(f"/en/co-authors/{post.pk}/", {"handle": handle}).status_code == 422


def test_so_many_are_asked(post: Post, asked: Any, person: Any) -> None:
    for number in range(CO_AUTHORS_KEPT):
        asked(person(f"writer{number}"))
    with pytest.raises(CoAuthorError):
        asked(person("onemore"))


def test_who_signed_is_told_of_each_later_change_and_notice_and_nobody_else(
    post: Post, asked: Any, alice: Account, bob: Account, carol: Account, viewer_for: Any, client_for: Any, lines: Lines
) -> None:
    author = viewer_for(alice)
    accept_co_author(actor=viewer_for(bob), row=asked(bob))
    asked(carol)  # she has not answered
    same = Draft(title="The tower", source="We measured it.")
    edit_post(actor=author, post=post, draft=same)
    assert not lines(bob)
    edit_post(actor=author, post=post, draft=replace(same, source="We weighed it."), note="A slip.")
    (told,) = lines(bob)
    assert (told.text, told.words) == ("Alice changed “The tower”, of which you are a co-author", "A slip.")
    assert "weighed" in client_for(bob).get(told.url).content.decode()
    correct_post(actor=author, post=post, words="It was not weighed.")
    assert lines(bob)[0].text == "Alice corrected “The tower”, of which you are a co-author"
    retract_post(actor=author, post=post, words="We never had a scale.")
    assert lines(bob)[0].text == "Alice retracted “The tower”, of which you are a co-author"
    assert len(lines(carol)) == 1
    assert [line.text for line in lines(alice)] == ["Bob is now a co-author of “The tower”"]
    decline_co_author(actor=viewer_for(bob), row=CoAuthor.objects.get(account=bob))
    assert not lines(bob)


def test_who_is_asked_sees_the_pictures_and_files_of_the_draft(
    alice: Account, bob: Account, carol: Account, viewer_for: Any, client_for: Any, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    author = client_for(alice)
    picture = author.post("/media/", {"file": upload(bytes_of(drawing()))}).json()
    file = author.post("/media/", {"file": upload(b"%PDF-1.7", name="plan.pdf")}).json()
    text = f"![Hills](picture:{picture['id']}) [plan](file:{file['id']})"
    draft = start_post(actor=viewer_for(alice), account_id=alice.pk, draft=Draft(title="T", source=text))
    row = invite_co_author(actor=viewer_for(alice), post=draft, handle="bob")
    for address in (picture["src"], file["address"]):
        assert fetch(client_for(bob), address).status_code == 200
        assert [fetch(client_for(person), address).status_code for person in (carol, None)] == [404, 404]
    decline_co_author(actor=viewer_for(bob), row=row)
    assert fetch(client_for(bob), picture["src"]).status_code == 404
