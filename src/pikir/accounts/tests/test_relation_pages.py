"""Pages about whom one wants to meet: plain forms, lists as files, block lists for others."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pikir.accounts import actions
from pikir.accounts.kinds import FILE_LINES
from pikir.accounts.models import Account, Relation

FILES = "/en/account/relations/files/"


@pytest.fixture
def reader(alice: Account, client_for: Callable[..., Client]) -> Client:
    return client_for(alice)


def names(kind: str) -> set[str]:
    return set(Relation.objects.filter(kind=kind).values_list("target__handle", flat=True))


def sent(client: Client, kind: str, content: bytes | str) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    return client.post(FILES, {"kind": kind, "file": SimpleUploadedFile("list.csv", raw, "text/csv")})


def agreed(client: Client, kind: str, page: str) -> Any:
    text = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    assert text, page
    return client.post(FILES, {"kind": kind, "act": "take", "text": text[1]}, follow=True)


@pytest.mark.parametrize(
    ("act", "undo", "kind"),
    [("follow", "unfollow", "follow"), ("mute", "unmute", "mute"), ("block", "unblock", "block")],
)
def test_acts_are_plain_forms_on_the_profile(
    act: str, undo: str, kind: str, reader: Client, bob: Account, lang: str
) -> None:
    asked = reader.get(f"/{lang}/account/relations/@bob/{act}/")
    assert asked.status_code == 200
    assert 'method="post"' in asked.content.decode()
    assert not names(kind)
    assert reader.post(f"/{lang}/account/relations/@bob/{act}/", {"term": "7"})["Location"] == f"/{lang}/@bob/"
    assert names(kind) == {"bob"}
    assert f"/account/relations/@bob/{undo}/" in reader.get(f"/{lang}/@bob/").content.decode()
    reader.post(f"/{lang}/account/relations/@bob/{undo}/", {"back": "following"})
    assert not names(kind)


def test_guests_are_led_to_sign_in_and_back(bob: Account, client: Client) -> None:
    page = client.get("/en/@bob/").content.decode()
    assert "/en/account/sign-in/?next=/en/account/relations/@bob/follow/" in page
    assert client.post("/en/account/relations/@bob/follow/").status_code == 302
    assert not names("follow")


def test_policies_and_filters_are_kept(reader: Client, alice: Account) -> None:
    given = {"follow_policy": "request", "writes_from": "followed", "mentions_from": "nobody", "hides_follows": "on"}
    assert reader.post("/en/account/relations/", given).status_code == 302
    alice.refresh_from_db()
    assert (alice.follow_policy, alice.writes_from, alice.mentions_from, alice.hides_follows) == (
        "request", "followed", "nobody", True,
    )  # fmt: skip
    assert reader.post("/en/account/relations/", given | {"writes_from": "all"}).status_code == 422
    reader.post("/en/account/relations/filters/", {"words": "<b>snow</b>", "term": "7"})
    page = reader.get("/en/account/relations/filters/").content.decode()
    assert "&lt;b&gt;snow" in page
    found = re.search(r'name="remove" value="(\d+)"', page)
    assert found
    reader.post("/en/account/relations/filters/", {"remove": found[1]})
    assert "snow" not in reader.get("/en/account/relations/filters/").content.decode()
    assert reader.post("/en/account/relations/filters/", {"words": "x"}).status_code == 422


def test_who_hides_it_shows_nobody_whom_they_follow(
    alice: Account, bob: Account, viewer_for: Any, client: Client, reader: Client
) -> None:
    actions.follow(actor=viewer_for(bob), target_id=alice.pk)
    assert "@bob" in client.get("/en/@alice/followers/").content.decode()
    assert "1 follower" in client.get("/en/@alice/").content.decode()
    actions.set_policies(
        actor=viewer_for(alice), follow_policy="anyone", mentions_from="everyone", writes_from="everyone",
        hides_follows=True,
    )  # fmt: skip
    assert client.get("/en/@alice/followers/").status_code == 404
    assert "1 follower" not in client.get("/en/@alice/").content.decode()
    assert "@bob" in reader.get("/en/@alice/followers/").content.decode()


@pytest.mark.parametrize("kind", ["follow", "block", "mute"])
def test_a_list_goes_out_as_a_file_and_comes_in_again(
    kind: str, reader: Client, bob: Account, carol: Account, client_for: Any, run_jobs: Callable[..., int]
) -> None:
    for handle in ("bob", "carol"):
        reader.post(f"/en/account/relations/@{handle}/{kind}/", {"term": "30"})
    file = reader.get(f"{FILES}{kind}.csv").content
    assert len(file.splitlines()) == 3
    Relation.objects.all().delete()
    looked = sent(reader, kind, file)
    assert not names(kind)
    agreed(reader, kind, looked.content.decode())
    run_jobs()
    assert names(kind) == {"bob", "carol"}
    assert Relation.objects.filter(until__isnull=kind != "mute").count() == 2


def test_no_name_becomes_a_formula(reader: Client, person: Callable[..., Account]) -> None:
    wicked = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)"]
    for number, name in enumerate(wicked):
        reader.post(f"/en/account/relations/@{person(f'w{number}x', name=name).handle}/block/")
    rows = list(csv.reader(io.StringIO(reader.get(f"{FILES}block.csv").content.decode())))
    assert [row[1] for row in rows[1:]] == [f"'{name}" for name in wicked]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_hostile_file_is_read_without_harm(
    reader: Client, bob: Account, carol: Account, run_jobs: Callable[..., int]
) -> None:
    lines = [
        "Account address,Notify", "bob", " @BOB ", "carol@testserver.invalid", "'@carol", "alice", "", ",,,",
        "<script>alert(1)</script>", "'; DROP TABLE accounts_account; --", "=cmd|' /C calc'!A0", "x" * 5000, "nobody_1",
        "bob@elsewhere.example", "кириллица", '"quoted, with comma"',
    ]  # fmt: skip
    page = sent(reader, "block", "\r\n".join(lines)).content.decode()
    assert "<script>alert" not in page
    assert "2 accounts are new." in page
    assert "1 needs nothing." in page
    agreed(reader, "block", page)
    run_jobs()
    assert names("block") == {"bob", "carol"}


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"bob\0", b"x" * 1_000_001, b"bob\n" * (FILE_LINES + 1), b'"' + b"x" * 200_000],
    ids=["not text", "null", "too large", "too many lines", "endless field"],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, reader: Client) -> None:
    answer = sent(reader, "block", content)
    assert answer.status_code == 422
    assert "Please look at this again" in answer.content.decode()


def test_a_block_list_is_published_by_choice_and_taken_over(
    reader: Client, alice: Account, bob: Account, carol: Account, client: Client, client_for: Any, run_jobs: Any
) -> None:
    reader.post("/en/account/relations/@bob/block/")
    address = "/en/@alice/blocklist/spam-and-worse.csv"
    assert client.get(address).status_code == 404
    reader.post(f"{FILES}lists/", {"name": "Spam and worse"})
    reader.post("/en/account/relations/@carol/block/")
    listed = client.get(address)
    assert listed["Content-Type"].startswith("text/csv")
    assert "bob@" in listed.content.decode()
    assert "carol@" not in listed.content.decode()
    other = client_for(carol)
    for wrong in ("http://evil.example/en/@alice/blocklist/spam-and-worse.csv", "/en/@alice/blocklist/no.csv", "x"):
        assert other.post(FILES, {"kind": "block", "address": wrong}).status_code == 422
    looked = other.post(FILES, {"kind": "block", "address": address})
    agreed(other, "block", looked.content.decode())
    run_jobs()
    assert set(Relation.objects.filter(source=carol).values_list("target__handle", flat=True)) == {"bob"}
    reader.post(f"{FILES}lists/", {"withdraw": "spam-and-worse"})
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("which", ["following", "followers", "requests", "asked", "muted", "blocked"])
def test_lists_take_the_same_queries_for_one_as_for_many(
    which: str, reader: Client, alice: Account, person: Any, viewer_for: Any, assert_queries: Any
) -> None:
    address = f"/en/account/relations/{which}/"
    reader.get(address)
    with assert_queries(5):
        reader.get(address)
    for number in range(5):
        other = person(f"p{number}")
        actions.follow(actor=viewer_for(other), target_id=alice.pk)
        actions.follow(actor=viewer_for(alice), target_id=other.pk)
        actions.mute(actor=viewer_for(alice), target_id=other.pk)
    with assert_queries(5):
        reader.get(address)
