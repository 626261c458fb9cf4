"""A text as plain words: what the page says to the same reader, and never more."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from pikir.accounts.models import Account
from pikir.posts.models import Post
from pikir.syndication.plain import as_plain

Write = Callable[..., Post]


def test_a_text_says_who_when_where_and_what(alice: Account, post_by: Write, client: Client, lang: str) -> None:
    source = "Әлем **және** [сілтеме](https://example.org/)\n\n* бір\n* екі"
    post = post_by(alice, source, title="Тақырып", language="kk")
    answer = client.get(f"/{lang}/@alice/{post.pk}.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Link"] == f'<{settings.SQUARE_URL}/{lang}/@alice/{post.pk}/>; rel="canonical"'
    words = answer.content.decode()
    assert words.startswith("Тақырып\n")
    assert "Alice" in words
    assert f"{settings.SQUARE_URL}/{lang}/@alice/{post.pk}/" in words
    assert "Әлем және сілтеме (https://example.org/)" in words
    assert "- бір\n- екі" in words


def test_the_page_leads_to_it(alice: Account, post_by: Write, client: Client) -> None:
    post = post_by(alice, "Text")
    assert f'href="/en/@alice/{post.pk}.txt"' in client.get(f"/en/@alice/{post.pk}/").content.decode()


def test_a_covered_text_gives_its_cover_alone(alice: Account, post_by: Write, client: Client) -> None:
    post = post_by(alice, "The ending is sad.", title="A story", cover="Tells the ending")
    words = client.get(f"/en/@alice/{post.pk}.txt").content.decode()
    assert "Tells the ending" in words
    assert "is sad" not in words


@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("hidden", 410), ("withdrawn", 410)])
def test_what_may_not_be_read_is_not_there(
    alice: Account, post_by: Write, client: Client, state: str, status: int
) -> None:
    post = post_by(alice, "Secret words", state=state)
    answer = client.get(f"/en/@alice/{post.pk}.txt")
    assert answer.status_code == status
    assert "Secret words" not in answer.content.decode()


def test_what_is_for_followers_is_for_followers(
    alice: Account, post_by: Write, client_for: Callable[..., Client]
) -> None:
    post = post_by(alice, "Among us", visibility="followers")
    assert client_for(None).get(f"/en/@alice/{post.pk}.txt").status_code == 404
    mine = client_for(alice).get(f"/en/@alice/{post.pk}.txt")
    assert "Among us" in mine.content.decode()
    assert mine["X-Robots-Tag"] == "noindex"


def test_lists_tables_and_notes_keep_their_order() -> None:
    html = (
        '<h2 id="h">Head</h2><ol start="3"><li><p>three</p></li><li>four</li></ol>'
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><pre>x\n  y</pre>"
        '<p>see<sup><a href="#fn-1-1">1</a></sup> <a href="/@bob/">@bob</a></p>'
        '<section class="footnotes"><ol><li><p>Note. <a href="#fnref-1-1">↑</a></p></li></ol></section>'
    )
    assert as_plain(html, root="https://square.example") == (
        "## Head\n\n3. three\n\n4. four\n\n| a | b\n| 1 | 2\n\nx\n  y\n\nsee[1] @bob\n\n1. Note."
    )
