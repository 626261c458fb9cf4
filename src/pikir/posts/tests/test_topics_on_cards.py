"""The topics of a post on its card in a list: which, how many, in what language, and at what price."""

import re
from typing import Any

import pytest
from django.test import Client

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.posts.actions import hide_post
from pikir.posts.actions.topics import TopicFacts, make_topic, merge_topics, place_in_column, take_out_of_column
from pikir.posts.models import Post, Topic
from pikir.posts.topic_lists import topic_called

pytestmark = pytest.mark.django_db


def shown(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def chips(page: str) -> list[list[tuple[str, str]]]:
    """The addresses and names on each card that has any."""
    lines = re.findall(r'<p class="on">(.*?)</p>', page)
    return [re.findall(r'<a class="chip" href="([^"]+)"[^>]*>([^<]+)</a>', line) for line in lines]


@pytest.fixture
def column(editor: Account) -> Topic:
    names = {"kk": "Qogam", "ru": "Obshchestvo", "en": ""}
    return make_topic(actor=viewer_of(editor), facts=TopicFacts(names=names, about={}, is_column=True))


def test_every_list_names_the_topics_of_its_posts_the_column_first(
    alice: Account, post_by: Any, column: Topic, editor: Account
) -> None:
    post: Post = post_by(alice, "#Rain #Snow #Wind #Ice", title="Weather", language="ru")
    place_in_column(actor=viewer_of(editor), post=post, column=column, reason="")
    for address in ("/en/", "/en/newest/", "/en/@alice/"):
        found = chips(shown(address))
        assert [name for _url, name in found[0]] == ["Qogam", "Rain", "Snow"], address
        assert found[0][0][0] == f"/en/topics/{column.slug}/"
    page = shown("/en/newest/")
    assert '<h2 lang="ru"><a href=' in page
    assert not re.search(r"<article[^>]* lang=", page), "the author's words speak the language of the post, no others"
    assert ">Obshchestvo</a>" in shown("/ru/newest/")
    assert [name for _url, name in chips(shown("/en/topics/rain/"))[0]] == ["Qogam", "Snow", "Wind"], "not itself"


def test_what_stands_in_a_topic_for_nobody_names_none(alice: Account, post_by: Any, client_for: Any) -> None:
    post = post_by(alice, "#rain for few", visibility="followers")
    reader = client_for(alice)
    page = shown("/en/@alice/", reader)
    assert "for few" in page
    assert not chips(page)
    assert '<span class="chip">Rain</span>' in shown(f"/en/@alice/{post.pk}/", reader), "a name, but no way to a 404"


def test_cards_follow_what_editors_do(
    alice: Account, post_by: Any, column: Topic, editor: Account, moderator: Account
) -> None:
    post = post_by(alice, "#rain")
    boss = viewer_of(editor)
    place_in_column(actor=boss, post=post, column=column, reason="")
    take_out_of_column(actor=boss, post=post, column=column, reason="Not society")
    assert [name for _url, name in chips(shown("/en/newest/"))[0]] == ["Rain"]
    rain = topic_called("rain")
    assert rain is not None
    merge_topics(actor=boss, topic=rain, into=column, reason="The same")
    assert chips(shown("/en/newest/"))[0] == [(f"/en/topics/{column.slug}/", "Qogam")]
    hide_post(actor=viewer_of(moderator), post=post, reason="Rule 2.")
    assert not chips(shown("/en/newest/"))


def test_a_list_names_topics_in_one_query_however_many_posts_there_are(
    alice: Account, post_by: Any, assert_queries: Any
) -> None:
    post_by(alice, "#one #two")
    for _ in range(2):
        shown("/en/newest/")
        with assert_queries(2):
            shown("/en/newest/")
        for number in range(5):
            post_by(alice, f"#more{number} #two")
