"""The list of everything new: in the order of time, page by page, nothing twice and nothing lost."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from pikir.accounts.models import Account
from pikir.posts.kinds import LIST_PAGE
from pikir.posts.models import Post
from pikir.posts.queries import newest_posts


def titles(page: str) -> list[str]:
    return re.findall(r">Title (\d+)<", page)


def test_pages_follow_each_other_without_gap_or_repetition(
    alice: Account, post_by: Callable[..., Post], client: Client
) -> None:
    for number in range(LIST_PAGE + 3):
        post_by(alice, "Text", title=f"Title {number}")
    first = client.get("/en/newest/").content.decode()
    older = re.search(r'href="([^"]*before=\d+)"', first)
    assert older
    post_by(alice, "Text", title="Title 999")  # written while somebody reads
    second = client.get(f"/en/newest/{older[1][older[1].index('?') :]}").content.decode()
    assert titles(first) + titles(second) == [str(number) for number in range(LIST_PAGE + 2, -1, -1)]
    assert "before=" not in second


def test_odd_keys_mean_the_beginning(alice: Account, post_by: Callable[..., Post], client: Client) -> None:
    post_by(alice, "Text", title="Title 1")
    for odd in ("x", "-1", "9" * 30, "1e9", "", "١"):
        assert titles(client.get("/en/newest/", {"before": odd}).content.decode()) == ["1"], odd


def test_the_list_can_be_of_one_language(alice: Account, post_by: Callable[..., Post]) -> None:
    post_by(alice, "Text", language="en")
    kazakh = post_by(alice, "Мәтін", language="kk")
    assert newest_posts(only="kk").items == [kazakh]


def test_lists_take_the_same_queries_for_one_post_as_for_many(
    alice: Account, bob: Account, post_by: Callable[..., Post], client: Client, assert_queries: Any
) -> None:
    counts = {
        "/en/newest/": 2,
        "/en/@alice/": 9,
        "/en/@alice/?tab=comments": 7,
        "/feeds/en/newest.rss": 1,
        "/feeds/en/@alice.json": 2,
    }
    post_by(alice, "Text")
    for address, count in counts.items():
        client.get(address)
        with assert_queries(count):
            client.get(address)
    for number in range(8):
        post_by(bob if number % 2 else alice, "Text")
    for address, count in counts.items():
        with assert_queries(count):
            client.get(address)
