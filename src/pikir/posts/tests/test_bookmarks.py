"""Bookmarks: private, in folders, in pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pikir.accounts.models import Account
from pikir.posts.actions import FolderError, add_folder, hide_post, keep_post
from pikir.posts.models import Bookmark, Folder, Post


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "Text", title="Zqtitle")


@pytest.fixture
def bobs(bob: Account, client_for: Any) -> Client:
    client: Client = client_for(bob)
    return client


def text(client: Client, query: str = "", lang: str = "en") -> str:
    return client.get(f"/{lang}/bookmarks/{query}").content.decode()


def test_a_post_is_kept_moved_and_dropped_with_plain_forms(bobs: Client, root: Post, lang: str) -> None:
    assert bobs.post(f"/{lang}/bookmark/{root.pk}/")["Location"] == f"/{lang}/@alice/{root.pk}/"
    bobs.post(f"/{lang}/bookmark/{root.pk}/")
    kept = Bookmark.objects.get()
    assert "Zqtitle" in text(bobs, lang=lang)
    assert bobs.post(f"/{lang}/bookmarks/", {"act": "folder", "name": " To  read "}).status_code == 302
    folder = Folder.objects.get(name="To read")
    assert "Zqtitle" not in text(bobs, f"?folder={folder.pk}", lang)
    bobs.post(f"/{lang}/bookmarks/", {"act": "move", "pick": kept.pk, "folder": folder.pk})
    assert "Zqtitle" in text(bobs, f"?folder={folder.pk}", lang)
    bobs.post(f"/{lang}/bookmarks/{folder.pk}/", {"name": "Read"})
    assert "Read</a>" in text(bobs, lang=lang)
    bobs.post(f"/{lang}/bookmarks/{folder.pk}/", {"act": "drop"})
    assert (Bookmark.objects.get().folder, Folder.objects.count()) == (None, 0)
    bobs.post(f"/{lang}/bookmarks/", {"act": "drop", "pick": kept.pk})
    assert not Bookmark.objects.exists()


def test_nobody_else_sees_counts_or_moves_them(
    bobs: Client, root: Post, bob: Account, carol: Account, client: Client, client_for: Any, viewer_for: Any
) -> None:
    before = client.get(f"/en/@alice/{root.pk}/").content
    kept = keep_post(actor=viewer_for(bob), post=root)
    folder = add_folder(actor=viewer_for(bob), name="Mine")
    assert client.get(f"/en/@alice/{root.pk}/").content == before
    carols = client_for(carol)
    assert "Zqtitle" not in text(carols)
    assert "Zqtitle" not in text(carols, f"?folder={folder.pk}")
    carols.post("/en/bookmarks/", {"act": "drop", "pick": kept})
    assert carols.post(f"/en/bookmarks/{folder.pk}/", {"act": "drop"}).status_code == 404
    keep_post(actor=viewer_for(carol), post=root)
    carols.post("/en/bookmarks/", {"act": "move", "pick": [str(kept)], "folder": folder.pk})
    assert not Bookmark.objects.filter(folder=folder).exists()
    assert Bookmark.objects.filter(pk=kept).exists()
    assert client.get("/en/bookmarks/").status_code == 302


def test_what_cannot_be_read_any_more_leaves_a_line(
    bobs: Client, root: Post, bob: Account, viewer_for: Any, moderator: Account
) -> None:
    keep_post(actor=viewer_for(bob), post=root)
    hide_post(actor=viewer_for(moderator), post=root, reason="Rule 2.")
    page = text(bobs)
    assert "Zqtitle" not in page
    assert "This text cannot be read any more." in page


def test_one_keeps_only_what_one_may_see(bobs: Client, alice: Account, post_by: Any) -> None:
    post = post_by(alice, "Text", visibility="followers")
    assert bobs.post(f"/en/bookmark/{post.pk}/").status_code == 404


def test_long_lists_come_in_pages_of_few_queries(
    bobs: Client, alice: Account, bob: Account, post_by: Any, viewer_for: Any, assert_queries: Any
) -> None:
    keep_post(actor=viewer_for(bob), post=post_by(alice, "Text", title="Number first"))
    text(bobs)
    with assert_queries(7):
        text(bobs)
    folder = add_folder(actor=viewer_for(bob), name="Mine")
    made = [keep_post(actor=viewer_for(bob), post=post_by(alice, "T", title=f"Number {n}.")) for n in range(32)]
    Bookmark.objects.filter(pk__in=made).update(folder=folder)
    with assert_queries(7):
        page = text(bobs, f"?folder={folder.pk}")
    assert "Number 31." in page
    assert "Number 1." not in page
    assert "Number 1." in text(bobs, f"?folder={folder.pk}&before={made[2]}")
    assert f"?folder={folder.pk}&amp;before=" in page


def test_names_of_folders_are_ones_own_and_once(
    bobs: Client, bob: Account, viewer_for: Any, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    add_folder(actor=viewer_for(bob), name="Mine")
    for name in ("Mine", " ", "x" * 61):
        assert bobs.post(f"/{lang}/bookmarks/", {"act": "folder", "name": name}).status_code == 422
    monkeypatch.setattr("pikir.posts.actions.bookmarks.FOLDERS_KEPT", 1)
    with pytest.raises(FolderError):
        add_folder(actor=viewer_for(bob), name="Another")
