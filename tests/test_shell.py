"""The frame of every page: ways to the other languages, what guests and readers see, what search engines are told."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from pikir.accounts.models import Account


@pytest.fixture
def guest(client_for: Callable[[Account | None], Client]) -> Client:
    return client_for(None)


def test_a_page_leads_to_itself_in_each_language(guest: Client, lang: str) -> None:
    html = guest.get(f"/{lang}/newest/").content.decode()
    assert f'<html lang="{lang}">' in html
    own = f"{settings.SQUARE_URL}/{settings.LANGUAGE_CODE}/newest/"
    assert f'<link rel="alternate" hreflang="x-default" href="{own}">' in html
    for other in ("kk", "ru", "en"):
        assert f'<link rel="alternate" hreflang="{other}" href="{settings.SQUARE_URL}/{other}/newest/">' in html
        assert re.search(rf'<a href="/{other}/newest/" lang="{other}" hreflang="{other}"', html)


def test_a_page_repeats_nothing_that_a_visitor_typed(guest: Client) -> None:
    html = guest.get("/en/newest/?evil=words").content.decode()
    assert "evil" not in html
    assert f'<link rel="canonical" href="{settings.SQUARE_URL}/en/newest/">' in html


def test_a_guest_gets_a_page_without_token_cookie_or_session(guest: Client) -> None:
    response = guest.get("/en/")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_reader_finds_the_own_menu_and_staff_the_desk(
    client_for: Callable[[Account | None], Client], alice: Account, operator: Account
) -> None:
    mine = client_for(alice).get("/en/").content.decode()
    assert f'href="/en/@{alice.handle}/"' in mine
    assert 'action="/en/account/sign-out/"' in mine
    assert 'href="/en/desk/"' not in mine
    assert 'href="/en/desk/"' in client_for(operator).get("/en/").content.decode()


def test_no_page_has_a_script_or_a_style_of_its_own(guest: Client, lang: str) -> None:
    html = guest.get(f"/{lang}/").content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]* src=)", html)
    assert not re.search(r"\son[a-z]+=", html)


def test_the_page_of_a_fault_needs_nothing_but_a_language(lang: str) -> None:
    with translation.override(lang):
        html = render_to_string("web/errors/500.html", {"language": lang})
    assert f'<html lang="{lang}">' in html
    assert f'href="/{lang}/"' in html
