"""What search engines find: maps, rules for robots, linked data; nothing of what hides from them."""

import json
import re
from collections.abc import Callable

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.test import Client
from django.utils import timezone

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.posts.actions import withdraw_post
from pikir.posts.models import Post

Write = Callable[..., Post]
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def urls(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    return [one.text or "" for one in ElementTree.fromstring(answer.content).iter(f"{SPACE}loc")]


def month() -> str:
    return f"/sitemaps/{timezone.localtime():%Y-%m}.xml"


def test_maps_lead_to_every_text_in_its_own_language(alice: Account, post_by: Write, client: Client) -> None:
    post = post_by(alice, "Мәтін", title="Т & <т>", language="kk")
    here = f"{settings.SQUARE_URL}/kk/@alice/{post.pk}/"
    assert settings.SQUARE_URL + month() in urls(client, "/sitemap.xml")
    assert urls(client, month()) == [here]
    assert here in urls(client, "/sitemaps/news.xml")
    assert f"{settings.SQUARE_URL}/en/@alice/" in urls(client, "/sitemaps/accounts.xml")
    assert f"{settings.SQUARE_URL}/kk/newest/" in urls(client, "/sitemaps/pages.xml")
    assert f"/@alice/{post.pk}.txt" in client.get("/ru/llms.txt").content.decode()


@pytest.mark.parametrize("more", [{"visibility": "unlisted"}, {"visibility": "followers"}, {"state": "draft"}])
def test_maps_hold_what_is_public_alone(alice: Account, post_by: Write, client: Client, more: dict[str, str]) -> None:
    post = post_by(alice, "Text", **more)
    assert client.get(month()).status_code == 404
    for path in ("/sitemap.xml", "/sitemaps/news.xml", "/sitemaps/accounts.xml", "/llms.txt"):
        assert str(post.pk) not in client.get(path).content.decode()
        assert "alice" not in client.get(path).content.decode()


def test_who_hides_from_search_is_named_nowhere(alice: Account, post_by: Write, client: Client) -> None:
    post = post_by(alice, "Text")
    alice.hides_from_search = True
    alice.save()
    assert client.get(month()).status_code == 404
    for path in ("/sitemap.xml", "/sitemaps/news.xml", "/sitemaps/accounts.xml", "/llms.txt"):
        assert "alice" not in client.get(path).content.decode()
    for path in (f"/en/@alice/{post.pk}/", "/en/@alice/", "/en/@alice/archive/"):
        html = client.get(path).content.decode()
        assert '<meta name="robots" content="noindex">' in html
        assert "ld+json" not in html


def test_what_was_taken_back_leaves_the_maps(alice: Account, post_by: Write, client: Client) -> None:
    post, other = post_by(alice, "Text"), post_by(alice, "Text")
    withdraw_post(actor=viewer_of(alice), post=post)
    assert [url.split("/")[-2] for url in urls(client, month())] == [str(other.pk)]


@pytest.mark.parametrize("path", ["/sitemaps/2026-13.xml", "/sitemaps/0000-01.xml", "/sitemaps/9999-12.xml"])
def test_no_month_is_no_map(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_robots_are_told_where_the_maps_are(db: None, client: Client) -> None:
    assert f"Sitemap: {settings.SQUARE_URL}/sitemap.xml" in client.get("/robots.txt").content.decode()


def linked(client: Client, path: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode())
    assert found
    assert not set("<>&") & set(found[1])
    return dict(json.loads(found[1]))


def test_a_page_says_what_it_is(alice: Account, post_by: Write, client: Client) -> None:
    post = post_by(alice, "Text #water", title="</script><b> & so on")
    graph = linked(client, f"/en/@alice/{post.pk}/")["@graph"]
    assert isinstance(graph, list)
    assert (graph[0]["@type"], graph[0]["headline"]) == ("BlogPosting", "</script><b> & so on")
    assert graph[0]["author"]["name"] == "Alice"
    assert graph[1]["@type"] == "BreadcrumbList"
    assert linked(client, "/en/@alice/")["@type"] == "ProfilePage"
    assert linked(client, "/en/topics/water/")["@type"] == "BreadcrumbList"
