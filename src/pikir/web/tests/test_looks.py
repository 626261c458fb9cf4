"""The look that a reader chose: what a request tells of it, and what is left out for who saves data."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pikir.web.components.cards import render_card
from pikir.web.components.people import avatar
from pikir.web.components.pictures import picture, spare
from pikir.web.look import (
    LETTERS,
    SIZES,
    THEMES,
    TRAFFIC,
    Choice,
    Look,
    drawn_for,
    look_of,
    look_of_request,
    read_choice,
    remember_choice,
)
from pikir.web.shapes import Author, Card, Picture

SAVING = Look(saving=True)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


RIVER = Picture(src="/media/a-960.webp", srcset="/media/a-480.webp 480w, /media/a-960.webp 960w", width=960, height=640)


@pytest.mark.parametrize(
    ("cookie", "save_data", "look"),
    [
        (b"", b"", Look()),
        (b"", b"on", SAVING),
        (b"", b"ON ", SAVING),
        (b"", b"off", Look()),
        (b"look=dark-largest-saving-cyrillic", b"", Look("dark", "largest", True)),
        (b"a=1; look=light-plain-device-cyrillic; b=2", b"", Look("light", "plain")),
        (b"a=1;look=device-larger-full-cyrillic", b"on", Look("", "larger", False)),
        (b"look=device-normal-full-cyrillic", b"on", Look()),
        (b"look=dark-normal-full-latin", b"", Look("dark", latin=True)),
        (b"look=dark", b"", Look()),
        (b"look=evil-evil-evil", b"on", SAVING),
        (b"outlook=dark-largest-saving-cyrillic", b"", Look()),
        (b"look=dark-largest-saving-latin-more", b"", Look()),
        (b'look="><script>', b"", Look()),
    ],
)
def test_a_look_is_read_from_cookie_and_header(cookie: bytes, save_data: bytes, look: Look) -> None:
    assert look_of(cookie, save_data) == look


@given(st.binary(max_size=80), st.binary(max_size=5))
def test_whatever_is_sent_is_one_of_48_looks(cookie: bytes, save_data: bytes) -> None:
    assert look_of(b"look=" + cookie, save_data) in {
        Look(theme, size, saving, latin)
        for theme in ("", "light", "dark")
        for size in ("", "larger", "largest", "plain")
        for saving in (False, True)
        for latin in (False, True)
    }


def test_every_choice_comes_back_from_its_cookie() -> None:
    for choice in (Choice(*words) for words in zip(THEMES * 4, SIZES * 3, TRAFFIC * 4, LETTERS * 6, strict=True)):
        response = HttpResponse()
        remember_choice(response, choice)
        sent = SimpleCookie(response.cookies.output(header=""))["look"].value
        assert read_choice(sent) == choice


def test_what_the_edge_keeps_a_page_by_is_believed() -> None:
    request = RequestFactory().get("/en/", headers={"cookie": "look=dark-normal-device-cyrillic"})
    assert look_of_request(request) == Look("dark")
    request.META["pikir.look"] = Look("light")
    assert look_of_request(request) == Look("light")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<p><img src="/media/a-960.webp" srcset="/media/a-480.webp 480w, /media/a-960.webp 960w" alt="River"></p>',
            '<p><a class="spared" href="/media/a-480.webp" data-alt="River">Show the picture: River</a></p>',
        ),
        (
            '<img src="/media/a-1.webp" alt="">',
            '<a class="spared" href="/media/a-1.webp" data-alt="">Show the picture</a>',
        ),
        (
            '<img alt="a > &quot;c&quot;" src="/m">',
            '<a class="spared" href="/m" data-alt="a > &quot;c&quot;">Show the picture: a &gt; &quot;c&quot;</a>',
        ),
        ('<a href="/x">go <img src="/m" alt="There"></a>', '<a href="/x">go There</a>'),
        ('<a href="/x"><img src="/m" alt=""></a> <b>x</b>', '<a href="/x">Picture</a> <b>x</b>'),
        ('<abbr title="<img src=1>">x</abbr>', '<abbr title="<img src=1>">x</abbr>'),
        ("<p>3 &lt; 4</p>", "<p>3 &lt; 4</p>"),
    ],
)
def test_pictures_wait_behind_links(html: str, expected: str) -> None:
    assert spare(html) == expected


def test_who_saves_data_loads_no_picture_of_a_list() -> None:
    card = Card(title="News", url="/en/@a/1/", picture=RIVER, author=Author(name="Alice", picture="/media/p.webp"))
    assert "<img" in render_card(card)
    with drawn_for(SAVING):
        drawn = [render_card(card, face=""), picture(picture=RIVER), avatar(author=Author(name="A", picture="/m"))]
    assert not any("<img" in one for one in drawn)
    assert 'href="/media/a-480.webp"' in drawn[1]
    assert "<img" in render_card(card)


@pytest.mark.parametrize(
    ("cookie", "attributes"),
    [
        ("", ""),
        ("dark-larger-device-cyrillic", ' data-theme="dark" data-size="larger"'),
        ("device-plain-saving-cyrillic", ' data-size="plain" data-saving'),
        ("nonsense", ""),
    ],
)
def test_a_page_is_drawn_in_the_look_of_its_cookie(db: Any, client: Client, cookie: str, attributes: str) -> None:
    if cookie:
        client.cookies["look"] = cookie
    html = client.get("/en/").content.decode()
    assert f'<html lang="en"{attributes}>' in html
    assert ('rel="preload"' in html) == ("saving" not in cookie)


def test_the_hint_of_the_browser_is_followed_until_the_reader_says_otherwise(db: Any, client: Client) -> None:
    headers = {"save-data": "on"}
    assert '<html lang="en" data-saving>' in client.get("/en/", headers=headers).content.decode()
    client.cookies["look"] = "device-normal-full-cyrillic"
    assert '<html lang="en">' in client.get("/en/", headers=headers).content.decode()


@pytest.mark.django_db
def test_kazakh_comes_in_latin_letters_for_who_chose_them(client: Client) -> None:
    client.cookies["look"] = "device-normal-device-latin"
    page = client.get("/kk/newest/").content.decode()
    assert '<html lang="kk-Latn"' in page
    assert "Eñ jañasy" in page
    assert "Русский" in page
    assert '<html lang="ru"' in client.get("/ru/newest/").content.decode()
    client.cookies["look"] = "device-normal-device-cyrillic"
    assert '<html lang="kk"' in client.get("/kk/newest/").content.decode()
