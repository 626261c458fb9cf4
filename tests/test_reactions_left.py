"""What becomes of supports, shares, quotations and bookmarks of somebody who takes their things along, or leaves."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from harness.people import make_person, viewer_of
from harness.posts import make_comment, make_post
from pikir.accounts.actions import ask_to_leave, carry_out_departures
from pikir.accounts.kinds import LEAVE_AFTER, Fate
from pikir.accounts.models import Account
from pikir.notifications.models import Notice
from pikir.posts.actions import (
    add_folder,
    boost_post,
    choose_sharing,
    keep_post,
    move_bookmarks,
    quote_post,
    repair_counts,
    support_post,
)
from pikir.posts.models import Bookmark, Boost, Folder, Post, ShareRule, Support
from pikir.transfer.actions import ask_for_archive
from pikir.transfer.models import PersonalArchive
from pikir.transfer.personal import path_of

WORD = "qwxunique"


@pytest.fixture
def reader(bob: Account) -> Account:
    """Somebody who did with a post and a comment of bob all that can be done."""
    account = make_person("zhupar77")
    viewer = viewer_of(account)
    post = make_post(bob, "Of bob", title="Of bob")
    for said in (post, make_comment(bob, post, "A comment")):
        support_post(actor=viewer, post=said)
    boost_post(actor=viewer, account_id=account.pk, post=post)
    quote_post(actor=viewer, account_id=account.pk, post=post, source=f"Look, {WORD}")
    folder = add_folder(actor=viewer, name=f"{WORD} folder")
    move_bookmarks(actor=viewer, bookmark_ids=[keep_post(actor=viewer, post=post)], folder_id=folder.pk)
    choose_sharing(actor=viewer, account_id=account.pk, circle="nobody")
    return account


@pytest.mark.parametrize("fate", Fate)
def test_nothing_stays_of_reactions_and_every_count_is_right(
    reader: Account, bob: Account, fate: str, run_jobs: Callable[..., int], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = settings.ARCHIVES_ROOT = tmp_path
    run_jobs()
    ask_to_leave(actor=viewer_of(reader), fate=fate)
    assert carry_out_departures(now=timezone.now() + LEAVE_AFTER) == 1
    for kept in (Support, Boost, Bookmark, Folder, ShareRule):
        assert not kept.objects.exists(), kept
    assert not Notice.objects.filter(receiver=bob.user, kind__in=("support", "boost", "quote")).exists()
    post = Post.objects.get(account=bob, root=None)
    assert (post.support_count, post.boost_count) == (0, 0)
    assert repair_counts().repaired == 0
    notes = list(Post.objects.filter(account=reader))
    assert [note.quote_of for note in notes] == ([] if fate == Fate.ERASE else [post])


def test_whom_one_quotes_may_leave(reader: Account, bob: Account, client: Any) -> None:
    ask_to_leave(actor=viewer_of(bob), fate=Fate.ERASE)
    assert carry_out_departures(now=timezone.now() + LEAVE_AFTER) == 1
    note = Post.objects.get(account=reader)
    page = client.get(f"/en/@zhupar77/{note.pk}/").content.decode()
    assert WORD in page
    assert "Of bob" not in page


def test_they_are_in_the_personal_archive(
    reader: Account, run_jobs: Callable[..., int], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = settings.ARCHIVES_ROOT = tmp_path
    ask_for_archive(actor=viewer_of(reader))
    run_jobs()
    with zipfile.ZipFile(path_of(PersonalArchive.objects.get().token)) as file:
        data = {name: json.loads(file.read(f"{name}.json")) for name in ("supports", "shares", "bookmarks", "posts")}
    post = Post.objects.get(title="Of bob")
    assert [row["post_id"] for row in data["shares"]] == [post.pk]
    assert len(data["supports"]) == 2
    assert data["bookmarks"][0]["folder__name"] == f"{WORD} folder"
    assert data["posts"][0]["quote_of"] == post.pk
