"""Feeds: three formats of the same list, whole, absolute, in the right language, for machines that are strict."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client

from pikir.accounts.models import Account
from pikir.posts.models import Post

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def post(alice: Account, post_by: Callable[..., Post]) -> Post:
    return post_by(
        alice, "Қазақша <b>мәтін</b> & «тырнақша» [сілтеме](/kk/rules/)", title="Тақырып & <b>", language="kk"
    )


def test_rss_is_well_formed_and_leads_to_the_post(post: Post, client: Client) -> None:
    answer = client.get("/feeds/kk/newest.rss")
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    item = ElementTree.fromstring(answer.content).find("channel/item")
    assert item is not None
    assert item.findtext("title") == "Тақырып & <b>"
    assert item.findtext("link") == f"{settings.SQUARE_URL}/kk/@alice/{post.pk}/"
    assert "мәтін" in (item.findtext("description") or "")
    assert f'href="{settings.SQUARE_URL}/kk/rules/"' in (item.findtext("description") or "")


def test_atom_says_when_and_by_whom(post: Post, client: Client) -> None:
    answer = client.get("/feeds/en/@alice.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    entry = ElementTree.fromstring(answer.content).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Alice"
    assert entry.findtext(f"{ATOM}published")
    assert (entry.findtext(f"{ATOM}id") or "").endswith(f":{post.pk}")


def test_json_feed_names_the_language_of_each_text(post: Post, client: Client) -> None:
    answer = client.get("/feeds/ru/newest.json")
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{settings.SQUARE_URL}/feeds/ru/newest.json"
    assert (feed["language"], feed["items"][0]["language"]) == ("ru", "kk")
    assert feed["items"][0]["title"] == "Тақырып & <b>"


def test_every_address_of_the_square_is_whole_and_no_word_is_changed(
    alice: Account, bob: Account, post_by: Callable[..., Post], client: Client
) -> None:
    post_by(alice, "@bob, see [this](/source/), /kk/rules/ and [that](https://example.org/kk/).", title="T")
    (item,) = json.loads(client.get("/feeds/en/newest.json").content)["items"]
    html = item["content_html"]
    assert f'href="{settings.SQUARE_URL}/@bob/"' in html
    assert f'href="{settings.SQUARE_URL}/source/"' in html
    assert 'href="https://example.org/kk/"' in html
    assert "</a>, /kk/rules/ and" in html


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_no_sign_that_somebody_typed_breaks_a_feed(
    alice: Account, post_by: Callable[..., Post], client: Client, form: str
) -> None:
    post_by(alice, "a&#12;b \x0c &#x1b; &#xFFFE; end", title="T")
    answer = client.get(f"/feeds/en/newest.{form}")
    assert answer.status_code == 200
    assert "end" in answer.content.decode()


def test_a_covered_text_shows_its_cover_alone(alice: Account, post_by: Callable[..., Post], client: Client) -> None:
    post_by(alice, "The ending is sad.", title="A story", cover="Tells the <ending>")
    for form in ("rss", "atom", "json"):
        content = client.get(f"/feeds/en/newest.{form}").content.decode()
        assert "is sad" not in content
        assert "Tells the" in content


@pytest.mark.parametrize(
    "address", ["/feeds/en/@nobody.rss", "/feeds/de/newest.rss", "/feeds/en/newest.xml", "/feeds/en/"]
)
def test_what_is_not_there_is_not_found(db: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_feed_is_bounded(alice: Account, post_by: Callable[..., Post], client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("pikir.syndication.views.FEED_SIZE", 3)
    for _ in range(5):
        post_by(alice, "Text")
    assert len(json.loads(client.get("/feeds/en/newest.json").content)["items"]) == 3
