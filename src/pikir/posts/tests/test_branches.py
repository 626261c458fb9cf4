"""The newest and the best first, with what answers them below; and where a page has no room for all answers."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pikir.accounts.actions import mute
from pikir.accounts.models import Account
from pikir.posts import branches
from pikir.posts.actions import hide_post, support_post, withdraw_post
from pikir.posts.models import Post


@pytest.fixture
def root(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(alice, "Cars or a park?")


def page_of(client: Client, post: Post, query: str = "") -> str:
    return client.get(f"/en/@alice/{post.pk}/{query}").content.decode()


def said(page: str) -> list[str]:
    """The words of the comments in the order in which they stand."""
    return re.findall(r'<div class="said"><p>([^<]+)</p>', page)


@pytest.fixture
def talk(root: Post, bob: Account, carol: Account, comment_by: Any, viewer_for: Any) -> dict[str, Post]:
    """Three branches, said by turns; the second is supported, and so is the deepest answer of the first."""
    made: dict[str, Post] = {}
    for name, above in [("A", ""), ("B", ""), ("A1", "A"), ("C", ""), ("A2", "A"), ("A1a", "A1"), ("B1", "B")]:
        made[name] = comment_by(carol if name == "C" else bob, made.get(above, root), name)
    for name in ("B", "A1a"):
        support_post(actor=viewer_for(carol), post=made[name])
    return made


@pytest.mark.usefixtures("talk")
def test_answers_stand_below_what_they_answer_in_every_order(client: Client, root: Post) -> None:
    assert said(page_of(client, root)) == ["A", "A1", "A1a", "A2", "B", "B1", "C"]
    assert said(page_of(client, root, "?sort=newest")) == ["C", "B", "B1", "A", "A1", "A1a", "A2"]
    assert said(page_of(client, root, "?sort=best")) == ["B", "B1", "A", "A1", "A1a", "A2", "C"]
    page = page_of(client, root, "?sort=best")
    assert re.search(r'<details class="below" open><summary>2 comments</summary><ol>.*A1', page)
    assert "earlier comment" not in page


def test_what_is_gone_keeps_its_place_where_it_was_answered(
    client: Client, client_for: Any, root: Post, talk: dict[str, Post], bob: Account, carol: Account, viewer_for: Any,
    moderator: Account,
) -> None:  # fmt: skip
    withdraw_post(actor=viewer_for(bob), post=talk["A"])
    hide_post(actor=viewer_for(moderator), post=talk["A2"], reason="Rule 2.")
    withdraw_post(actor=viewer_for(carol), post=talk["C"])
    for sort, wanted in (("newest", ["B", "B1", "A1", "A1a"]), ("best", ["B", "B1", "A1", "A1a"])):
        page = page_of(client, root, f"?sort={sort}")
        assert said(page) == wanted
        assert page.count("The author took this comment back.") == 1
        assert "taken down" not in page
    mute(actor=viewer_for(carol), target_id=bob.pk)
    assert "B1" not in said(page_of(client_for(carol), root, "?sort=best"))


def test_where_there_is_no_room_for_all_answers_a_link_leads_on(
    client: Client, root: Post, talk: dict[str, Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(branches.branches_page.__kwdefaults__, "answers", 3)
    page = page_of(client, root, "?sort=best")
    assert said(page) == ["B", "B1", "A", "A1", "A2", "C"], "each branch is given its first before one is given more"
    way = f"/en/@alice/{root.pk}/?after={(talk['A1a'].listed_at_id or 0) - 1}"
    assert page.count("Later comments") == page.count(f'href="{way}#comments"') == 1
    assert said(client.get(way).content.decode()) == ["A1a", "B1"]


@pytest.mark.parametrize("sort", ["newest", "best"])
def test_branches_come_in_pages_and_answers_cost_no_query(
    client: Client, root: Post, bob: Account, comment_by: Any, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setitem(branches.branches_page.__kwdefaults__, "limit", 2)
    heads = [comment_by(bob, root, f"H{number}") for number in range(5)]
    last = comment_by(bob, heads[1], "Deep 0")
    comment_by(bob, heads[4], "Late 0")
    counted = []
    for step in range(1, 4):
        page_of(client, root, f"?sort={sort}")
        with CaptureQueriesContext(connection) as sent:
            page_of(client, root, f"?sort={sort}")
        counted.append(len(sent))
        last = comment_by(bob, last, f"Deep {step}")
        comment_by(bob, heads[4], f"Late {step}")
    assert len(set(counted)) == 1
    seen, query = [], f"?sort={sort}"
    while query:
        page = page_of(client, root, query)
        seen += said(page)
        later = re.search(rf"/(\?sort={sort}&amp;after=[\d-]+)#comments", page)
        query = later[1].replace("&amp;", "&") if later else ""
    assert len(seen) == len(set(seen)) == 13
    assert [words for words in seen if words[0] == "H"] == [f"H{n}" for n in range(5)][:: -1 if sort == "newest" else 1]
