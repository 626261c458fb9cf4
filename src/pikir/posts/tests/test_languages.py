"""A list in one language alone: what stands in it, what it says of the rest, and the way on and back."""

import re
from typing import Any

import pytest
from django.test import Client

from pikir.accounts.models import Account
from pikir.posts import languages
from pikir.posts.actions.topics import TopicFacts, make_topic, place_in_column
from pikir.posts.kinds import LIST_PAGE
from pikir.posts.models import Post

TITLES = {"kk": "Zqkazakh", "ru": "Zqrussian", "en": "Zqenglish"}
LISTS = (
    "newest/?",
    "topics/water/?",
    "topics/town/?",
    "topics/town/?all=1&",
    "@alice/?",
    "@alice/?tab=entries&",
    "@alice/topics/water/?",
)


@pytest.fixture
def said(alice: Account, editor: Account, post_by: Any, viewer_for: Any) -> list[Post]:
    """A text in each language on one topic, each put into a column by an editor."""
    column = make_topic(actor=viewer_for(editor), facts=TopicFacts(names={"en": "Town"}, about={}, is_column=True))
    posts = [post_by(alice, "Words #water #town", language=code, title=title) for code, title in TITLES.items()]
    for post in posts:
        place_in_column(actor=viewer_for(editor), post=post, column=column, reason="")
    return posts


def page_of(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def shown(page: str) -> set[str]:
    return {title for title in TITLES.values() if f">{title}<" in page}


@pytest.mark.parametrize("way", LISTS)
def test_a_list_of_one_language_says_what_it_leaves_out_and_leads_back(way: str, said: list[Post], lang: str) -> None:
    whole = page_of(f"/{lang}/{way}")
    assert shown(whole) == set(TITLES.values())
    assert f"in={lang}" in whole
    page = page_of(f"/{lang}/{way}in={lang}")
    assert shown(page) == {TITLES[lang]}
    told = re.search(r'<p class="dim">[^<]*: 2\. <a href="([^"]+)">', page)
    assert told, "two are left out"
    path = f"/{lang}/{way}".partition("?")[0]
    assert shown(page_of(path + told[1].replace("&amp;", "&"))) == set(TITLES.values())
    assert shown(page_of(f"/{lang}/{way}in=xx")) == set(TITLES.values()), "a language nobody knows is no choice"


@pytest.mark.parametrize("way", ["newest/", "topics/water/", "@alice/", "@alice/topics/water/"])
def test_the_older_page_stays_in_the_language_and_counts_its_own(way: str, alice: Account, post_by: Any) -> None:
    post_by(alice, "#water", language="ru", title="Zqrussian")
    post_by(alice, "#water", language="en", title="Zqenglish")
    for number in range(LIST_PAGE):
        post_by(alice, "#water", language="en", title=f"Title {number}")
    first = page_of(f"/en/{way}?in=en")
    older = re.search(r'href="(\?in=en&amp;before=\d+)"', first)
    assert older
    assert "left out here: 0" in first
    second = page_of(f"/en/{way}{older[1].replace('&amp;', '&')}")
    assert shown(second) == {"Zqenglish"}
    assert "left out here: 1" in second


def test_counting_ends_somewhere_and_says_so(alice: Account, post_by: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "LEFT_OUT_MAX", 2)
    for _ in range(3):
        post_by(alice, "Words", language="ru", title="T")
    assert "left out here: 2+" in page_of("/en/newest/?in=en")


def test_what_stands_first_on_a_profile_is_no_exception(alice: Account, post_by: Any, client_for: Any) -> None:
    pinned = post_by(alice, "Words", language="ru", title="Zqrussian")
    client_for(alice).post(f"/en/pin/{pinned.pk}/")
    assert shown(page_of("/en/@alice/")) == {"Zqrussian"}
    page = page_of("/en/@alice/?in=en")
    assert shown(page) == set()
    assert "left out here: 1" in page
