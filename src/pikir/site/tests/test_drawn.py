"""Cards for shared links: every letter of the square, whatever somebody typed, and nothing of what may not be read."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from harness.people import viewer_of
from pikir.accounts.models import Account
from pikir.posts.actions import withdraw_post
from pikir.posts.models import Post
from pikir.posts.stamps import stamp_of_post
from pikir.site.social.drawing import SIZE, Words, draw_card
from pikir.site.social.files import KEEP_SECONDS, sweep
from pikir.site.social.letters import drawable, face, runs_of

Write = Callable[..., Post]
HOSTILE = ["", " ", "W" * 5000, "🎉" * 300, "مرحبا بالعالم", "и\u0306\u0303" * 400, "\u202eabc\u0000", "a " * 2000]


def address_of(post: Post) -> str:
    return f"/pictures/post-{post.pk}-{stamp_of_post(post)}.png"


@pytest.mark.parametrize("letter", "әіңғүұқөһӘІҢҒҮҰҚӨҺ₸ёЁ№Zq")
@pytest.mark.parametrize("voice", ["serif", "sans-400", "sans-600"])
def test_every_letter_is_in_its_cut(voice: str, letter: str) -> None:
    (run,) = runs_of(drawable(letter, 1))
    font = face(voice, run.cut, 40)  # type: ignore[arg-type]  # one of the voices
    assert bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_break_a_card(words: str) -> None:
    drawn = draw_card(Words(headline=words, author=words, square=words))
    assert Image.open(io.BytesIO(drawn)).size == SIZE
    assert len(drawn) < 100_000


def test_a_letter_without_a_cut_loses_its_marks_or_goes() -> None:
    assert drawable("Café 🎉 ұлы\u202e", 40) == "Cafe ұлы"


def test_a_page_names_its_card_and_the_card_comes(alice: Account, post_by: Write, client: Client) -> None:
    post = post_by(alice, "Мәтін", title="Тақырып")
    assert f'content="{settings.SQUARE_URL}{address_of(post)}"' in client.get(f"/en/@alice/{post.pk}/").content.decode()
    answer = client.get(address_of(post))
    assert answer["Content-Type"] == "image/png"
    assert client.get(address_of(post), HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    assert client.get(f"/pictures/post-{post.pk}-old.png").headers["location"] == address_of(post)


def test_a_post_that_went_has_no_card(alice: Account, post_by: Write, client: Client) -> None:
    post = post_by(alice, "Text")
    assert client.get(address_of(post)).status_code == 200
    withdraw_post(actor=viewer_of(alice), post=post)
    assert client.get(address_of(post)).status_code == 410


@pytest.mark.parametrize("more", [{"visibility": "followers"}, {"state": "draft"}, {"cover": "Sad"}])
def test_what_not_everyone_reads_has_no_card(
    alice: Account, post_by: Write, client: Client, more: dict[str, str]
) -> None:
    assert client.get(address_of(post_by(alice, "Text", **more))).status_code == 404


def test_a_cover_is_all_that_a_shared_link_says(alice: Account, post_by: Write, client: Client) -> None:
    post = post_by(alice, "The ending is sad.", title="A story", cover="Tells the ending")
    head = client.get(f"/en/@alice/{post.pk}/").content.decode().partition("</head>")[0]
    assert "is sad" not in head
    assert "/pictures/square-en-" in head


def test_the_square_and_its_sign_are_drawn(db: None, client: Client) -> None:
    head = client.get("/kk/").content.decode().partition("</head>")[0]
    path = head.partition(f'property="og:image" content="{settings.SQUARE_URL}')[2].partition('"')[0]
    assert client.get(path).status_code == 200
    assert Image.open(io.BytesIO(client.get("/pictures/icon-192.png").content)).size == (192, 192)
    assert client.get("/pictures/icon-9999.png").status_code == 404


def test_what_nobody_asks_for_is_swept(alice: Account, post_by: Write, client: Client) -> None:
    client.get(address_of(post_by(alice, "Text")))
    files = list(Path(settings.DRAWN_ROOT).iterdir())
    assert files
    newest = max(file.stat().st_mtime for file in files)
    assert sweep(now=newest + KEEP_SECONDS - 1) < len(files)
    sweep(now=newest + KEEP_SECONDS + 1)
    assert not list(Path(settings.DRAWN_ROOT).iterdir())
